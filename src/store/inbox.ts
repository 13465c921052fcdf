import type { Db } from './store.ts'

/** Records an event id; false when it was there: the event came twice. */
export async function claimEvent(db: Db, eventId: string, at: number): Promise<boolean> {
  const result = await db
    .insertInto('inbox')
    .values({ event_id: eventId, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Forgets event ids older than any platform redelivers. */
export async function purgeInbox(db: Db, before: number): Promise<number> {
  const result = await db.deleteFrom('inbox').where('at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
