import type { FitResultTable, HappeningTable, ItemEventTable, UnansweredTable } from './schema.ts'
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

export async function setResultVerdict(
  db: Db,
  id: number,
  verdict: NonNullable<FitResultTable['verdict']>,
): Promise<void> {
  await db.updateTable('fit_results').set({ verdict }).where('id', '=', id).execute()
}

export async function insertItemEvents(db: Db, rows: readonly Omit<ItemEventTable, 'id'>[]): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('item_events')
      .values([...rows])
      .execute()
}

export async function insertHappenings(db: Db, rows: readonly Omit<HappeningTable, 'id'>[]): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('happenings')
      .values([...rows])
      .execute()
}

export async function insertUnanswered(db: Db, row: Omit<UnansweredTable, 'id'>): Promise<void> {
  await db.insertInto('unanswered').values(row).execute()
}

export async function listUnanswered(db: Db, since: number) {
  return await db.selectFrom('unanswered').selectAll().where('at', '>=', since).orderBy('id').execute()
}

/** Forgets what is older than the moment given for its kind. */
export async function purgeRecords(db: Db, before: { unanswered: number; happenings: number }): Promise<void> {
  await db.deleteFrom('unanswered').where('at', '<', before.unanswered).execute()
  await db.deleteFrom('happenings').where('at', '<', before.happenings).execute()
}
