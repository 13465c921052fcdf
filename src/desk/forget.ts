import { changeCallback, findCallback } from '../store/callbacks.ts'
import { isShown } from '../store/outbox-record.ts'
import { purgeRelay } from '../store/relay.ts'
import type { CallbackTable } from '../store/schema.ts'
import { leaveSeat } from '../store/slots.ts'
import { dropTimers } from '../store/timers.ts'
import { cardAbout, type DeskLanes, showCard } from './board.ts'
import { stripRequest } from './booking.ts'
import { createRelay } from './relay.ts'
import { type DeskWork, holdRow, isOpenRequest, openRequest, record } from './request.ts'

/** Takes what is personal out of a request: in our tables, in its talk, and on the advisors' screens. */
export async function forgetRequest(
  work: DeskWork,
  lanes: DeskLanes,
  reference: string,
  by: { readonly actor: 'person' | 'bot'; readonly what: string },
): Promise<void> {
  // nothing is opened: what no key opens any more can still be forgotten
  const row = await holdRow(work, reference)
  if (!row) return
  await forgetTalk(work, lanes, reference)
  if (isOpenRequest(row)) await close(work, row)
  await stripRequest(work.db, { reference })
  await record(work, reference, by.actor, by.what)
  const bare = openRequest(work.seal, (await findCallback(work.db, reference))!)
  // a card that was never shown needs no empty one in its place
  const hasCard = await isShown(work.db, cardAbout(reference))
  await showCard(work, hasCard ? lanes : { ...lanes, advisors: undefined }, bare)
}

/** Nobody finished it, and now nobody can. */
async function close(work: DeskWork, row: CallbackTable): Promise<void> {
  const { reference } = row
  await changeCallback(work.db, row, { status: 'cancelled', updated_at: work.now })
  await record(work, reference, 'bot', 'closed')
  await leaveSeat(work.db, reference)
  await dropTimers(work.db, { reference })
}

export async function forgetTalk(work: DeskWork, lanes: DeskLanes, reference: string): Promise<void> {
  await createRelay(lanes).wipe(work, reference)
  await purgeRelay(work.db, reference)
}
