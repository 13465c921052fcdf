import { hot } from './hot.ts'
import { insertMany, shareOf } from './share.ts'
import type { Db, Store } from './store.ts'

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

/** More than a turn writes: what has room for it has room for the next person, too. */
const TRIAL = Array.from({ length: 64 }, (_, row) => `${row}${' '.repeat(500)}`)

/** Writes as a turn does, and takes it back: throws what a turn would meet. No two at once have one `name`. */
export async function tryWriting(store: Pick<Store, 'write'>, name: string, at: number): Promise<void> {
  const trial = `trial:${name}:`
  await store.write((db) =>
    db
      .insertInto('inbox')
      .values(TRIAL.map((row) => ({ event_id: `${trial}${row}`, at })))
      .execute(),
  )
  // apart: a page that is taken and given back in one transaction never reaches the disk
  await store.write((db) => db.deleteFrom('inbox').where('event_id', 'like', `${trial}%`).execute())
}
