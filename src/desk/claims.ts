import type { Ended } from '../../flows/vocabulary.ts'
import type { Choice, Outbound } from '../channels/channel.ts'
import type { Say } from '../messages.ts'
import { setResultVerdict } from '../store/records.ts'
import { leaveSeat } from '../store/slots.ts'
import { dropTimers } from '../store/timers.ts'
import { sayMoment } from '../time.ts'
import { type DeskLanes, note, personAbout, showCard, tellPerson } from './board.ts'
import { OUTCOMES } from './card.ts'
import { askAbout, lastProposal, noteProposal, openSlot } from './proposals.ts'
import { answered, isTalking, silentKey } from './relay.ts'
import {
  changeRequest,
  type DeskWork,
  deskSays,
  hold,
  isOpenRequest,
  type Request,
  record,
  toAdvisors,
} from './request.ts'
import { type AdvisorAct, type Done, done, refused, type Tell } from './tell.ts'
import { setReminders, watchQueue } from './timers.ts'

export const ASKED_OUTCOME = 'asked outcome'
export const ENDED_TALK = 'ended talk'

export type Outcome = keyof typeof OUTCOMES
export type Verdict = 'right' | 'other' | 'unclear'

/**
 * Whose a request is, and how it ends. Every act holds the request before it
 * looks: of two that press at once the second sees what the first has done.
 */
export function createClaims(lanes: DeskLanes, tell: Tell) {
  const change = async (
    work: DeskWork,
    request: Request,
    act: AdvisorAct,
    what: string,
    values: Partial<Request>,
    detail?: string,
  ) => {
    const after = await changeRequest(work, request, values, { actor: act.advisor, what, detail })
    await showCard(work, lanes, after)
    return after
  }

  /** The request if this advisor has it, held; or why it cannot be done. */
  async function mine(work: DeskWork, act: AdvisorAct): Promise<Request | string> {
    const request = await hold(work, act.reference)
    if (!request || !isOpenRequest(request)) return deskSays(work, 'stale')
    if (!request.claimed_by) return deskSays(work, 'claimFirst')
    return request.claimed_by === act.advisor
      ? request
      : deskSays(work, 'alreadyClaimed', { advisor: request.claimed_name ?? '' })
  }

  async function claim(work: DeskWork, act: AdvisorAct): Promise<Done> {
    const request = await hold(work, act.reference)
    if (!request || !isOpenRequest(request)) return refused(deskSays(work, 'stale'))
    if (request.claimed_by === act.advisor) return done
    if (request.claimed_by) return refused(deskSays(work, 'alreadyClaimed', { advisor: request.claimed_name ?? '' }))
    const after = await change(work, request, act, 'claimed', {
      claimed_by: act.advisor,
      claimed_name: act.name,
      status: request.slot_at ? 'scheduled' : 'claimed',
    })
    await setReminders(work, after)
    await watchQueue(work, after)
    await note(work, lanes, act.reference, deskSays(work, 'claimedByYou', { advisor: act.name }))
    const when = after.slot_at ? sayMoment(after.slot_at, work.now) : undefined
    await tellPerson(work, request, (say) => ({
      kind: 'text',
      text: when
        ? say('advisor.claimedFor', { advisor: act.name, when })
        : say(request.wish === 'email' ? 'advisor.claimedForMail' : 'advisor.claimed', { advisor: act.name }),
    }))
    return done
  }

  /** The lead may take a request from somebody who is away; without a lead anybody may. */
  async function release(work: DeskWork, act: AdvisorAct): Promise<Done> {
    const { lead } = work.content.desk.queue
    const isLead = lead === '' || act.advisor.endsWith(`:${lead}`)
    const request = await hold(work, act.reference)
    if (!request || !isOpenRequest(request)) return refused(deskSays(work, 'stale'))
    if (!request.claimed_by) return refused(deskSays(work, 'claimFirst'))
    const isTheirs = request.claimed_by === act.advisor
    if (!isTheirs && !isLead) return refused(deskSays(work, 'alreadyClaimed', { advisor: request.claimed_name ?? '' }))
    const after = await change(work, request, act, 'released', {
      claimed_by: null,
      claimed_name: null,
      status: 'requested',
    })
    await endTalk(work, request, act.advisor)
    await setReminders(work, after)
    await watchQueue(work, after)
    await note(
      work,
      lanes,
      act.reference,
      isTheirs
        ? deskSays(work, 'released')
        : deskSays(work, 'releasedByOther', { name: act.name, advisor: request.claimed_name ?? '' }),
      { mention: isTheirs ? undefined : request.claimed_by },
    )
    await tellPerson(work, request, (say) => ({ kind: 'text', text: say('advisor.released') }))
    return done
  }

  async function complete(work: DeskWork, act: AdvisorAct, outcome: Outcome): Promise<Done> {
    const request = await mine(work, act)
    if (typeof request === 'string') return refused(request)
    const after = await change(work, request, act, 'completed', { status: 'done', outcome }, outcome)
    await leaveSeat(work.db, act.reference)
    await endTalk(work, after, act.advisor)
    await dropTimers(work.db, { reference: act.reference })
    await tellPerson(work, request, (say) => farewell(say, after, outcome))
    await note(
      work,
      lanes,
      act.reference,
      deskSays(work, 'closed', { outcome: toAdvisors(work).say(OUTCOMES[outcome]) }),
    )
    if (request.fit_result !== null) {
      const choices = (['right', 'other', 'unclear'] as const).map((value) => ({
        id: `desk:verdict:${act.reference}:${value}`,
        label: deskSays(work, `buttons.${value}`),
      }))
      await note(work, lanes, act.reference, deskSays(work, 'askVerdict'), { choices })
    }
    return done
  }

  /** The person's last word from the desk: how was it, or how it goes on. */
  function farewell(words: Say, { reference }: Request, outcome: Outcome): Outbound {
    const again = [{ id: 'do:talk_to_human', label: words('buttons.book_again') }]
    if (outcome === 'unreachable') return { kind: 'text', text: words('advisor.unreachable'), choices: again }
    if (outcome === 'withdrawn')
      return { kind: 'text', text: words('callback.cancelled', { reference }), choices: again }
    return {
      kind: 'text',
      text: words('feedback.ask'),
      choices: [
        { id: `talk:${reference}:3`, label: words('buttons.good') },
        { id: `talk:${reference}:2`, label: words('buttons.so_so') },
        { id: `talk:${reference}:1`, label: words('buttons.bad') },
      ],
    }
  }

  async function verdict(work: DeskWork, act: AdvisorAct, value: Verdict): Promise<Done> {
    const request = await hold(work, act.reference)
    if (!request || request.fit_result === null || isOpenRequest(request)) return refused(deskSays(work, 'stale'))
    await setResultVerdict(work.db, request.fit_result, value)
    // not a change of the request: what is counted by its last change stays as it was
    await change(work, request, act, 'judged', { verdict: value, updated_at: request.updated_at }, value)
    await note(work, lanes, act.reference, deskSays(work, 'verdictThanks'))
    return done
  }

  async function propose(work: DeskWork, act: AdvisorAct, slot: number): Promise<Done> {
    const request = await mine(work, act)
    if (typeof request === 'string') return refused(request)
    if (!(slot > work.now)) return refused(deskSays(work, 'proposedBad'))
    const open = openSlot(await lastProposal(work, request), work.now)
    const before = open === slot ? undefined : open
    const key = before ? 'proposedInstead' : 'proposed'
    await tellPerson(work, request, (words) => askAbout(words, request, slot, work.now, `advisor.${key}`))
    await noteProposal(work, act.reference, act.advisor, slot)
    const times = { time: sayMoment(slot, work.now), before: before ? sayMoment(before, work.now) : '' }
    await note(work, lanes, act.reference, deskSays(work, key, times))
    return done
  }

  /** Asks how it went, with a button for each answer. */
  async function askOutcome(work: DeskWork, act: AdvisorAct): Promise<Done> {
    const request = await mine(work, act)
    if (typeof request === 'string') return refused(request)
    const choices: Choice[] = (Object.keys(OUTCOMES) as Outcome[]).map((outcome) => ({
      id: `desk:outcome:${act.reference}:${outcome}`,
      label: deskSays(work, `buttons.${outcome}`),
    }))
    await record(work, act.reference, act.advisor, ASKED_OUTCOME)
    await note(work, lanes, act.reference, deskSays(work, 'askOutcome'), { choices })
    return done
  }

  async function endTalk(work: DeskWork, request: Request, advisor: string): Promise<void> {
    if (await isTalking(work, request.reference)) await record(work, request.reference, advisor, ENDED_TALK)
    await dropTimers(work.db, { key: silentKey(request.reference) })
    await answered(work, request.reference)
    // before the goodbye, which else would offer to look at a request that is over
    if (!isOpenRequest(request))
      await tell(work.db, request.conversation, { type: 'desk.requestEnded', ended: askedOf(request) })
    await tell(work.db, request.conversation, { type: 'advisor.left' }, undefined, personAbout(request.reference))
  }

  /** What the farewell asks. */
  function askedOf({ reference, outcome }: Request): Ended | undefined {
    if (outcome !== 'talked' && outcome !== 'unreachable') return undefined
    return { reference, asks: outcome === 'talked' ? 'rating' : 'again' }
  }

  return { mine, claim, release, complete, verdict, propose, askOutcome, endTalk }
}

export type Claims = ReturnType<typeof createClaims>
