import { countUnanswered, newestUnanswered, type Span } from '../store/figures.ts'
import { clusterTexts } from '../understanding/faq/cluster.ts'
import { FEWEST, shown, type Table } from './figures.ts'
import type { ReportWorld } from './report.ts'

/** Likeness is judged among so many of the newest; more would cost minutes, and say the same. */
const NEWEST = 2000
const MOST = 20
const WHY = {
  unknown: 'わからなかった',
  none_of_these: '候補がどれもちがった',
  not_helpful: '答えが役に立たなかった',
} as const

/** What people asked in vain, by likeness. A kind asked by few is not shown: its words could be one person's. */
export async function unansweredTables({ store, seal }: ReportWorld, span: Span): Promise<Table[]> {
  const why = new Map((await countUnanswered(store.db, span)).map((row) => [row.why, row.times]))
  const sealed = await newestUnanswered(store.db, span, NEWEST)
  const texts = sealed.map((row) => seal.open(row.text, 'unanswered.text'))
  const clusters = clusterTexts(texts)
    .filter((cluster) => cluster.members.length >= FEWEST)
    .slice(0, MOST)
  return [
    {
      id: 'unanswered',
      title: '答えられなかった質問',
      columns: ['わけ', '回'],
      rows: Object.entries(WHY).map(([key, words]) => [words, shown(why.get(key))]),
    },
    {
      id: 'unanswered-kinds',
      title: '答えられなかった質問のかたまり',
      note: `似た質問が${FEWEST}回以上あったものだけです。番号や名前は伏せてあります。`,
      columns: ['代表的な聞き方', '回'],
      rows: clusters.map(({ representative, members }) => [representative, shown(members.length)]),
      chart: 'bars',
    },
  ]
}
