import { OFFICES } from '../fit/fit.ts'
import { countHappenings, countItemRuns, countVerdicts, type Span } from '../store/figures.ts'
import { share, shown, type Table } from './figures.ts'
import type { ReportWorld } from './report.ts'

const VERDICTS = { right: '合っていた', other: '別のタイプに見えた', unclear: 'どちらとも言えない' } as const

/** Where the questionnaire loses people, what it says, and whether advisors agree. */
export async function fitTables({ store, content: { bank } }: ReportWorld, span: Span): Promise<Table[]> {
  const { db, engine } = store
  const nameOf = (name: string | null) => {
    const office = OFFICES.find((one) => one === name)
    return office ? bank.offices[office].name : 'はっきりした傾向なし'
  }

  const runs = new Map((await countItemRuns(db, span)).map((row) => [row.item, row]))
  const items = bank.items.map((item) => {
    const { asked, replied, unknown, skipped } = runs.get(item.id) ?? { asked: 0, replied: 0, unknown: 0, skipped: 0 }
    return { item, asked, left: Math.max(0, Number(asked) - Number(replied)), unknown, skipped }
  })
  const results = (await countHappenings(db, span)).filter((row) => row.what === 'fit.finished')
  const verdicts = await countVerdicts(db, engine, span)

  return [
    {
      id: 'items',
      title: '適性チェックの質問ごとの離脱',
      note: '1回の適性チェックを1と数えます。あとから続きに答えた人や、もどって答えなおした人は「離れた」に入りません。',
      columns: ['質問', '文', '聞いた', '答えず離れた', '離脱率', 'わからない', 'スキップ'],
      rows: items.map(({ item, asked, left, unknown, skipped }) => [
        item.id,
        item.text,
        shown(asked),
        shown(left),
        share(shown(left), shown(asked)),
        shown(unknown),
        shown(skipped),
      ]),
    },
    {
      id: 'results',
      title: '結果の分布',
      columns: ['結果', '回'],
      rows: results
        .sort((a, b) => Number(b.times) - Number(a.times))
        .map((row) => [nameOf(row.about), shown(row.times)]),
      chart: 'bars',
    },
    {
      id: 'verdicts',
      title: '結果とアドバイザーの見立て',
      columns: ['結果', ...Object.values(VERDICTS)],
      rows: [...new Set(verdicts.map((row) => row.office))].map((office) => [
        nameOf(office),
        ...Object.keys(VERDICTS).map((verdict) =>
          shown(verdicts.find((row) => row.office === office && row.verdict === verdict)?.times),
        ),
      ]),
    },
  ]
}
