import type { Chart } from './chart.ts'
import { drawChart } from './mermaid.ts'

/** The whole chart as one markdown page: a drawing and a table for each state that has others inside. */
export function chartPage(chart: Chart): string {
  const large = chart.states.filter((state) => state.states.length > 0)
  return `${[
    '# What the bot does',
    'Made from the charts in this folder by `npm run flow`; `npm run check` fails when it is out of date. A question mark: the state asks and waits for the answer. A dashed state lies outside the drawing. What no state says otherwise is heard everywhere, by the root.',
    section('The talk', chart, false),
    ...large.map((state) => section(state.path, state, true)),
    '## Heard everywhere',
    table(chart.ways.map((way) => ({ ...way, from: '' }))),
  ].join('\n\n')}\n`
}

function section(title: string, chart: Chart, withOwn: boolean): string {
  const own = withOwn ? chart.ways : []
  const ways = [...own, ...chart.states.filter((state) => withOwn || state.states.length === 0).flatMap((s) => s.ways)]
  return `## ${title}\n\n\`\`\`mermaid\n${drawChart(chart)}\n\`\`\`\n\n${table(ways)}`
}

const cell = (text: string) => text.replaceAll('|', '\\|')

function table(ways: Chart['ways']): string {
  const hasPlaces = ways.some((way) => way.from !== '')
  const rows = ways.map((way) =>
    [
      ...(hasPlaces ? [way.from] : []),
      way.event ?? 'at once',
      way.guard === undefined ? '' : way.guard.isNamed ? way.guard.text : `\`${way.guard.text}\``,
      way.to ?? 'stays',
      way.does.join(', '),
    ]
      .map(cell)
      .join(' | '),
  )
  const head = [...(hasPlaces ? ['in'] : []), 'event', 'if', 'goes to', 'does']
  return [head.join(' | '), head.map(() => '---').join(' | '), ...rows].map((row) => `| ${row} |`).join('\n')
}
