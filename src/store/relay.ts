import type { Seal } from '../seal.ts'
import type { RelayMessageTable } from './schema.ts'
import type { Db } from './store.ts'

export type RelayRow = Omit<RelayMessageTable, 'id'> & { id: number }

const place = (reference: string) => `relay_messages.text.${reference}`

/** Keeps a carried message, sealed, so that it can be corrected, taken back and purged. */
export async function insertRelay(
  work: { db: Db; seal: Seal; now: number },
  reference: string,
  direction: RelayMessageTable['direction'],
  text: string,
  source: string | undefined,
  outboxKey?: string,
): Promise<number> {
  const { id } = await work.db
    .insertInto('relay_messages')
    .values({
      reference,
      at: work.now,
      direction,
      text: work.seal.seal(text, place(reference)),
      source: source ?? null,
      outbox_key: outboxKey ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const openRelay = (seal: Seal, row: RelayRow): string =>
  row.text === null ? '' : seal.open(row.text, place(row.reference))

export async function findRelay(db: Db, id: number): Promise<RelayRow | undefined> {
  return await db.selectFrom('relay_messages').selectAll().where('id', '=', id).executeTakeFirst()
}

/** All that was carried of one message: as it was written, and as it was written anew. */
export async function relaysFrom(db: Db, source: string): Promise<RelayRow[]> {
  return await db.selectFrom('relay_messages').selectAll().where('source', '=', source).orderBy('id').execute()
}

export async function relayByKey(db: Db, outboxKey: string): Promise<RelayRow | undefined> {
  return await db.selectFrom('relay_messages').selectAll().where('outbox_key', '=', outboxKey).executeTakeFirst()
}

/** The talk about a request, in order. */
export async function relaysOf(db: Db, reference: string): Promise<RelayRow[]> {
  return await db.selectFrom('relay_messages').selectAll().where('reference', '=', reference).orderBy('id').execute()
}

/** Requests that ended before a moment and whose talk is still there. */
export async function talksEndedBefore(db: Db, before: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('callbacks')
    .select('reference')
    .where('status', 'in', ['done', 'cancelled'])
    .where('updated_at', '<', before)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('relay_messages')
          .select('relay_messages.id')
          .whereRef('relay_messages.reference', '=', 'callbacks.reference')
          .where('relay_messages.text', 'is not', null),
      ),
    )
    .limit(limit)
    .execute()
  return rows.map((row) => row.reference)
}

/** Forgets the words of a message that was taken back. */
export async function blankRelay(db: Db, id: number): Promise<void> {
  await db.updateTable('relay_messages').set({ text: null }).where('id', '=', id).execute()
}

export async function purgeRelay(db: Db, reference: string): Promise<void> {
  await db.updateTable('relay_messages').set({ text: null, source: null }).where('reference', '=', reference).execute()
}
