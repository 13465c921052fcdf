import type { DialogueEvent } from '../../flows/vocabulary.ts'
import type { Inbound, Outbound } from '../channels/channel.ts'
import type { Content } from '../content.ts'
import type { Say } from '../messages.ts'
import { addHistory, changeCallback, findCallback, openCallbacks } from '../store/callbacks.ts'
import { claimEvent } from '../store/inbox.ts'
import { aboutRefs } from '../store/outbox.ts'
import { setResultVerdict } from '../store/records.ts'
import { blankRelay, findRelay, insertRelay, openRelay } from '../store/relay.ts'
import { leaveSeat } from '../store/slots.ts'
import type { Db } from '../store/store.ts'
import { dropTimers } from '../store/timers.ts'
import { momentOf, sayMoment } from '../time.ts'
import { contentFor } from '../turn/talk.ts'
import { type DeskWork, openRequest, type Request } from './booking.ts'
import { OUTCOMES, sayAge, sayRequestTime, sayStatus } from './card.ts'
import { awaitWords, type DeskLanes, isOpenRequest, note, post, showCard, silentKey } from './desk.ts'
import { setReminders } from './timers.ts'

/** Steps the person's conversation by a fact, with messages that go out first. */
export type Tell = (
  db: Db,
  conversation: string,
  event: DialogueEvent,
  prepared?: (content: Content) => readonly Outbound[],
) => Promise<unknown>

/** What an advisor does, from Slack or the terminal. */
export interface AdvisorAct {
  readonly reference: string
  /** The advisor's conversation id and name. */
  readonly advisor: string
  readonly name: string
}

export type Done = { readonly ok: true } | { readonly ok: false; readonly why: string }

/**
 * The advisors' side: claims, hand-backs, outcomes, proposals, and the words
 * that go to and fro. Every act reads the request, decides, and changes it only
 * if it is still as it was read: of two that press at once one wins.
 */
export function createAdvisorSide(lanes: DeskLanes, tell: Tell) {
  const say = (work: DeskWork, key: string, values: Record<string, string | number> = {}) =>
    work.content.say(`desk.${key}`, values)

  async function load(work: DeskWork, reference: string): Promise<Request | undefined> {
    const row = await findCallback(work.db, reference)
    return row && openRequest(work.seal, row)
  }

  async function change(
    work: DeskWork,
    request: Request,
    act: AdvisorAct,
    what: string,
    values: Partial<Request>,
    detail?: string,
  ) {
    const isChanged = await changeCallback(work.db, request, { ...values, updated_at: work.now })
    if (!isChanged) return undefined
    await addHistory(work.db, {
      reference: request.reference,
      at: work.now,
      actor: act.advisor,
      what,
      ...(detail ? { detail } : {}),
    })
    const after = { ...request, ...values, updated_at: work.now, version: request.version + 1 }
    await showCard(work, lanes, after, false)
    return after
  }

  async function claim(work: DeskWork, act: AdvisorAct): Promise<Done> {
    const request = await load(work, act.reference)
    if (!request || !isOpenRequest(request)) return { ok: false, why: say(work, 'stale') }
    if (request.claimed_by === act.advisor) return { ok: true }
    if (request.claimed_by)
      return { ok: false, why: say(work, 'alreadyClaimed', { advisor: request.claimed_name ?? '' }) }
    const status = request.slot_at ? 'scheduled' : 'claimed'
    const after = await change(work, request, act, 'claimed', {
      claimed_by: act.advisor,
      claimed_name: act.name,
      status,
    })
    if (!after) {
      const winner = await load(work, act.reference)
      return { ok: false, why: say(work, 'alreadyClaimed', { advisor: winner?.claimed_name ?? '' }) }
    }
    await setReminders(work, after)
    await note(work, lanes, act.reference, say(work, 'claimedByYou'))
    const when = after.slot_at ? sayMoment(after.slot_at, work.now) : ''
    const { say: toPerson } = await contentFor(work, request.conversation)
    await post(work, request.conversation, [
      { kind: 'text', text: toPerson('advisor.claimed', { advisor: act.name, when }) },
    ])
    return { ok: true }
  }

  /** Loads a request this advisor holds, or says why not. */
  async function mine(work: DeskWork, act: AdvisorAct): Promise<Request | string> {
    const request = await load(work, act.reference)
    if (!request || !isOpenRequest(request)) return say(work, 'stale')
    if (!request.claimed_by) return say(work, 'notClaimed')
    if (request.claimed_by !== act.advisor) return say(work, 'notYours', { advisor: request.claimed_name ?? '' })
    return request
  }

  async function release(work: DeskWork, act: AdvisorAct): Promise<Done> {
    const request = await mine(work, act)
    if (typeof request === 'string') return { ok: false, why: request }
    const after = await change(work, request, act, 'released', {
      claimed_by: null,
      claimed_name: null,
      status: 'requested',
    })
    if (!after) return { ok: false, why: say(work, 'stale') }
    await endTalk(work, request)
    await setReminders(work, after)
    await note(work, lanes, act.reference, say(work, 'released'))
    return { ok: true }
  }

  async function complete(work: DeskWork, act: AdvisorAct, outcome: keyof typeof OUTCOMES): Promise<Done> {
    const request = await mine(work, act)
    if (typeof request === 'string') return { ok: false, why: request }
    const after = await change(work, request, act, 'completed', { status: 'done', outcome }, outcome)
    if (!after) return { ok: false, why: say(work, 'stale') }
    await leaveSeat(work.db, act.reference)
    await dropTimers(work.db, { reference: act.reference })
    await endTalk(work, request)
    await tell(work.db, request.conversation, { type: 'desk.requestEnded' }, ({ say: words }) =>
      outcome === 'talked' ? [feedbackAsk(words, act.reference)] : [],
    )
    const verdicts = (['right', 'other', 'unclear'] as const).map((value) => ({
      id: `desk:verdict:${act.reference}:${value}`,
      label: say(work, `buttons.${value}`),
    }))
    await note(work, lanes, act.reference, say(work, 'closed', { outcome: work.content.say(OUTCOMES[outcome]) }))
    if (request.fit_result !== null)
      await note(work, lanes, act.reference, say(work, 'askVerdict'), { choices: verdicts })
    return { ok: true }
  }

  function feedbackAsk(words: Say, reference: string): Outbound {
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

  async function verdict(work: DeskWork, act: AdvisorAct, value: 'right' | 'other' | 'unclear'): Promise<Done> {
    const request = await load(work, act.reference)
    if (!request || request.fit_result === null) return { ok: false, why: say(work, 'stale') }
    await setResultVerdict(work.db, request.fit_result, value)
    await change(work, request, act, 'judged', { verdict: value }, value)
    await note(work, lanes, act.reference, say(work, 'verdictThanks'))
    return { ok: true }
  }

  async function propose(work: DeskWork, act: AdvisorAct, slot: number): Promise<Done> {
    const request = await mine(work, act)
    if (typeof request === 'string') return { ok: false, why: request }
    if (!(slot > work.now)) return { ok: false, why: say(work, 'proposedBad') }
    const time = sayMoment(slot, work.now)
    const { say: words } = await contentFor(work, request.conversation)
    await post(work, request.conversation, [
      {
        kind: 'text',
        text: words('advisor.proposed', { advisor: act.name, time }),
        choices: [
          { id: `booking:accept:${act.reference}:${slot}`, label: words('buttons.accept_time'), style: 'primary' },
          { id: `booking:change:${act.reference}`, label: words('buttons.other_time') },
          { id: `booking:cancel:${act.reference}`, label: words('buttons.cancel_callback') },
        ],
      },
    ])
    await addHistory(work.db, { reference: act.reference, at: work.now, actor: act.advisor, what: 'proposed' })
    await note(work, lanes, act.reference, say(work, 'proposed', { time }))
    return { ok: true }
  }

  async function endTalk(work: DeskWork, request: Request): Promise<void> {
    await dropTimers(work.db, { key: silentKey(request.reference) })
    await tell(work.db, request.conversation, { type: 'advisor.left' })
  }

  /** Carries an advisor's words to the person. `//` begins a note that stays in the thread. */
  async function write(work: DeskWork, act: AdvisorAct, text: string, source: string | undefined): Promise<Done> {
    if (text.trimStart().startsWith('//')) return { ok: true }
    const request = await mine(work, act)
    if (typeof request === 'string') {
      const gone = await load(work, act.reference)
      return { ok: false, why: gone && !isOpenRequest(gone) ? say(work, 'isOver') : request }
    }
    if (/^(終了|おわり|終わり)[。!！]?$/.test(text.trim())) {
      await endTalk(work, request)
      await note(work, lanes, act.reference, say(work, 'talkEnded'))
      return { ok: true }
    }
    await insertRelay(work, act.reference, 'to_person', text, source)
    const words: Outbound = { kind: 'text', text, speaker: request.claimed_name ?? act.name }
    const joined = ({ say: toPerson }: Content): Outbound => ({
      kind: 'text',
      text: toPerson('advisor.joined', { advisor: request.claimed_name ?? act.name }),
    })
    const before = await work.db
      .selectFrom('timers')
      .select('id')
      .where('key', '=', silentKey(act.reference))
      .where('done_at', 'is', null)
      .executeTakeFirst()
    if (before) await post(work, request.conversation, [words])
    else await tell(work.db, request.conversation, { type: 'advisor.joined' }, (content) => [joined(content), words])
    await awaitWords(work, request)
    return { ok: true }
  }

  async function correct(work: DeskWork, act: AdvisorAct, relayId: number): Promise<Done> {
    const row = await findRelay(work.db, { id: relayId })
    if (!row || row.reference !== act.reference) return { ok: false, why: say(work, 'stale') }
    const done = await write(work, act, say(work, 'correction', { text: openRelay(work.seal, row) }), undefined)
    if (done.ok) await note(work, lanes, act.reference, say(work, 'corrected'))
    return done
  }

  /** What happened at the desk on the platform: a button, a form, words in a card's thread. */
  async function take(work: DeskWork, inbound: Inbound): Promise<void> {
    if (!(await claimEvent(work.db, inbound.eventId, work.now))) return
    const { body } = inbound
    const advisor = inbound.conversation
    const name = inbound.who ?? advisor.slice(advisor.lastIndexOf(':') + 1)
    const answer = async (reference: string, done: Done) => {
      if (!done.ok) await note(work, lanes, reference, done.why)
    }
    if (body.kind === 'choice') {
      const [verb, what, reference = '', value = ''] = body.id.split(':')
      if (verb !== 'desk' || !reference) return
      const act: AdvisorAct = { reference, advisor, name }
      await answer(reference, await press(work, act, what ?? '', value))
      return
    }
    if (body.kind === 'form' && body.form.startsWith('propose:')) {
      const reference = body.form.slice('propose:'.length)
      const { date = '', time = '12:00' } = body.fields
      await answer(reference, await propose(work, { reference, advisor, name }, momentOf(date, time || '12:00')))
      return
    }
    if (body.kind === 'text' && /^\/?callbacks$/.test(body.text.trim())) {
      await listQueue(work, inbound.conversation)
      return
    }
    const about = inbound.below && (await aboutRefs(work.db, JSON.stringify([inbound.below])))
    if (!about?.startsWith('card:')) return
    const reference = about.slice('card:'.length)
    const act: AdvisorAct = { reference, advisor, name }
    switch (body.kind) {
      case 'text':
        return await answer(reference, await write(work, act, body.text, body.messageId))
      case 'media':
        return await note(work, lanes, reference, say(work, 'fileNotCarried'))
      case 'edited': {
        const row = await findRelay(work.db, { source: body.messageId })
        if (row?.direction !== 'to_person') return
        const id = await insertRelay(work, reference, 'to_person', body.text, undefined)
        return await note(work, lanes, reference, say(work, 'edited'), {
          choices: [{ id: `desk:correct:${reference}:${id}`, label: say(work, 'buttons.correct') }],
        })
      }
      case 'unsent': {
        const row = await findRelay(work.db, { source: body.messageId })
        if (row?.direction !== 'to_person') return
        await blankRelay(work.db, row.id)
        return await note(work, lanes, reference, say(work, 'deleted'))
      }
    }
  }

  async function press(work: DeskWork, act: AdvisorAct, what: string, value: string): Promise<Done> {
    switch (what) {
      case 'claim':
        return await claim(work, act)
      case 'release':
        return await release(work, act)
      case 'done': {
        const request = await mine(work, act)
        if (typeof request === 'string') return { ok: false, why: request }
        const choices = (Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]).map((outcome) => ({
          id: `desk:outcome:${act.reference}:${outcome}`,
          label: say(work, `buttons.${outcome}`),
        }))
        await note(work, lanes, act.reference, say(work, 'askOutcome'), { choices })
        return { ok: true }
      }
      case 'outcome':
        return value in OUTCOMES
          ? await complete(work, act, value as keyof typeof OUTCOMES)
          : { ok: false, why: say(work, 'stale') }
      case 'verdict':
        return value === 'right' || value === 'other' || value === 'unclear'
          ? await verdict(work, act, value)
          : { ok: false, why: say(work, 'stale') }
      case 'endTalk': {
        const request = await mine(work, act)
        if (typeof request === 'string') return { ok: false, why: request }
        await endTalk(work, request)
        await note(work, lanes, act.reference, say(work, 'talkEnded'))
        return { ok: true }
      }
      case 'correct':
        return await correct(work, act, Number(value))
      default:
        return { ok: false, why: say(work, 'stale') }
    }
  }

  /** The queue, oldest first, for one advisor. */
  async function listQueue(work: DeskWork, to: string): Promise<void> {
    await post(
      work,
      to,
      queueMessages(
        work,
        (await openCallbacks(work.db)).map((row) => openRequest(work.seal, row)),
      ),
    )
  }

  function queueMessages(work: DeskWork, requests: readonly Request[]): Outbound[] {
    if (requests.length === 0) return [{ kind: 'text', text: say(work, 'queueEmpty') }]
    const lines = requests.map((request) =>
      say(work, 'queueLine', {
        reference: request.reference,
        status: sayStatus(work.content, request),
        time: sayRequestTime(work.content, work.now, request),
        age: sayAge(work.content, work.now - request.created_at),
      }),
    )
    return [{ kind: 'text', text: [say(work, 'queueTitle', { count: requests.length }), ...lines].join('\n') }]
  }

  /** What an advisor's home page shows: the queue. */
  async function home(work: DeskWork, _advisor: string): Promise<Outbound[]> {
    return queueMessages(
      work,
      (await openCallbacks(work.db)).map((row) => openRequest(work.seal, row)),
    )
  }

  return { take, home, claim, release, complete, verdict, propose, write, queueMessages }
}

export type AdvisorSide = ReturnType<typeof createAdvisorSide>
