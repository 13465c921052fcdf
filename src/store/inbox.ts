import { hot } from './hot.ts'
import { insertMany, shareOf } from './share.ts'
import type { Db } from './store.ts'

/**
 * Records an event id; false when it was there: the event came twice. Whoever
 * claims a person's event holds the conversation.
 */
export async function claimEvent(db: Db, eventId: string, at: number): Promise<boolean> {
  const share = shareOf(db)
  if (share && share.eventId === eventId) {
    // held since before: nobody can have recorded it meanwhile
    if (!share.cameBefore) share.rows.set(recording, [{ event_id: eventId, at }])
    return !share.cameBefore
  }
  const { numAffectedRows } = await claiming(db, { eventId, at })
  return numAffectedRows === 1n
}

/** Whether an event id was recorded. */
export async function cameBefore(db: Db, eventId: string): Promise<boolean> {
  const row = await db.selectFrom('inbox').select('event_id').where('event_id', '=', eventId).executeTakeFirst()
  return row !== undefined
}

const claiming = hot((db, { eventId, at }: { eventId: string; at: number }) =>
  db
    .insertInto('inbox')
    .values({ event_id: eventId, at })
    .onConflict((conflict) => conflict.doNothing()),
)

const recording = insertMany('inbox', { event_id: 'text', at: 'bigint' })

/** Forgets event ids older than any platform redelivers. */
export async function purgeInbox(db: Db, before: number): Promise<number> {
  const result = await db.deleteFrom('inbox').where('at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
