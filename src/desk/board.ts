import type { Choice, ConversationId, Outbound, ReplyAddress } from '../channels/channel.ts'
import type { Say } from '../messages.ts'
import { takeReply } from '../store/conversations.ts'
import { queueRow } from '../store/outbox.ts'
import { isShown } from '../store/outbox-record.ts'
import { resultsOf } from '../store/records.ts'
import { rowKey } from '../store/row-key.ts'
import { contentFor } from '../turn/talk.ts'
import { requestCard } from './card.ts'
import { type DeskWork, type Request, record, toAdvisors } from './request.ts'

export interface DeskLanes {
  /** The advisors' channel as a conversation id, where one is configured. */
  readonly advisors: ConversationId | undefined
  /** Another system that is told of every change. */
  readonly webhook: ConversationId | undefined
}

/** Queues a message to some lane, inside the transaction of what it is about; tells the row's key. */
export async function post(
  work: DeskWork,
  lane: ConversationId,
  messages: readonly Outbound[],
  more: { about?: string; mode?: 'new' | 'edit' | 'below'; reply?: ReplyAddress | undefined } = {},
): Promise<string> {
  const key = rowKey()
  await queueRow(
    work.db,
    {
      key,
      lane,
      messages: work.seal.seal(JSON.stringify(messages), `outbox.messages.${key}`),
      about: more.about,
      mode: more.mode ?? 'new',
      reply: more.reply && JSON.stringify(more.reply),
      replyUntil: typeof more.reply?.until === 'number' ? more.reply.until : undefined,
      dueAt: work.now,
    },
    work.now,
  )
  return key
}

export const cardAbout = (reference: string) => `card:${reference}`
/** Marks what goes to a person for the desk: if it cannot be delivered, the card's thread says so. */
export const personAbout = (reference: string) => `person:${reference}`

/** The reference in one of the marks above. */
export const referenceIn = (about: string, kind: 'card' | 'person') =>
  about.startsWith(`${kind}:`) ? about.slice(kind.length + 1) : undefined

/**
 * Says something to the person, in the words of their locale. As an answer to
 * their last words while that is free; it counts against the quota otherwise.
 * Tells the row's key.
 */
export async function tellPerson(
  work: DeskWork,
  { reference, conversation }: Pick<Request, 'reference' | 'conversation'>,
  message: (say: Say) => Outbound,
): Promise<string> {
  const { say } = await contentFor(work, conversation)
  const spare = await takeReply(work.db, conversation)
  const reply = spare === undefined ? undefined : (JSON.parse(spare) as ReplyAddress)
  const isFree = typeof reply?.until === 'number' && reply.until > work.now
  const about = personAbout(reference)
  return await post(work, conversation, [message(say)], { about, reply: isFree ? reply : undefined })
}

/**
 * Shows the card, or brings the one up to date that is shown or on its way;
 * tells the other system, too. `anew` where the one shown can be changed no more.
 */
export async function showCard(
  work: DeskWork,
  lanes: DeskLanes,
  request: Request,
  { anew = false } = {},
): Promise<void> {
  const results =
    request.fit_result === null || request.conversation === '' ? [] : await resultsOf(work.db, request.conversation, 10)
  const fit = results.find((row) => row.id === request.fit_result)
  const card = requestCard(toAdvisors(work), work.now, request, fit)
  const about = cardAbout(request.reference)
  if (lanes.advisors) {
    const isNew = anew || !(await isShown(work.db, about))
    await post(work, lanes.advisors, [card], { about, mode: isNew ? 'new' : 'edit' })
    if (isNew) await record(work, request.reference, 'bot', 'shown', 'advisors')
  }
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

/** Says something in the card's thread; `mention` is whoever should look, a conversation or an id of the platform. Tells the row's key. */
export async function note(
  work: DeskWork,
  lanes: DeskLanes,
  reference: string,
  text: string,
  more: { readonly choices?: readonly Choice[]; readonly mention?: string | undefined } = {},
): Promise<string | undefined> {
  if (!lanes.advisors) return undefined
  const { choices = [], mention } = more
  const message: Outbound = {
    kind: 'text',
    text,
    ...(choices.length > 0 ? { choices } : {}),
    ...(mention ? { mention: mention.slice(mention.lastIndexOf(':') + 1) } : {}),
  }
  return await post(work, lanes.advisors, [message], { about: cardAbout(reference), mode: 'below' })
}
