import { countByDay, countEverybody, countPeople, countTalked, type Span } from '../store/figures.ts'
import { DAY, dateOf, HOUR } from '../time.ts'
import { share, shown, type Table } from './figures.ts'
import type { ReportWorld } from './report.ts'

const JAPAN = 9 * HOUR

/** From the first word to the talk with an advisor, in people; and day by day. */
export async function funnelTables({ store: { db } }: ReportWorld, span: Span): Promise<Table[]> {
  const people = new Map((await countPeople(db, span)).map((row) => [row.what, Number(row.people)]))
  const stages = [
    ['話しかけた・使った人', await countEverybody(db, span)],
    ['適性チェックを始めた', people.get('fit.started')],
    ['適性チェックを終えた', people.get('fit.finished')],
    ['相談の申し込みを始めた', people.get('callback.begun')],
    ['相談を申し込んだ', people.get('callback.booked')],
    ['アドバイザーと話した', await countTalked(db, span)],
  ] as const
  const counts = stages.map(([name, count]) => ({ name, count: shown(count) }))
  const everybody = counts[0]!.count
  return [
    {
      id: 'funnel',
      title: '人の流れ',
      note: '期間中に1回でもその段階にいた人の数。「話した」は、期間中の申し込みのうち相談まで進んだ人です。',
      columns: ['段階', '人', '使った人のうち', 'その前の段階のうち'],
      rows: counts.map(({ name, count }, at) => [
        name,
        count,
        share(count, everybody),
        at === 0 ? '' : share(count, counts[at - 1]!.count),
      ]),
      chart: 'bars',
    },
    await byDay(db, span),
  ]
}

async function byDay(db: ReportWorld['store']['db'], span: Span): Promise<Table> {
  const kinds = ['fit.started', 'fit.finished', 'callback.booked']
  const days = new Map<number, Map<string, number>>()
  for (const { day, what, times } of await countByDay(db, span, JAPAN)) {
    const one = days.get(Number(day)) ?? new Map<string, number>()
    days.set(Number(day), one.set(what, Number(times)))
  }
  const rows = []
  for (let day = Math.floor((span.from + JAPAN) / DAY); day * DAY - JAPAN < span.to; day++) {
    rows.push([dateOf(day * DAY - JAPAN), ...kinds.map((kind) => shown(days.get(day)?.get(kind)))])
  }
  return {
    id: 'days',
    title: '日ごと',
    columns: ['日', '適性チェック開始', '適性チェック完了', '相談の申し込み'],
    rows,
    chart: 'lines',
  }
}
