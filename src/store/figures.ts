import { type RawBuilder, sql } from 'kysely'
import type { Db, Store } from './store.ts'

/**
 * What the report counts, added up by the database: a million happenings
 * leave it as a few dozen rows. One text for both engines but where they have
 * no word in common. Times are from `from` on and before `to`.
 */
export interface Span {
  readonly from: number
  readonly to: number
}

const rows = async <T>(db: Db, query: RawBuilder<T>): Promise<T[]> => [...(await query.execute(db)).rows]

/** People and times by what happened, and about what. */
export const countHappenings = (db: Db, { from, to }: Span) =>
  rows(
    db,
    sql<{ what: string; about: string | null; times: number; people: number }>`
      select what, about, count(*) as times, count(distinct person) as people
      from happenings where at >= ${from} and at < ${to} group by what, about`,
  )

/** People by what happened, whatever it was about. */
export const countPeople = (db: Db, { from, to }: Span) =>
  rows(
    db,
    sql<{ what: string; people: number }>`
      select what, count(distinct person) as people
      from happenings where at >= ${from} and at < ${to} group by what`,
  )

export async function countEverybody(db: Db, { from, to }: Span): Promise<number> {
  const [row] = await rows(
    db,
    sql<{ people: number }>`
      select count(*) as people
      from (
        select person from happenings
        where at >= ${from} and at < ${to} and person is not null group by person) as each_person`,
  )
  return Number(row?.people ?? 0)
}

/** How often each day, days as numbers since 1970 in Japan's time. */
export const countByDay = (db: Db, { from, to }: Span, offset: number) =>
  rows(
    db,
    sql<{ day: number; what: string; times: number }>`
      select (at + ${sql.lit(offset)}) / 86400000 as day, what, count(*) as times
      from happenings
      where at >= ${from} and at < ${to} and what in ('fit.started', 'fit.finished', 'callback.booked')
      group by (at + ${sql.lit(offset)}) / 86400000, what order by day`,
  )

/**
 * Runs of the questionnaire by item: in which it was asked in the span, in
 * which it was answered until today, and what was said instead of an answer. A
 * run that went back to an item counts once. Before runs had one name for all
 * of it, an item's question could have another than its answer: such an answer
 * counts, too.
 */
export const countItemRuns = (db: Db, { from, to }: Span) =>
  rows(
    db,
    sql<{ item: string; asked: number; replied: number; unknown: number; skipped: number }>`
      with runs as (
        select item, run, min(case when what = 'shown' then at end) as asked_at,
          max(case when what in ('answered', 'unknown', 'skip') then 1 else 0 end) as replied,
          max(case when what = 'unknown' then 1 else 0 end) as unknown,
          max(case when what = 'skip' then 1 else 0 end) as skipped
        from item_events where at >= ${from} group by item, run)
      select item, count(asked_at) as asked, sum(replied) as replied, sum(unknown) as unknown, sum(skipped) as skipped
      from runs where asked_at is null or asked_at < ${to} group by item`,
  )

/** Requests made in the span, by how they ended, and the people behind them. */
export const countCallbacks = (db: Db, { from, to }: Span) =>
  rows(
    db,
    sql<{ status: string; outcome: string | null; wish: string; times: number; people: number }>`
      select status, outcome, wish, count(*) as times, count(distinct conversation) as people
      from callbacks where created_at >= ${from} and created_at < ${to} group by status, outcome, wish`,
  )

/** People with a request made in the span that led to a talk. */
export async function countTalked(db: Db, { from, to }: Span): Promise<number> {
  const [row] = await rows(
    db,
    sql<{ people: number }>`
      select count(distinct conversation) as people from callbacks
      where created_at >= ${from} and created_at < ${to} and outcome = 'talked'`,
  )
  return Number(row?.people ?? 0)
}

/** From the request to the first advisor who took it: half and nine tenths waited no longer. */
export async function waitingTimes(db: Db, { from, to }: Span) {
  const [row] = await rows(
    db,
    sql<{ requests: number; median: number | null; ninth: number | null; longest: number | null }>`
      with waits as (
        select min(h.at) - c.created_at as wait from callbacks c
        join callback_history h on h.reference = c.reference and h.what = 'claimed'
        where c.created_at >= ${from} and c.created_at < ${to} group by c.reference, c.created_at),
      ranked as (select wait, row_number() over (order by wait) as place, count(*) over () as total from waits)
      select count(*) as requests,
        min(case when place * 2 >= total then wait end) as median,
        min(case when place * 10 >= total * 9 then wait end) as ninth,
        max(wait) as longest
      from ranked`,
  )
  return row!
}

/** What advisors thought of results made in the span, by the office the result named. */
export const countVerdicts = (db: Db, engine: Store['engine'], { from, to }: Span) => {
  const office = engine === 'postgres' ? sql`result::jsonb ->> 'office'` : sql`json_extract(result, '$.office')`
  return rows(
    db,
    sql<{ office: string | null; verdict: string; times: number }>`
      select ${office} as office, verdict, count(*) as times from fit_results
      where at >= ${from} and at < ${to} and verdict is not null group by 1, 2`,
  )
}

/** Messages that count against a plan, by channel. */
export const countPushed = (db: Db, engine: Store['engine'], { from, to }: Span) => {
  const channel = engine === 'postgres' ? sql`split_part(lane, ':', 1)` : sql`substr(lane, 1, instr(lane, ':') - 1)`
  return rows(
    db,
    sql<{ channel: string; pushed: number }>`
      select ${channel} as channel, sum(pushed) as pushed from outbox
      where done_at >= ${from} and done_at < ${to} and pushed > 0 group by 1`,
  )
}

/** The newest questions nobody answered, sealed. */
export const newestUnanswered = async (db: Db, { from, to }: Span, limit: number) =>
  await db
    .selectFrom('unanswered')
    .select(['text', 'why'])
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export const countUnanswered = (db: Db, { from, to }: Span) =>
  rows(
    db,
    sql<{ why: string; times: number }>`
      select why, count(*) as times from unanswered where at >= ${from} and at < ${to} group by why`,
  )
