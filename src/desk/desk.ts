import { randomUUID } from 'node:crypto'
import type { Choice, ConversationId, Outbound } from '../channels/channel.ts'
import type { Content } from '../content.ts'
import { addHistory, callbacksOf, changeCallback, findCallback, OPEN } from '../store/callbacks.ts'
import { eraseConversation } from '../store/erase.ts'
import { queueRow } from '../store/outbox.ts'
import { resultsOf } from '../store/records.ts'
import { blankRelay, findRelay, insertRelay } from '../store/relay.ts'
import { leaveSeat, takeSeat } from '../store/slots.ts'
import { dropTimers, setTimer } from '../store/timers.ts'
import { dateOf, HOUR, sayMoment, timeOf } from '../time.ts'
import type { DeskPort } from '../turn/perform.ts'
import { cancel, type DeskWork, openRequest, openRequestOf, type Request, stripRequest } from './booking.ts'
import { requestCard } from './card.ts'
import { seatsAt } from './slots.ts'
import { setReminders } from './timers.ts'

export interface DeskLanes {
  /** The advisors' channel as a conversation id, where one is configured. */
  readonly advisors: ConversationId | undefined
  /** Another system that is told of every change. */
  readonly webhook: ConversationId | undefined
}

/** Queues a message to some lane, inside the transaction of what it is about. */
export async function post(
  work: DeskWork,
  lane: ConversationId,
  messages: readonly Outbound[],
  more: { about?: string; mode?: 'new' | 'edit' | 'below' } = {},
): Promise<string> {
  const key = randomUUID()
  await queueRow(
    work.db,
    {
      key,
      lane,
      messages: work.seal.seal(JSON.stringify(messages), `outbox.messages.${key}`),
      about: more.about,
      mode: more.mode ?? 'new',
      dueAt: work.now,
    },
    work.now,
  )
  return key
}

export const cardAbout = (reference: string) => `card:${reference}`

/** Advisors read the main words, whatever the person's locale. */
const advisorsWords = (work: DeskWork): Content => work.content.original ?? work.content

/** Shows the card, or brings the one shown up to date; tells the other system, too. */
export async function showCard(work: DeskWork, lanes: DeskLanes, request: Request, isNew: boolean): Promise<void> {
  const results =
    request.fit_result === null || request.conversation === '' ? [] : await resultsOf(work.db, request.conversation, 10)
  const fit = results.find((row) => row.id === request.fit_result)
  const card = requestCard(advisorsWords(work), work.now, request, fit)
  const about = cardAbout(request.reference)
  if (lanes.advisors) await post(work, lanes.advisors, [card], { about, mode: isNew ? 'new' : 'edit' })
  if (lanes.webhook) await post(work, lanes.webhook, [webhookCard(request)])
}

/** No name, number or words leave this way: the other system learns that and when, and can look the rest up. */
function webhookCard(request: Request): Outbound {
  const facts = {
    reference: request.reference,
    status: request.status,
    wish: request.wish,
    slot_at: request.slot_at === null ? '' : new Date(request.slot_at).toISOString(),
    outcome: request.outcome ?? '',
    version: String(request.version),
  }
  return {
    kind: 'card',
    title: 'callback',
    facts: Object.entries(facts).map(([label, value]) => ({ label, value })),
    text: request.reference,
    choices: [],
  }
}

/** Says something in the card's thread. */
export async function note(
  work: DeskWork,
  lanes: DeskLanes,
  reference: string,
  text: string,
  more: { readonly choices?: readonly Choice[]; readonly mention?: string } = {},
): Promise<void> {
  if (!lanes.advisors) return
  await post(work, lanes.advisors, [{ kind: 'text', text, ...more }], { about: cardAbout(reference), mode: 'below' })
}

export const silentKey = (reference: string) => `talk.silent:${reference}`

/** Sets the end of a talk in which nobody writes. */
export async function awaitWords(work: DeskWork, request: Pick<Request, 'reference' | 'conversation'>): Promise<void> {
  await setTimer(work.db, {
    key: silentKey(request.reference),
    kind: 'talk.silent',
    dueAt: work.now + work.content.desk.queue.endSilentTalkAfterHours * HOUR,
    conversation: request.conversation,
    reference: request.reference,
  })
}

/** What the person's turns tell the desk. */
export function createDesk(lanes: DeskLanes): DeskPort {
  const say = (work: DeskWork, key: string, values: Record<string, string> = {}) =>
    advisorsWords(work).say(`desk.${key}`, values)
  const refresh = async (work: DeskWork, request: Request) => showCard(work, lanes, request, false)

  return {
    requested: (work, request) => showCard(work, lanes, request, true),
    async changed(work, request) {
      await refresh(work, request)
      await note(work, lanes, request.reference, say(work, 'personChanged'))
    },
    async cancelled(work, request, by) {
      await refresh(work, request)
      const key = { person: 'personCancelled', block: 'personBlocked', erase: 'personErased' }[by]
      await note(work, lanes, request.reference, say(work, key))
    },
    async relay(work, conversation, words, messageId) {
      const request = await openRequestOf(work, conversation)
      if (!request || !lanes.advisors) return false
      const name = request.name ?? request.reference
      const text =
        words === undefined
          ? say(work, 'personSent', { name, media: say(work, 'media') })
          : say(work, 'personWrote', { name, text: words })
      const key = await post(work, lanes.advisors, [{ kind: 'text', text }], {
        about: cardAbout(request.reference),
        mode: 'below',
      })
      await insertRelay(work, request.reference, 'to_advisor', words ?? '', messageId, key)
      await awaitWords(work, request)
      return true
    },
    async tookBack(work, messageId) {
      const row = await findRelay(work.db, { source: messageId })
      if (row?.direction !== 'to_advisor' || !row.outbox_key || !lanes.advisors) return
      await blankRelay(work.db, row.id)
      await post(work, lanes.advisors, [{ kind: 'text', text: say(work, 'personTookBack') }], {
        about: `key:${row.outbox_key}`,
        mode: 'edit',
      })
    },
    async edited(work, messageId, words) {
      const row = await findRelay(work.db, { source: messageId })
      if (row?.direction !== 'to_advisor' || !lanes.advisors) return
      const request = await findCallback(work.db, row.reference)
      const name = request ? (openRequest(work.seal, request).name ?? row.reference) : row.reference
      await note(work, lanes, row.reference, say(work, 'personEdited', { name, text: words }))
    },
    async talkEnded(work, conversation) {
      const request = await openRequestOf(work, conversation)
      if (!request) return
      await dropTimers(work.db, { key: silentKey(request.reference) })
      await note(work, lanes, request.reference, say(work, 'personEnded'))
    },
    async alert(work, conversation) {
      const request = await openRequestOf(work, conversation)
      if (request) await note(work, lanes, request.reference, say(work, 'personAlert'))
    },
    async rated(work, reference, value) {
      const row = await findCallback(work.db, reference)
      if (!row) return
      await changeCallback(work.db, row, { feedback: value })
      await addHistory(work.db, { reference, at: work.now, actor: 'person', what: 'rated', detail: String(value) })
      await refresh(work, openRequest(work.seal, { ...row, feedback: value, version: row.version + 1 }))
    },
    async erase(work, conversation) {
      const open = await cancel(work, conversation, 'person')
      const rows = await callbacksOf(work.db, conversation)
      for (const row of rows) {
        await stripRequest(work.db, row)
        await addHistory(work.db, { reference: row.reference, at: work.now, actor: 'person', what: 'erased' })
      }
      await eraseConversation(
        work.db,
        conversation,
        rows.map((row) => row.reference),
      )
      if (open) {
        await refresh(work, {
          ...open,
          name: null,
          phone: null,
          email: null,
          topic: null,
          topics_read: '[]',
          conversation: '',
        })
        await note(work, lanes, open.reference, say(work, 'personErased'))
      }
      return open?.reference
    },
    async acceptTime(work, conversation, slot) {
      const request = await openRequestOf(work, conversation)
      if (!request) return undefined
      await leaveSeat(work.db, request.reference)
      if (!(await takeSeat(work.db, slot, Math.max(1, seatsAt(work.content.desk, slot)), request.reference))) {
        if (request.slot_at)
          await takeSeat(work.db, request.slot_at, seatsAt(work.content.desk, request.slot_at), request.reference)
        return 'slotTaken'
      }
      const change = {
        slot_at: slot,
        date: dateOf(slot),
        from_time: timeOf(slot),
        to_time: null,
        status: request.claimed_by ? ('scheduled' as const) : request.status,
        updated_at: work.now,
      }
      await changeCallback(work.db, request, change)
      await addHistory(work.db, { reference: request.reference, at: work.now, actor: 'person', what: 'accepted' })
      const after = { ...request, ...change, version: request.version + 1 }
      await setReminders(work, after)
      await refresh(work, after)
      await note(work, lanes, request.reference, say(work, 'personAccepted', { time: sayMoment(slot, work.now) }))
      return after
    },
  }
}

export const isOpenRequest = (request: Pick<Request, 'status'>) => (OPEN as readonly string[]).includes(request.status)
