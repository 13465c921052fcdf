import { findCallback } from '../store/callbacks.ts'
import type { OutboxRow } from '../store/outbox.ts'
import { deadAbout } from '../store/outbox-record.ts'
import { relayByKey } from '../store/relay.ts'
import { setTimer } from '../store/timers.ts'
import { HOUR, MINUTE } from '../time.ts'
import { contentFor } from '../turn/talk.ts'
import { type DeskLanes, note, post, referenceIn, showCard } from './board.ts'
import { type DeskWork, deskSays, hold, isOpenRequest } from './request.ts'
import type { TimerKind } from './timers.ts'

/** Ten minutes, then twice as long each time: until somebody has let the bot into the channel again. */
const FIRST = 10 * MINUTE
const LONGEST = 6 * HOUR

type Row = Pick<OutboxRow, 'id' | 'key' | 'about' | 'mode'>

/**
 * A row that was given up. Whoever thinks it arrived is told; what advisors
 * must see, or must not see any more, is tried again until it is so.
 */
export async function undelivered(work: DeskWork, lanes: DeskLanes, row: Row, reason: string): Promise<void> {
  const person = row.about === null ? undefined : referenceIn(row.about, 'person')
  if (person) {
    const key = reason === 'quota' ? 'notDeliveredQuota' : 'notDelivered'
    const request = await findCallback(work.db, person)
    await note(work, lanes, person, deskSays(work, key), { mention: request?.claimed_by ?? undefined })
    return
  }
  if (row.about !== null && row.mode !== 'below') return await again(work, lanes, { ...row, about: row.about }, reason)
  const carried = await relayByKey(work.db, row.key)
  const request = carried && (await findCallback(work.db, carried.reference))
  if (!request?.conversation) return
  const { say } = await contentFor(work, request.conversation)
  // no mark: were this one lost too, there would be no end of telling
  await post(work, request.conversation, [{ kind: 'text', text: say('advisor.notDelivered') }])
}

async function again(work: DeskWork, lanes: DeskLanes, row: Row & { about: string }, reason: string): Promise<void> {
  const reference = referenceIn(row.about, 'card')
  if (row.mode === 'edit' && reason === 'message_gone') {
    const request = reference && (await hold(work, reference))
    // one that nobody may press any more need not stand anew
    return request && isOpenRequest(request) ? await showCard(work, lanes, request, { anew: true }) : undefined
  }
  const attempts = await deadAbout(work.db, row.about)
  const dueAt = work.now + Math.min(LONGEST, FIRST * 2 ** Math.max(0, attempts - 1))
  // what a card says may have changed by then; other changes say the same whenever they come
  const kind: TimerKind = reference ? 'card.again' : 'row.again'
  await setTimer(work.db, { key: `${kind}:${reference ?? row.id}`, kind, dueAt, reference })
}
