import { arabic } from '../normalize.ts'
import type { Pending } from '../understood.ts'
import { conclusionOf } from './clauses.ts'
import { type ReadAnswer, SEVERAL, UNCLEAR } from './read-answer.ts'

const KANJI = '一二三四五六七八九'
/** What is said before a number while one thinks. */
export const HESITATION =
  '(?:(?:答えは|たぶん|多分|まあ|う[ー〜~]*ん+|ん[ー〜~]*|えっ?と[ー〜~]*|えー|じゃあ?|やっぱり?|強いて(?:言|い)えば|しいて(?:言|い)えば)[、…]*)*'
/** Said behind an answer without changing it. */
export const TAIL =
  '(です|でーす|で|お願いします|おねがいします|お願い|おねがい|だ|だね|だな|かな|かなあ|かなぁ|かも|かもです|くらい|ぐらい|くらいかな|点|番|ですね|ですかね|だと思う|だと思います|と思います|にします|にする|にしとく|がいい|がいいです|を選びます|を選ぶ|っす|やな|やで|や|よ|ね)*'
const RANGE = new RegExp(
  `^[0-9${KANJI}](番目?|つ目?|点|[くぐ]らい)?、?(か|と|とか|〜|~|-|や|or|または|から)、?[0-9${KANJI}]`,
)

const bareOf = (words: string) => words.replace(/[\ufe0f\u20e3\s]/g, '').replace(/[。、.!！〜~ー…・]+$/, '')

const IN_KANA = ['いち', 'に', 'さん', 'よん', 'ご']
const COUNTED = ['ひとつ', 'ふたつ', 'みっつ', 'よっつ', 'いつつ']
const SPELLED = new RegExp(
  `^(?:(${COUNTED.join('|')})(?=め|目)|(${IN_KANA.join('|')})(?:ばん(?=め|目|の|で|$)|(?=(?:で|です|かな|っす)?$)))`,
)

/** 「みっつめ」, 「さんばん」, 「よんで」: a number that begins a text in kana, in digits. */
const inDigits = (words: string) =>
  words.replace(SPELLED, (_, counted?: string, plainly?: string) =>
    counted ? `${COUNTED.indexOf(counted) + 1}つ` : `${IN_KANA.indexOf(plainly!) + 1}番`,
  )

/** A bare digit is the option's value on a scale. */
function byNumber(words: string, shown: Pending['options']): ReadAnswer | undefined {
  // ① is 1 already: width is unified
  const said = inDigits(bareOf(words))
  if (RANGE.test(said)) return SEVERAL
  const match = new RegExp(`^${HESITATION}(-?[0-9]+|[${KANJI}])${TAIL}$`).exec(said)
  if (!match) return undefined
  const digit = KANJI.includes(match[1]!) ? String(KANJI.indexOf(match[1]!) + 1) : match[1]!
  const option = shown.find((one) => one.value === digit)
  return option ? { value: option.value } : UNCLEAR
}

/** On other questions a number is a position. */
function byPosition(words: string, shown: Pending['options']): ReadAnswer | undefined {
  const said = bareOf(arabic(inDigits(words)))
  if (RANGE.test(said)) return SEVERAL
  const match = new RegExp(
    `^${HESITATION}(?:第)?([0-9]+|[${KANJI}])(?:番目|番|つ目|つめ|個目|こめ|ばん|ばんめ|個め)?の?(?:やつ|もの|ほう|方)?${TAIL}$`,
  ).exec(said)
  if (!match) return undefined
  const position = KANJI.includes(match[1]!) ? KANJI.indexOf(match[1]!) + 1 : Number(match[1])
  const option = shown[position - 1]
  return option ? { value: option.value } : UNCLEAR
}

/** By a number or a place, and nothing else. */
export const byDigits = (words: string, kind: Pending['kind'], shown: Pending['options']) =>
  (kind === 'scale' ? byNumber(words, shown) : byPosition(words, shown)) ?? byPlace(words, shown)

/** The same where that is what an answer comes to, or its first sentence or its last. */
export function byDigitsAmong(words: string, kind: Pending['kind'], shown: Pending['options']): ReadAnswer | undefined {
  const whole = byDigits(words, kind, shown)
  if (whole) return whole
  const [first, ...rest] = words.split(/[、。!！\s]+/)
  const last = rest.findLast((part) => part !== '')
  const parts = [
    conclusionOf(words),
    /[0-9]/.test(rest.join('')) ? undefined : first,
    last !== undefined && NOTHING_BUT_A_DIGIT.test(last) && (words.match(/[0-9]/g) ?? []).length === 1
      ? last
      : undefined,
  ]
  return parts
    .flatMap((part) => (part === undefined || part === words ? [] : (byDigits(part, kind, shown) ?? [])))
    .find((answer) => 'value' in answer)
}

const NOTHING_BUT_A_DIGIT = /^[0-9](です|で|かな|っす|だ|ね|な)*$/

/** 「4、いや3…やっぱ4で」: what a message settles on that names an answer and takes it back. */
export function amended(words: string): string | undefined {
  // what is said of the question before is no answer to this one
  if (/さっき|先ほど|前の/.test(words)) return undefined
  const parts = words.split(TAKEN_BACK)
  const last = parts.pop()!.replace(/^[^0-9a-zぁ-んァ-ヶ一-鿿]+|^(あ|あー|えっと|ごめん|すみません)[、。.…]/g, '')
  return last !== '' && last.length <= 12 && parts.some((part) => /[0-9]|はい|いいえ|うん|番/.test(part))
    ? last
    : undefined
}

const TAKEN_BACK =
  /じゃな(?:くて?|いや|いわ|かった)|やなくて|ではなくて?|は(?:さすがに)?(?:言い|いい)(?:すぎ|過ぎ)[だか]?[なもね]*|(?:押し|打ち)?(?:間違|まちが)[^、。…\s]*|やっぱり?|[、。.…\s]+(?:いや|じゃなくて?|あっ?[、。.…]|訂正)+/

/** Positions in words: 「上から二つ目」「一番下」「真ん中」「最後の」. */
export function byPlace(words: string, shown: Pending['options']): ReadAnswer | undefined {
  const said = arabic(words.replace(/[一1]番(?=上|下|うえ|した|最後|最初)/g, 'いちばん')).replace(/\s/g, '')
  const option = (index: number): ReadAnswer => (shown[index] ? { value: shown[index].value } : UNCLEAR)
  const from = /(上|うえ|下|した)から(?:数えて)?([0-9]+)(?:つ目|つめ|番目|番め|個目|こめ|番)/.exec(said)
  if (from) return option(/上|うえ/.test(from[1]!) ? Number(from[2]) - 1 : shown.length - Number(from[2]))
  const beside = /いちばん(?:上|うえ|(下|した))の(?:すぐ|(?:1つ|ひとつ)(?:だけ)?)(?:上|うえ|下|した)/.exec(said)
  if (beside) return option(beside[1] ? shown.length - 2 : 1)
  const nth = /^([0-9]+)(?:つ目|つめ|番目|番め|個目)の?(?:やつ|もの|ほう|方)?/.exec(said)
  if (nth && said.length <= 10) return option(Number(nth[1]) - 1)
  const former = shown.length <= 3 && /^(?:やっぱり?|まあ|たぶん)?(前|後)者/.exec(said)
  if (former && said.length <= 10) return option(former[1] === '前' ? 0 : 1)
  if (said.length > 16) return undefined
  if (
    /(いちばん|最も|もっとも)(上|うえ)|^(上|うえ)(の|で|です|$)|^(いちばん)?(最初|さいしょ)の?(やつ|ほう|方|もの|選択肢|です|で|$)/.test(
      said,
    )
  )
    return option(0)
  if (/(いちばん|最も|もっとも)(下|した)|^(下|した)(の|で|です|$)|^(いちばん)?(最後|さいご|ラスト)/.test(said))
    return option(shown.length - 1)
  if (/真ん中|まんなか|真中|中央/.test(said) && shown.length % 2 === 1) return option((shown.length - 1) / 2)
  return undefined
}
