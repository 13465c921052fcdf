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

export async function findRelay(db: Db, by: { id: number } | { source: string }): Promise<RelayRow | undefined> {
  const query = db.selectFrom('relay_messages').selectAll()
  return await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('source', '=', by.source).orderBy('id', 'desc').limit(1)
  ).executeTakeFirst()
}

/** Forgets the words of a message that was taken back. */
export async function blankRelay(db: Db, id: number): Promise<void> {
  await db.updateTable('relay_messages').set({ text: null }).where('id', '=', id).execute()
}

export async function purgeRelay(db: Db, reference: string): Promise<void> {
  await db.updateTable('relay_messages').set({ text: null, source: null }).where('reference', '=', reference).execute()
}
