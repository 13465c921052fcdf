import type { Say } from '../messages.ts'
import { lastOf, queueState } from '../store/callbacks.ts'
import { DAY, MINUTE, timeOf } from '../time.ts'
import { type DeskLanes, note, personAbout, tellPerson } from './board.ts'
import { bookingChoices } from './booking.ts'
import { sayAge, sayWish } from './card.ts'
import { type DeskWork, deskSays, type Request, record, toAdvisors } from './request.ts'
import type { Tell } from './tell.ts'
import { askAgainTomorrow, type TimerKind } from './timers.ts'

const CALLED_LEAD = 'called lead'
const CALLED_FOR = 15 * MINUTE

/** What happens to an open request when one of its times has come. */
export function createDue(lanes: DeskLanes, tell: Tell) {
  const leadOf = ({ content: { desk } }: DeskWork) => desk.queue.lead || 'here'
  /** Their time is over for a day: whoever should have seen to it did not. */
  const isLongAgo = (work: DeskWork, request: Request) => work.now - (request.slot_at ?? request.updated_at) > DAY

  return async (work: DeskWork, kind: TimerKind, request: Request): Promise<void> => {
    const { reference } = request
    const isWaiting = request.claimed_by === null
    const age = sayAge(toAdvisors(work), work.now - request.created_at)
    switch (kind) {
      case 'reminder.day':
        return await remind(work, request, 'reminder.dayBefore')
      case 'reminder.hour':
        await remind(work, request, 'reminder.hourBefore')
        if (request.slot_at) {
          const values = { time: timeOf(request.slot_at), wish: sayWish(toAdvisors(work), request) }
          const text = deskSays(work, isWaiting ? 'unclaimedSoon' : 'claimedSoon', values)
          await note(work, lanes, reference, text, { mention: request.claimed_by ?? leadOf(work) })
        }
        return
      case 'queue.unclaimed':
        if (isWaiting) await note(work, lanes, reference, deskSays(work, 'remindUnclaimed', { age }))
        return
      case 'queue.lead':
        return isWaiting ? await callLead(work, reference, age) : undefined
      case 'queue.unfinished':
        await (isWaiting ? missed(work, request) : askUnfinished(work, request))
        return await askAgainTomorrow(work, request)
      case 'talk.unanswered': {
        const choices = [{ id: `desk:endTalk:${reference}`, label: deskSays(work, 'buttons.endTalk') }]
        const mention = request.claimed_by ?? undefined
        return void (await note(work, lanes, reference, deskSays(work, 'remindUnanswered'), { choices, mention }))
      }
      case 'talk.silent': {
        const hours = work.content.desk.queue.endSilentTalkAfterHours
        await tell(
          work.db,
          request.conversation,
          { type: 'advisor.left' },
          ({ say }) => [{ kind: 'text', text: say('advisor.quiet') }],
          personAbout(reference),
        )
        await record(work, reference, 'bot', 'ended talk')
        await note(work, lanes, reference, deskSays(work, 'talkSilent', { hours }), {
          mention: request.claimed_by ?? undefined,
        })
      }
    }
  }

  /** Nobody rang, and nobody was going to: the person need not wait by the phone. */
  async function missed(work: DeskWork, request: Request): Promise<void> {
    await note(work, lanes, request.reference, deskSays(work, 'missed'), { mention: leadOf(work) })
    if (isLongAgo(work, request)) return
    const choices = (say: Say) => bookingChoices(say, request.reference)
    await tellPerson(work, request, (say) => ({ kind: 'text', text: say('advisor.missed'), choices: choices(say) }))
  }

  async function askUnfinished(work: DeskWork, request: Request): Promise<void> {
    const { reference, claimed_by, claimed_name } = request
    const isLong = isLongAgo(work, request)
    const text = deskSays(work, isLong ? 'askUnfinishedLong' : 'askUnfinished', { advisor: claimed_name ?? '' })
    const choices = (isLong ? (['done', 'release'] as const) : (['done'] as const)).map((what) => ({
      id: `desk:${what}:${reference}`,
      label: deskSays(work, `buttons.${what}`),
    }))
    const mention = (isLong && work.content.desk.queue.lead) || (claimed_by ?? undefined)
    await note(work, lanes, reference, text, { choices, mention })
  }

  /** Once for all that wait: what came in a night falls due in one minute. */
  async function callLead(work: DeskWork, reference: string, age: string): Promise<void> {
    const last = await lastOf(work.db, 'bot', CALLED_LEAD)
    if (last && work.now - last.at < CALLED_FOR)
      return void (await note(work, lanes, reference, deskSays(work, 'mentionLead', { age })))
    const { waiting } = await queueState(work.db)
    const text = deskSays(work, waiting > 1 ? 'mentionLeadMany' : 'mentionLead', { age, waiting })
    await note(work, lanes, reference, text, { mention: leadOf(work) })
    await record(work, '', 'bot', CALLED_LEAD)
  }

  async function remind(work: DeskWork, request: Request, key: string): Promise<void> {
    if (!request.slot_at || request.slot_at < work.now) return
    const time = timeOf(request.slot_at)
    await tellPerson(work, request, (words) => ({
      kind: 'text',
      text: words(key, { time }),
      choices: bookingChoices(words, request.reference),
    }))
  }
}
