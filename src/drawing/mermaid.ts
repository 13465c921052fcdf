import type { Chart, Way } from './chart.ts'

const ANYWHERE = 'anywhere'
const idOf = (path: string) => path.replaceAll('.', '_')
const keyOf = (path: string) => path.slice(path.lastIndexOf('.') + 1)
/** A colon or a semicolon ends a label, a hash begins an entity. */
const safe = (label: string) => label.replace(/[:;#]/g, ' ')

/**
 * One state with what is directly inside it as a Mermaid state diagram. Ways that lead
 * out end in a state of the outside; larger states inside are single boxes that have
 * a drawing of their own. `now` is lit: the state a talk is in, as a path.
 */
export function drawChart(chart: Chart, now?: string): string {
  const inside = chart.states.map((state) => state.path)
  const shown = (path: string) => inside.find((one) => path === one || path.startsWith(`${one}.`)) ?? path
  const edges = new Map<string, Way[]>()
  for (const way of [...chart.ways, ...chart.states.flatMap(allWays)]) {
    if (way.to === undefined) continue
    const from = way.from === chart.path ? ANYWHERE : idOf(shown(way.from))
    const to = idOf(shown(way.to))
    // what goes on within one box is seen in the box's own drawing
    if (from === to) continue
    const key = `${from} --> ${to}`
    edges.set(key, [...(edges.get(key) ?? []), way])
  }
  const outside = new Set(
    [...edges.keys()].flatMap((key) => key.split(' --> ')).filter((id) => !inside.some((path) => idOf(path) === id)),
  )
  const lit = now === undefined ? undefined : inside.find((path) => now === path || now.startsWith(`${path}.`))
  return [
    'stateDiagram-v2',
    '  direction LR',
    ...chart.states.map(({ path, asks }) => `  state "${keyOf(path)}${asks ? ' ?' : ''}" as ${idOf(path)}`),
    ...[...outside].map(
      (id) => `  state "${id === ANYWHERE ? `anywhere in ${chart.path || 'the talk'}` : id}" as ${id}`,
    ),
    ...(chart.initial === undefined ? [] : [`  [*] --> ${idOf(chart.initial)}`]),
    ...[...edges].map(([edge, ways]) => `  ${edge}: ${labelsOf(ways).join('<br/>')}`),
    ...(outside.size > 0
      ? ['  classDef outside stroke-dasharray: 4', `  class ${[...outside].join(', ')} outside`]
      : []),
    ...(lit === undefined ? [] : ['  classDef now fill:#ffd54f,stroke:#ff8f00', `  class ${idOf(lit)} now`]),
  ].join('\n')
}

function allWays(chart: Chart): readonly Way[] {
  return [...chart.ways, ...chart.states.flatMap(allWays)]
}

/** An event once for each edge; its guards only where all its ways have one. */
function labelsOf(ways: readonly Way[]): string[] {
  return [...Map.groupBy(ways, (way) => way.event ?? 'at once')].map(([event, same]) => {
    const guards = same.map(({ guard }) => (guard?.isNamed === false ? '…' : guard?.text))
    return safe(guards.includes(undefined) ? event : `${event} [${[...new Set(guards)].join(' or ')}]`)
  })
}
