import type { Outbound } from '../channels/channel.ts'
import type { Say } from '../messages.ts'
import { setResultVerdict } from '../store/records.ts'
import { takeSeat } from '../store/slots.ts'
import { sayMoment } from '../time.ts'
import { type DeskLanes, note, showCard, tellPerson } from './board.ts'
import { bookingChoices } from './booking.ts'
import { OUTCOMES } from './card.ts'
import {
  changeRequest,
  type DeskWork,
  deskSays,
  hold,
  isOpenRequest,
  openRequestOf,
  type Request,
  toAdvisors,
} from './request.ts'
import { seatsAt } from './slots.ts'
import { type AdvisorAct, type Done, done, refused, type Tell } from './tell.ts'
import { setReminders } from './timers.ts'

export const REOPENED = 'reopened'

/**
 * Takes back how a request ended: it is open again with the advisor who had it,
 * and its time where that is still free. Any advisor may, as long as the person
 * has asked for nothing new and is not forgotten; one that the person cancelled
 * stays cancelled. What was said at the end is corrected rather than left
 * untrue; the talk stays ended, as both were told, until somebody writes.
 *
 * `closedAt` names the end that is meant: a late press undoes no later one. A
 * request that is open already is left as it is.
 */
export async function reopen(
  work: DeskWork,
  lanes: DeskLanes,
  tell: Tell,
  act: AdvisorAct,
  closedAt?: number,
): Promise<Done> {
  const { reference } = act
  const request = await hold(work, reference)
  if (!request) return refused(deskSays(work, 'stale'))
  if (request.name === null) return refused(deskSays(work, 'reopenForgotten'))
  if (isOpenRequest(request)) return done
  if (request.status === 'cancelled') return refused(deskSays(work, 'reopenCancelled'))
  if (closedAt !== undefined && closedAt !== request.updated_at) return refused(deskSays(work, 'stale'))
  // holding the person's conversation, as `hold` does, nobody can book meanwhile
  const newer = await openRequestOf(work, request.conversation)
  if (newer) return refused(deskSays(work, 'reopenNewer', { reference: newer.reference }))

  const hasTime = await takeTimeBack(work, request)
  const { slot_at: slot, fit_result: fit, outcome } = request
  const after = await changeRequest(
    work,
    request,
    {
      status: slot !== null && hasTime ? 'scheduled' : 'claimed',
      slot_at: hasTime ? slot : null,
      outcome: null,
      verdict: null,
    },
    { actor: act.advisor, what: REOPENED, detail: outcome ?? undefined },
  )
  // it was about the talk that is now still to come
  if (fit !== null && request.verdict !== null) await setResultVerdict(work.db, fit, null)
  await showCard(work, lanes, after)
  await setReminders(work, after)
  await tell(work.db, request.conversation, { type: 'desk.requestReopened', reference })
  await tellPerson(work, request, (say) => correction(say, work.now, request, after))
  const words = deskSays(work, REOPENED, {
    name: act.name,
    advisor: request.claimed_name ?? '',
    outcome: outcome ? toAdvisors(work).say(OUTCOMES[outcome]) : '',
  })
  await note(work, lanes, reference, hasTime ? words : `${words}\n${deskSays(work, 'reopenedWithoutTime')}`, {
    mention: request.claimed_by === act.advisor ? undefined : (request.claimed_by ?? undefined),
  })
  return done
}

/** Its seat was free to others since it ended; a time that has passed needs none. */
async function takeTimeBack(work: DeskWork, { reference, slot_at: slot }: Request): Promise<boolean> {
  if (slot === null) return true
  // a proposed time may lie outside the timetable
  const isSeated = await takeSeat(work.db, slot, Math.max(1, seatsAt(work.content.desk, slot)), reference)
  return isSeated || slot <= work.now
}

/** They heard that it was over, or that nobody would call. */
function correction(say: Say, now: number, before: Request, after: Request): Outbound {
  const { reference, slot_at: slot } = before
  const isAhead = slot !== null && slot > now
  const key = !isAhead ? 'reopened' : after.slot_at === null ? 'reopenedWithoutTime' : 'reopenedFor'
  const when = isAhead ? sayMoment(slot, now) : ''
  return {
    kind: 'text',
    text: say(`advisor.${key}`, { reference, advisor: before.claimed_name ?? '', when }),
    choices: bookingChoices(say, reference),
  }
}
