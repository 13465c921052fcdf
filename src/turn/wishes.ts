import type { DialogueContext, DialogueEvent, GivenFields } from '../../flows/vocabulary.ts'
import { judgeWish } from '../desk/slots.ts'
import { dateOf, MINUTE, momentOf, timeOf } from '../time.ts'
import type { TimeWish, Understood } from '../understanding/understood.ts'
import { type Heard, type HearingWorld, one } from './heard.ts'
import type { Question } from './pending.ts'

export const wishOf = (slot: number): TimeWish => ({ date: dateOf(slot), from: timeOf(slot) })

/**
 * A wished time as an event: a free slot if it is one, a window of a day with
 * free slots, or in vain. 「15時」 that is not free stays the wish, as the length
 * of a slot: what is free near it is offered.
 */
export function timeEvent(wish: TimeWish, openEnded: boolean, world: HearingWorld): DialogueEvent {
  if ('any' in wish) return { type: 'user.gaveFields', fields: { time: wish, slot: null } }
  const { desk } = world.content
  const exact = wish.from && !wish.to && !openEnded ? momentOf(wish.date, wish.from) : undefined
  const time = exact === undefined ? wish : { ...wish, to: endOf(exact, desk.slotMinutes) }
  const judged = judgeWish(desk, world.taken, world.now, time)
  if (exact !== undefined && judged.kind === 'slots' && judged.slots.includes(exact)) {
    return { type: 'user.gaveFields', fields: { time: wish, slot: exact } }
  }
  const hasRoom =
    judged.kind === 'slots' || judgeWish(desk, world.taken, world.now, { date: wish.date }).kind === 'slots'
  return hasRoom ? { type: 'user.gaveFields', fields: { time } } : { type: 'user.wishedInVain', problem: judged.kind }
}

/** When what begins at a moment ends, as a time of the same day. */
function endOf(start: number, minutes: number): string {
  const end = start + minutes * MINUTE
  return dateOf(end) === dateOf(start) ? timeOf(end) : '24:00'
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
  // a phone may be what one wants to talk about: 「電話が苦手でもできる仕事」
  const isAsideHere = question?.slot === 'callback.topic' && ABOUT_WORK.test(text)
  if (world.isRefusingPhone(text) && !isAsideHere) {
    // 「電話じゃなくてチャットで相談したい」: no call, but a way to talk
    const way = otherWay(text)
    if (isAsked && way !== 'email') return one('answer', { type: 'user.refusedPhone' })
    if (way && (isAsked || context.booking || command === 'cancel_callback'))
      return one(isAsked ? 'answer' : 'talk_to_human', { type: 'user.gaveFields', fields: { wish: way } })
    if (way && !command && ASKS_FOR_IT.test(text) && !ABOUT_WORK.test(text))
      return one('talk_to_human', { type: 'user.gaveFields', fields: { wish: way } })
    if (command === 'cancel_callback' && !context.booking) return one('cancel_callback', { type: 'user.refusedPhone' })
  }
  if (command === 'change_callback' && context.booking !== null && !isAsked) return hearMove(text, world)
  if (isAsked && TIMES.has(question?.slot ?? '') && AT_ONCE.test(text.trim()))
    return one('answer', { type: 'user.wishedInVain', problem: 'atOnce' })
  const isSameTime = isAsked && SAME_TIME.test(text) && world.booked?.time !== undefined
  // 「同じ時間で」 of another day; which day is still to be said
  if (isSameTime && question?.slot === 'callback.time')
    return one('unknown', { type: 'user.wasUnclear', problem: 'none' })
  if (isSameTime && question?.day)
    return one('answer', timeEvent({ date: question.day, from: world.booked!.time }, false, world))
  // 「やっぱり明後日に変えて」 goes back for no question
  const isMoved = isAsked && (command === 'change_callback' || command === 'back')
  if (question && (SHOWS_REQUEST.has(question.slot) || isMoved)) {
    const time = world.readTime(text, question.day)
    // 「はい、明日でお願いします」 agrees to a request for tomorrow
    if ('ok' in time && !('any' in time.ok) && (question.slot !== 'callback.confirm' || !isSame(time.ok, context)))
      return one('answer', timeEvent(time.ok, time.openEnded, world))
  }
  return undefined
}

const TIMES: ReadonlySet<string> = new Set(['callback.time', 'callback.slot'])
/** 「いま話せますか」 「今すぐ電話できますか」 「今からがいい」: no time the desk can give, and none that names another. */
const AT_ONCE =
  /^(?:え|あの|できれば|もし|、|\s)*(?:今すぐ|いますぐ|今から|いまから|今|いま|すぐ|すぐに|ただいま)(?:に|って|は|でも|とか|、|\s)*(?:お?電話|お?話|通話|相談|つなが|繋が|が?いい|で?お願い|おねがい|でき|は?(?:無理|だめ|ダメ)|行け|いけ|大丈夫|かけて)[^。、\d]{0,14}[。!！?？]*$/
const ABOUT_WORK = /仕事|職|業務|バイト|会社|対応|サポート|求人|営業|事務/
const ASKS_FOR_IT = /お願い|おねがい|ください|もらえ|いただけ|でき(ます|る)か|いいですか|(話し|相談し|し)たい/
const SAME_TIME = /(同|おな)じ(時|くらい|ぐらい|じかん)/
const TIME = /時間|日時|日程|日にち|曜日|(別|べつ|違う|ちがう|ほか|他)の?(日|時)|リスケ|延期|ずら|早め|早く|遅/
const OTHER_FIELD = /番号|名前|メール|アドレス|連絡先|方法/

/** 「明後日の15時に変えて」, and 「15時に変えたい」 of the same day. */
function hearMove(text: string, world: HearingWorld): Heard | undefined {
  const time = world.readTime(text, world.booked?.date)
  if ('ok' in time) {
    if ('any' in time.ok) return undefined
    // also what cannot be: the change begins, says why, and offers what is free
    const isSameTime = time.ok.from === undefined && SAME_TIME.test(text)
    const wish = isSameTime ? { ...time.ok, ...(world.booked?.time ? { from: world.booked.time } : {}) } : time.ok
    return one('change_callback', { type: 'user.gaveFields', fields: given({ time: wish }, text, world) })
  }
  if (time.problem === 'none') {
    const isAboutTime = world.booked !== undefined && TIME.test(text) && !OTHER_FIELD.test(text)
    return isAboutTime
      ? one('change_callback', { type: 'user.gaveFields', fields: { time: undefined, slot: undefined } })
      : undefined
  }
  return {
    events: [{ type: 'user.wishedInVain', problem: time.problem }, { type: 'wanted.change_callback' }],
    intent: 'change_callback',
  }
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
