import type { DialogueContext } from '../../flows/vocabulary.ts'
import { dateOf } from '../time.ts'
import { type Heard, type HearingWorld, one } from './heard.ts'
import type { Question } from './pending.ts'

/** 「10分遅れます」 「さっき電話に出られませんでした」 */
const LATE_OR_MISSED = [
  /(?<!出)(遅れ|おくれ)(ます|ちゃ|そう(です|$)|るかも|ると思)|遅刻し(ます|そう|ちゃ|てし)|寝坊し/,
  /(出|で)ら?れ(ませんでした|なかった|なくて(すみません|すいません|ごめん|申し訳))/,
  /(電話|着信).{0,4}((取|と)れ|(気づ|気付|きづ)[けか])(ませんでした|なかった|なくて)|(電話|着信).{0,4}(気づ|気付|きづ)きませんでした/,
  /(電話|通話).{0,3}(切れ(ちゃ|まし|た|て)|つながら(なかった|なくて)|つながりませんでした)/,
]
const OF_THE_TALK = /[0-9０-９]分|電話|着信|相談/
const WANTS_MORE = /[?？]|ですか|ますか|たら|キャンセル|取り?消|やめ|変更|変え|別の|ほかの|他の/

/**
 * What the advisor must know, on the day of the talk or after it: it is neither a question nor a
 * cancellation. Where no day is fixed any day is that of the talk.
 */
export function hearForAdvisor(
  text: string,
  { booking }: DialogueContext,
  question: Question | undefined,
  { booked, now }: HearingWorld,
): Heard | undefined {
  if (booking === null || question?.slot.startsWith('callback.') || (booked && booked.date > dateOf(now)))
    return undefined
  // 「よく寝坊します」 may answer an item
  if (question?.slot.startsWith('fit.') && !OF_THE_TALK.test(text)) return undefined
  return LATE_OR_MISSED.some((words) => words.test(text)) && !WANTS_MORE.test(text)
    ? one('talk_to_human', { type: 'user.toldAdvisor' })
    : undefined
}
