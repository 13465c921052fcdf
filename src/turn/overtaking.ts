import type { Inbound } from '../channels/channel.ts'
import { claimEvent } from '../store/inbox.ts'
import type { Db } from '../store/store.ts'

/**
 * What an event means where it overtook the message it is about, whose first delivery failed: an
 * edit is that message, in its last words. The message counts as come, so that it changes nothing
 * when it does, nor one that was taken back.
 */
export async function inItsPlace(db: Db, inbound: Inbound, now: number): Promise<Inbound> {
  const { body, who } = inbound
  if (body.kind !== 'edited' && body.kind !== 'unsent') return inbound
  const { original } = body
  if (!original || !(await claimEvent(db, original.eventId, now)) || body.kind === 'unsent') return inbound
  return { ...original, ...(who === undefined ? {} : { who }) }
}
