import { countHappenings, type Span } from '../store/figures.ts'
import { FEWEST, share, shown, type Table } from './figures.ts'
import type { ReportWorld } from './report.ts'

/** Which answers were read, and whether they helped. Topics read too seldom are left out. */
export async function topicTables({ store, content }: ReportWorld, span: Span): Promise<Table[]> {
  const counts = new Map(
    (await countHappenings(store.db, span)).map((row) => [`${row.what} ${row.about}`, Number(row.times)]),
  )
  const topics = [...content.topics.values()]
    .map(({ id, title }) => {
      const count = (what: string) => counts.get(`${what} ${id}`) ?? 0
      const helpful = count('topic.helpful')
      const unhelpful = count('topic.unhelpful')
      return { id, title, read: count('topic.shown') + count('topic.uncovered'), helpful, unhelpful }
    })
    .filter((topic) => topic.read >= FEWEST)
    .sort((a, b) => b.read - a.read || a.id.localeCompare(b.id))
  return [
    {
      id: 'topics',
      title: 'よく読まれた答え',
      note: `${FEWEST}回以上読まれた話題だけです。`,
      columns: ['話題', '回', '役に立った', 'ちがった', '「ちがった」の割合', 'id'],
      rows: topics.map(({ id, title, read, helpful, unhelpful }) => [
        title,
        shown(read),
        shown(helpful),
        shown(unhelpful),
        share(shown(unhelpful), shown(helpful + unhelpful)),
        id,
      ]),
      chart: 'bars',
    },
  ]
}
