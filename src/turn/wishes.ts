import type { DialogueContext, DialogueEvent, GivenFields } from '../../flows/vocabulary.ts'
import { judgeWish } from '../desk/slots.ts'
import { dateOf, momentOf, timeOf } from '../time.ts'
import type { TimeWish, Understood } from '../understanding/understood.ts'
import { type Heard, type HearingWorld, one } from './heard.ts'
import type { Question } from './pending.ts'

export const wishOf = (slot: number): TimeWish => ({ date: dateOf(slot), from: timeOf(slot) })

/** A wished time as an event: a free slot if it is one, a window with free slots, or in vain. */
export function timeEvent(wish: TimeWish, openEnded: boolean, world: HearingWorld): DialogueEvent {
  if ('any' in wish) return { type: 'user.gaveFields', fields: { time: wish, slot: null } }
  const judged = judgeWish(world.content.desk, world.taken, world.now, wish)
  if (judged.kind !== 'slots') {
    // 「15時」 that is full may have room a little later: the rest of the day is offered
    const { from: _, to: __, ...day } = wish
    const wider = judged.kind === 'full' ? judgeWish(world.content.desk, world.taken, world.now, day) : judged
    if (wider.kind !== 'slots') return { type: 'user.wishedInVain', problem: judged.kind }
    return { type: 'user.gaveFields', fields: { time: day } }
  }
  const exact = wish.from && !wish.to && !openEnded ? momentOf(wish.date, wish.from) : undefined
  if (exact !== undefined && judged.slots.includes(exact)) {
    return { type: 'user.gaveFields', fields: { time: wish, slot: exact } }
  }
  return { type: 'user.gaveFields', fields: { time: wish } }
}

/** Fields of a message; a time nobody is there stays the wish, and the next question says so. */
export function given(fields: GivenFields, text: string, world: HearingWorld): GivenFields {
  if (!fields.time) return fields
  const event = timeEvent(fields.time, /以降|以後|から|過ぎ|すぎ/.test(text), world)
  return event.type === 'user.gaveFields' ? { ...fields, ...event.fields } : fields
}

/** A time chosen in a form is that time, where it is free; other times stay wishes. */
export function withSlot(fields: GivenFields, world: HearingWorld): GivenFields {
  const { time, slot } = fields
  if (slot || !time || 'any' in time || !time.from) return fields
  const event = timeEvent(time, false, world)
  return event.type === 'user.gaveFields' && event.fields.slot ? { ...fields, slot: event.fields.slot } : fields
}

/** Questions that show the request as it is so far: words about its time change it. */
const SHOWS_REQUEST: ReadonlySet<string> = new Set(['callback.choosingChange', 'callback.confirm'])

/** What a text says about how and when to talk, whatever was asked; undefined when it says nothing of it. */
export function hearWish(
  text: string,
  understood: Understood,
  context: DialogueContext,
  question: Question | undefined,
  world: HearingWorld,
): Heard | undefined {
  const command = understood.kind === 'command' ? understood.command : undefined
  const isAsked = question?.slot.startsWith('callback.') ?? false
  if (world.isRefusingPhone(text)) {
    // 「電話じゃなくてチャットで相談したい」: no call, but a way to talk
    const way = otherWay(text)
    if (isAsked && way !== 'email') return one('answer', { type: 'user.refusedPhone' })
    if (way && (isAsked || context.booking || command === 'cancel_callback'))
      return one(isAsked ? 'answer' : 'talk_to_human', { type: 'user.gaveFields', fields: { wish: way } })
    if (command === 'cancel_callback' && !context.booking) return one('cancel_callback', { type: 'user.refusedPhone' })
  }
  // 「明後日の15時に変えて」
  const isChange = command === 'change_callback' && context.booking !== null && !isAsked
  if (isChange || (question && SHOWS_REQUEST.has(question.slot))) {
    const time = world.readTime(text)
    // 「はい、明日でお願いします」 agrees to a request for tomorrow
    if ('ok' in time && !('any' in time.ok) && (isChange || !isSame(time.ok, context)))
      return one(isChange ? 'change_callback' : 'answer', timeEvent(time.ok, time.openEnded, world))
  }
  return undefined
}

/** Whether a time is the one of the request that is shown, as far as it says. */
function isSame(said: Exclude<TimeWish, { any: true }>, { draft }: DialogueContext): boolean {
  const wished = draft?.slot ? wishOf(draft.slot) : draft?.time
  if (!wished || 'any' in wished) return false
  return said.date === wished.date && (said.from === undefined || said.from === wished.from)
}

function otherWay(text: string): 'chat' | 'email' | undefined {
  if (/メール|mail/i.test(text)) return 'email'
  return /チャット|LINE|ライン|文字|メッセージ|ここで/i.test(text) ? 'chat' : undefined
}
