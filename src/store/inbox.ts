import { hot } from './hot.ts'
import type { Db } from './store.ts'

/** Records an event id; false when it was there: the event came twice. */
export async function claimEvent(db: Db, eventId: string, at: number): Promise<boolean> {
  const { numAffectedRows } = await claiming(db, { eventId, at })
  return numAffectedRows === 1n
}

const claiming = hot((db, { eventId, at }: { eventId: string; at: number }) =>
  db
    .insertInto('inbox')
    .values({ event_id: eventId, at })
    .onConflict((conflict) => conflict.doNothing()),
)

/** Forgets event ids older than any platform redelivers. */
export async function purgeInbox(db: Db, before: number): Promise<number> {
  const result = await db.deleteFrom('inbox').where('at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
