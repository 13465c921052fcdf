import { hot } from './hot.ts'
import type { FitResultTable, HappeningTable, ItemEventTable, UnansweredTable } from './schema.ts'
import { insertMany, shared } from './share.ts'
import type { Db } from './store.ts'

export type FitResultRow = Omit<FitResultTable, 'id'> & { id: number }

export async function insertResult(db: Db, row: Omit<FitResultTable, 'id' | 'verdict'>): Promise<number> {
  const { id } = await db
    .insertInto('fit_results')
    .values({ ...row, verdict: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A person's results, newest first. */
export async function resultsOf(db: Db, conversation: string, limit = 5): Promise<FitResultRow[]> {
  return await db
    .selectFrom('fit_results')
    .selectAll()
    .where('conversation', '=', conversation)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Deletes one result, if it is this person's. */
export async function deleteResult(db: Db, conversation: string, id: number): Promise<boolean> {
  const result = await db
    .deleteFrom('fit_results')
    .where('id', '=', id)
    .where('conversation', '=', conversation)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}

export async function setResultVerdict(db: Db, id: number, verdict: FitResultTable['verdict']): Promise<void> {
  await db.updateTable('fit_results').set({ verdict }).where('id', '=', id).execute()
}

export async function insertItemEvents(db: Db, rows: readonly Omit<ItemEventTable, 'id'>[]): Promise<void> {
  const [first, second] = rows
  if (first && !second) await insertingItemEvent(db, first)
  else if (first)
    await db
      .insertInto('item_events')
      .values([...rows])
      .execute()
}

const insertingItemEvent = shared(
  hot((db, { at, bank_version, item, what, value, ms, run }: Omit<ItemEventTable, 'id'>) =>
    db.insertInto('item_events').values({ at, bank_version, item, what, value, ms, run }),
  ),
  insertMany('item_events', {
    at: 'bigint',
    bank_version: 'integer',
    item: 'text',
    what: 'text',
    value: 'text',
    ms: 'bigint',
    run: 'text',
  }),
)

export async function insertHappenings(db: Db, rows: readonly Omit<HappeningTable, 'id'>[]): Promise<void> {
  const [first, second] = rows
  if (first && !second) await insertingHappening(db, first)
  else if (first)
    await db
      .insertInto('happenings')
      .values([...rows])
      .execute()
}

const insertingHappening = shared(
  hot((db, { at, what, about, channel, person }: Omit<HappeningTable, 'id'>) =>
    db.insertInto('happenings').values({ at, what, about, channel, person }),
  ),
  insertMany('happenings', { at: 'bigint', what: 'text', about: 'text', channel: 'text', person: 'text' }),
)

export const insertUnanswered = shared(
  hot((db, { at, text, why, offered }: Omit<UnansweredTable, 'id'>) =>
    db.insertInto('unanswered').values({ at, text, why, offered }),
  ),
  insertMany('unanswered', { at: 'bigint', text: 'text', why: 'text', offered: 'text' }),
)

export async function listUnanswered(db: Db, since: number) {
  return await db.selectFrom('unanswered').selectAll().where('at', '>=', since).orderBy('id').execute()
}

/** Forgets what is older than the moment given for its kind. */
export async function purgeRecords(db: Db, before: { unanswered: number; happenings: number }): Promise<void> {
  await db.deleteFrom('unanswered').where('at', '<', before.unanswered).execute()
  await db.deleteFrom('happenings').where('at', '<', before.happenings).execute()
}
