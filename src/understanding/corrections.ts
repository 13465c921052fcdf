import { arabic } from './normalize.ts'

/** What takes back an answer that was given, and what is better, where it is said. */

const STEP_IN_WORDS = '(?:とても|やや|あまり|まったく|全然)(?:[あ当]てはま(?:る|らない)?)'
const ANSWER = `はい|いいえ|[1-5](?![0-9時日月つ個問番/:-])|${STEP_IN_WORDS}`
const REPLACED = new RegExp(`(?:${ANSWER})[」』"]?(?:じゃなくて?|やなくて|じゃなしに|ではなくて?|の間違い)`)
const ONE_BEFORE = '(?:さっき|今の|いまの|前の|先ほど)'
const IS_ONE_BEFORE = new RegExp(ONE_BEFORE)
const AFTER_ALL = new RegExp(`${ONE_BEFORE}.{0,6}[「『"]?(?:${ANSWER})[」』"]?(?:で|に|だ|でお願い)`)
/** What is better may be said in any words: 「さっきの、やっぱり手伝うほうで」. */
const AFTER_ALL_IN_WORDS = new RegExp(
  `${ONE_BEFORE}(?:の?(?:質問|答え|やつ|問題)?)[、はを]?やっぱり?.+(?:で|に|かな|です)$`,
)
/** 「3問目」, 「最初の質問」: another than the last one. */
const ONE_OF_ALL =
  /\d+問目|問\d+|\d+番目の(?:質問|答え|問題)|(?:最初|いちばん最初|一番最初)の(?:質問|答え|問題)(?!から|に戻|に帰|へ)/
const NOTHING_BUT_ONE = /^(?!1問)\d+問目(?:の(?:質問|答え|問題|やつ))?(?:に(?:戻|もど)[^。]{0,6}|へ|です)?[。!！]*$/
/** 「6問目の答えを3に」, 「地図のやつを5にして」: which one, and what it is to be. */
const ONE_TO_ANOTHER = new RegExp(
  `(?:\\d+問目|\\d+番目の(?:質問|答え|問題)|(?:質問|問題|やつ|の答え))[^\\d]{0,8}?(${ANSWER})[」』"]?(?:に|で|へ)(?:して|し直|直|変え|かえ|変更|修正|訂正|お願い|おねがい)?[^\\d]{0,8}$`,
)
const OTHERWISE =
  /変え|かえ|(?<!やり|仕切り|しきり)直[しす]|(?<!やり|仕切り|しきり)なおし|やっぱ|訂正|修正|間違|じゃなく|やなく|ではなく/
/** 「1番目の質問から全部答え直す」 */
const ALL = /全部|全問|ぜんぶ|すべて|[問目質答え題]から/
/** 「1じゃなくて7でした、電話番号」 */
const OF_A_BOOKING = /番号|電話|メール|アドレス|名前|予約|曜/

/** 「4じゃなくて2」 「やっぱりさっきのは『いいえ』で」 */
export const isCorrection = (words: string) =>
  (REPLACED.test(words) && !OF_A_BOOKING.test(words)) ||
  AFTER_ALL.test(words) ||
  AFTER_ALL_IN_WORDS.test(words.replace(/[。!！\s]+$/, ''))

/** 「3問目の答え、4じゃなくて2」: which answer is meant must be chosen; the last one it is not. */
export function isCorrectionOfOneOfAll(words: string): boolean {
  const said = arabic(words)
  return (
    (ONE_OF_ALL.test(said) && OTHERWISE.test(words) && !ALL.test(words)) ||
    (ONE_TO_ANOTHER.test(said) && !IS_ONE_BEFORE.test(words)) ||
    NOTHING_BUT_ONE.test(said)
  )
}

/** The better answer in a correction, where it is yes, no or a step of the scale. */
export function correctionIn(words: string): string | undefined {
  const said = ONE_TO_ANOTHER.exec(arabic(words))?.[1] ?? BETTER.exec(words)?.[1]
  if (said === undefined) return undefined
  return IN_WORDS.find(([word]) => said.startsWith(word))?.[1] ?? said
}

const BETTER = new RegExp(
  `(?:なくて?|なしに|正しくは|やっぱり?|を|(?:さっき|今の|いまの|前の|先ほど).{0,6})[^\\d]{0,6}?(はい|いいえ|[1-5]|${STEP_IN_WORDS})[」』"]?(?!の間違|[0-9時日月つ個問を]|じゃな|やな|ではな)`,
)
const IN_WORDS = [
  ['はい', 'yes'],
  ['いいえ', 'no'],
  ['とても', '5'],
  ['やや', '4'],
  ['あまり', '2'],
  ['まったく', '1'],
  ['全然', '1'],
] as const
