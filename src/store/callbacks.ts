import type { CallbackTable } from './schema.ts'
import type { Db } from './store.ts'

/** Requests that still go on. */
export const OPEN = ['requested', 'claimed', 'scheduled'] as const

export async function insertCallback(db: Db, row: CallbackTable): Promise<void> {
  await db.insertInto('callbacks').values(row).execute()
}

export async function findCallback(db: Db, reference: string): Promise<CallbackTable | undefined> {
  return await db.selectFrom('callbacks').selectAll().where('reference', '=', reference).executeTakeFirst()
}

/**
 * Reads a request and holds it until the transaction ends: what is decided on
 * what was read still holds when it is written. Whoever also steps the person's
 * conversation locks that first, as a person's turn does.
 */
export async function lockCallback(db: Db, reference: string): Promise<CallbackTable | undefined> {
  return await db
    .updateTable('callbacks')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('reference', '=', reference)
    .returningAll()
    .executeTakeFirst()
}

/** Every request of a person, newest first. */
export async function callbacksOf(db: Db, conversation: string): Promise<CallbackTable[]> {
  return await db
    .selectFrom('callbacks')
    .selectAll()
    .where('conversation', '=', conversation)
    .orderBy('created_at', 'desc')
    .orderBy('reference')
    .execute()
}

/**
 * Changes a request if it is still as it was read; false when somebody was
 * faster, and nothing was changed.
 */
export async function changeCallback(
  db: Db,
  read: Pick<CallbackTable, 'reference' | 'version'>,
  change: Partial<CallbackTable>,
): Promise<boolean> {
  const result = await db
    .updateTable('callbacks')
    .set({ ...change, version: read.version + 1 })
    .where('reference', '=', read.reference)
    .where('version', '=', read.version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Open requests, oldest first. */
export async function openCallbacks(db: Db, limit = 100): Promise<CallbackTable[]> {
  return await db
    .selectFrom('callbacks')
    .selectAll()
    .where('status', 'in', [...OPEN])
    .orderBy('created_at')
    .limit(limit)
    .execute()
}

/** Requests, open or ended, whose telephone number is still there, newest first. */
export async function callbacksWithPhone(db: Db, limit: number): Promise<CallbackTable[]> {
  return await db
    .selectFrom('callbacks')
    .selectAll()
    .where('phone', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
}

export interface QueueState {
  /** Requests that no advisor has taken. */
  readonly waiting: number
  /** When the oldest of them was made. */
  readonly oldest: number | undefined
}

export async function queueState(db: Db): Promise<QueueState> {
  const row = await db
    .selectFrom('callbacks')
    .select((eb) => [eb.fn.countAll<number>().as('waiting'), eb.fn.min('created_at').as('oldest')])
    .where('status', '=', 'requested')
    .executeTakeFirstOrThrow()
  return { waiting: Number(row.waiting), oldest: row.oldest ?? undefined }
}

/** Ended requests whose personal data is due to go. */
export async function endedBefore(db: Db, before: number, limit = 100): Promise<CallbackTable[]> {
  return await db
    .selectFrom('callbacks')
    .selectAll()
    .where('status', 'in', ['done', 'cancelled'])
    .where('updated_at', '<', before)
    .where('name', 'is not', null)
    .limit(limit)
    .execute()
}

/** Open requests nobody has touched for so long that they will not be finished. */
export async function strandedBefore(db: Db, before: number, limit: number): Promise<CallbackTable[]> {
  return await db
    .selectFrom('callbacks')
    .selectAll()
    .where('status', 'in', [...OPEN])
    .where('updated_at', '<', before)
    .where('name', 'is not', null)
    .limit(limit)
    .execute()
}

export async function callbacksSince(db: Db, from: number): Promise<CallbackTable[]> {
  return await db.selectFrom('callbacks').selectAll().where('created_at', '>=', from).execute()
}

export async function addHistory(
  db: Db,
  entry: { reference: string; at: number; actor: string; what: string; detail?: string },
): Promise<void> {
  await db
    .insertInto('callback_history')
    .values({ ...entry, detail: entry.detail ?? null })
    .execute()
}

export async function historyOf(db: Db, reference: string) {
  return await db.selectFrom('callback_history').selectAll().where('reference', '=', reference).orderBy('id').execute()
}

/** The last line about no request in particular that somebody caused. */
export async function lastOf(db: Db, actor: string, what: string) {
  return await db
    .selectFrom('callback_history')
    .selectAll()
    .where('reference', '=', '')
    .where('actor', '=', actor)
    .where('what', '=', what)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function historySince(db: Db, from: number, what: string) {
  return await db
    .selectFrom('callback_history')
    .selectAll()
    .where('at', '>=', from)
    .where('what', '=', what)
    .orderBy('id')
    .execute()
}

/** The audit trail of all requests from a moment to another, in order, a page at a time. */
export async function historyBetween(db: Db, from: number, to: number, afterId: number, limit: number) {
  return await db
    .selectFrom('callback_history')
    .selectAll()
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function purgeHistory(db: Db, before: number): Promise<void> {
  await db.deleteFrom('callback_history').where('at', '<', before).execute()
}
