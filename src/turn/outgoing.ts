import { placeOf, type Saved } from '../../flows/saved.ts'
import type { ConversationId, Inbound, Outbound } from '../channels/channel.ts'
import type { Seal } from '../seal.ts'
import { handOf } from '../store/hand.ts'
import { queueRow } from '../store/outbox.ts'
import { rowKey } from '../store/row-key.ts'
import type { Db } from '../store/store.ts'
import { momentOf, sayMoment } from '../time.ts'
import { parseChoice } from './choices.ts'
import type { Heard } from './heard.ts'
import type { AskingWorld, Question } from './pending.ts'

/** Where the platform can change a message, the answered question shows its answer. */
export function settle(
  act: Inbound['body'] | undefined,
  question: Question | undefined,
  heard: Heard,
  world: Pick<AskingWorld, 'content' | 'now'>,
): Outbound[] {
  const type = heard.events[0]?.type
  if (!act || !('source' in act) || !act.source) return []
  if (type !== 'user.answered' && type !== 'user.gaveFields') return []
  const answer = answerOf(act, question, world)
  return answer ? [{ kind: 'settled', source: act.source, answer }] : []
}

function answerOf(
  act: Inbound['body'],
  question: Question | undefined,
  { content, now }: Pick<AskingWorld, 'content' | 'now'>,
): string | undefined {
  switch (act.kind) {
    case 'choice': {
      const pressed = parseChoice(act.id)
      return pressed?.kind === 'answer'
        ? question?.options.find((one) => one.value === pressed.value)?.label
        : undefined
    }
    case 'picked': {
      const [date = '', time = ''] = act.value.split('T')
      return sayMoment(momentOf(date, time), now)
    }
    case 'form':
      // a menu its button stood on is no question, and stays
      return question?.slot.startsWith('callback.') ? content.say('buttons.open_form') : undefined
  }
}

const awaitsHuman = (saved: Saved | undefined) =>
  saved !== undefined && (saved.context.booking !== null || placeOf(saved.value, saved.context) === 'withAdvisor')

/** Said again while it lasts: each answer of the bot looks like the end of waiting. */
export function whomIsAwaited(before: Saved | undefined, after: Saved | undefined): Outbound[] {
  if (awaitsHuman(after)) return [{ kind: 'awaiting', who: 'human' }]
  return awaitsHuman(before) ? [{ kind: 'awaiting', who: 'bot' }] : []
}

/** What may be answered where others read along: general questions and a word or two. */
export const SAFE_IN_PUBLIC: ReadonlySet<string> = new Set([
  'user.asked',
  'user.askedVaguely',
  'user.askedUncovered',
  'user.askedForExamples',
  'user.talked',
  'user.wasNotUnderstood',
  'wanted.help',
])

/** Queues what a turn says: one row, sealed. */
export async function queue(
  db: Db,
  seal: Seal,
  conversation: ConversationId,
  messages: readonly Outbound[],
  { reply, about, now }: { reply: Inbound['reply']; about?: string | undefined; now: number },
): Promise<void> {
  if (messages.length === 0) return
  const key = rowKey()
  const text = JSON.stringify(messages)
  handOf(db)?.texts.set(key, text)
  await queueRow(
    db,
    {
      key,
      lane: conversation,
      messages: seal.seal(text, `outbox.messages.${key}`),
      reply: reply && JSON.stringify(reply),
      replyUntil: typeof reply?.until === 'number' ? reply.until : undefined,
      about,
      dueAt: now,
    },
    now,
  )
}

/** A row of its own, after the messages: a menu that cannot be shown does not take words along. */
export async function queueMenu(db: Db, seal: Seal, lane: ConversationId, menu: string, now: number): Promise<void> {
  const key = rowKey()
  const messages = seal.seal('[]', `outbox.messages.${key}`)
  await queueRow(db, { key, lane, messages, about: menu, mode: 'menu', dueAt: now }, now)
}
