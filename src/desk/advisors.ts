import type { Inbound, MessageRef, Outbound } from '../channels/channel.ts'
import { historyOf } from '../store/callbacks.ts'
import { claimEvent } from '../store/inbox.ts'
import { aboutRefs } from '../store/outbox-record.ts'
import { inItsPlace } from '../turn/overtaking.ts'
import { type DeskLanes, note, post, referenceIn } from './board.ts'
import { OUTCOMES } from './card.ts'
import { ASKED_OUTCOME, createClaims, ENDED_TALK, type Outcome } from './claims.ts'
import { findByNumber, soughtIn } from './find.ts'
import { PROPOSE, proposedIn } from './forms.ts'
import { filterIn, filterNamed, keepView, queueList, queuePage, viewOf } from './queue.ts'
import { reopen } from './reopen.ts'
import { type DeskWork, deskSays, holdRow } from './request.ts'
import { CORRECTED, createTalk } from './talk.ts'
import { type AdvisorAct, type Done, done, refused, type Tell } from './tell.ts'

/** What is recorded of a press that a second one would say or ask again. */
const RECORDED: Readonly<Record<string, string>> = {
  release: 'released',
  done: ASKED_OUTCOME,
  outcome: 'completed',
  verdict: 'judged',
  correct: CORRECTED,
}
const DOUBLE_CLICK = 10_000

const QUEUE = /^\/?callbacks?(?:\s+(?<words>.*))?$/s

/** The advisors' side: what they press, send off and write, from Slack or the terminal. */
export function createAdvisorSide(lanes: DeskLanes, tell: Tell) {
  const claims = createClaims(lanes, tell)
  const talk = createTalk(lanes, claims, tell)
  const stale = (work: DeskWork) => refused(deskSays(work, 'stale'))

  /** What happened at the desk on the platform: a button, a form, words in a card's thread. */
  async function take(work: DeskWork, event: Inbound): Promise<void> {
    if (!(await claimEvent(work.db, event.eventId, work.now))) return
    const inbound = await inItsPlace(work.db, event, work.now)
    const { body } = inbound
    const advisor = inbound.conversation
    const id = advisor.slice(advisor.lastIndexOf(':') + 1)
    const name = inbound.who ?? id
    const answer = async (reference: string, outcome: Done) => {
      if (!outcome.ok) await note(work, lanes, reference, outcome.why, { mention: advisor })
    }

    const asked = body.kind === 'text' ? QUEUE.exec(body.text.trim()) : null
    if (asked) {
      const words = asked.groups?.words ?? ''
      const sought = soughtIn(words)
      const list = sought ? findByNumber(work, advisor, sought) : queueList(work, advisor, filterIn(words))
      return void (await post(work, advisor, [await list]))
    }
    if (body.kind === 'choice') {
      const [verb, what = '', reference = '', value = ''] = body.id.split(':')
      if (verb !== 'desk' || !reference) return
      if (what === 'queue') return await keepView(work, advisor, filterNamed(reference))
      const outcome = await press(work, { reference, advisor, name }, what, value)
      if (outcome.ok) await settle(work, body, what, value)
      return await answer(reference, outcome)
    }
    if (body.kind === 'form' && body.form.startsWith(PROPOSE)) {
      const reference = body.form.slice(PROPOSE.length)
      return await answer(reference, await claims.propose(work, { reference, advisor, name }, proposedIn(body.fields)))
    }

    const about = inbound.below && (await aboutRefs(work.db, JSON.stringify([inbound.below])))
    const reference = about === undefined ? undefined : referenceIn(about, 'card')
    if (!reference) return
    const act: AdvisorAct = { reference, advisor, name }
    switch (body.kind) {
      case 'text':
        return await answer(reference, await talk.write(work, act, body.text, body.messageId, body.attached))
      case 'media':
        return void (await note(work, lanes, reference, deskSays(work, 'fileNotCarried')))
      case 'edited':
        return await talk.edited(work, act, body.messageId, body.text)
      case 'unsent':
        return await talk.tookBack(work, act, body.messageId)
    }
  }

  async function press(work: DeskWork, act: AdvisorAct, what: string, value: string): Promise<Done> {
    if (await isDoubleClick(work, act, what, value)) return done
    switch (what) {
      case 'claim':
        return await claims.claim(work, act)
      case 'release':
        return await claims.release(work, act)
      case 'propose': {
        // its form did not open
        const request = await claims.mine(work, act)
        return typeof request === 'string' ? refused(request) : refused(deskSays(work, 'proposeAgain'))
      }
      case 'done':
        return await claims.askOutcome(work, act)
      case 'outcome':
        return value in OUTCOMES ? await claims.complete(work, act, value as Outcome) : stale(work)
      case 'verdict':
        return value === 'right' || value === 'other' || value === 'unclear'
          ? await claims.verdict(work, act, value)
          : stale(work)
      case 'reopen':
        return await reopen(work, lanes, tell, act, Number(value))
      case 'endTalk':
        return await talk.end(work, act)
      case 'correct':
        return await talk.correct(work, act, Number(value))
      default:
        return stale(work)
    }
  }

  /** Shows a question in a card's thread as answered: its buttons have done what they can. */
  async function settle(work: DeskWork, { source }: { source?: MessageRef }, what: string, value: string) {
    const label = what === 'correct' ? what : what === 'outcome' || what === 'verdict' ? value : undefined
    if (!label || !source || !lanes.advisors) return
    await post(work, lanes.advisors, [{ kind: 'settled', source, answer: deskSays(work, `buttons.${label}`) }])
  }

  /** Slack tells each click of two as a press of its own. */
  async function isDoubleClick(work: DeskWork, act: AdvisorAct, what: string, value: string): Promise<boolean> {
    const recorded = Object.hasOwn(RECORDED, what) ? RECORDED[what] : undefined
    // held, so that the second of two at once sees what the first has done
    if (!recorded || !(await holdRow(work, act.reference))) return false
    const acts = await historyOf(work.db, act.reference)
    // a talk ends with a request, too
    const last = acts.findLast((one) => one.actor === act.advisor && one.what !== ENDED_TALK)
    return last?.what === recorded && (last.detail ?? '') === value && work.now - last.at < DOUBLE_CLICK
  }

  /** What an advisor's home page shows: the queue as it is now. Records nothing: a page is drawn again and again. */
  const home = async (work: DeskWork, advisor: string): Promise<Outbound[]> => [
    await queuePage(work, advisor, await viewOf(work, advisor)),
  ]

  const { claim, release, complete, propose } = claims
  return {
    take,
    home,
    claim,
    release,
    complete,
    reopen: (work: DeskWork, act: AdvisorAct) => reopen(work, lanes, tell, act),
    propose,
    write: talk.write,
    end: talk.end,
    queue: queueList,
    find: findByNumber,
  }
}

export type AdvisorSide = ReturnType<typeof createAdvisorSide>
