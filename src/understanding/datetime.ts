import { addDays, dateOf, momentOf, timeOf, weekdayOf } from '../time.ts'
import { insteadIn } from './instead.ts'
import { arabic, hiragana, plain } from './normalize.ts'
import { OF_DAY, readTime, spelled, type Window, withoutClock } from './time-of-day.ts'
import type { TimeWish } from './understood.ts'

export type ReadTime = { readonly ok: TimeWish } | { readonly problem: 'past' | 'invalid' | 'none' }

/** Weeks begin on Monday. */
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const KANJI = '月火水木金土日'
/** A month and day without a year is meant within half a year, or it is past. */
const AHEAD = 180

/** What a text says does not suit: 「明日は無理なので」. */
const REFUSED =
  /(?![^、。\s]*しか)[^、。\s]{1,30}?(?:無理(?!の|せ)|むり(?!の|せ)|だめ|駄目|厳し|難し|むずかし|都合が?(?:悪|わる|つか)|いけな|行けな|出られな|でられな|出れな|あいてな|空いてな|用事が|予定が(?:あ|入|はい))(?:[^、。\s]{0,14}?(?:ので|から|んで|ため|けど|けれど|だし|が|たら|なら|ば)|[^、。\s]{0,14}(?=[、。\s]|$))/g

const ANY =
  /いつでも|何時でも|なんじでも|何日でも|何曜日でも|どの(日|時間|時間帯|曜日)でも|いつだって|(希望|指定|こだわり)(は|も)?(特に)?(ない|ありません|なし)|(時間|日時|日にち|曜日)[^。]{0,4}問(いません|わない)|おまかせ|お任せ|(そちら|そっち|ご都合|御都合|都合)に(合わせ|お任せ|あわせ)|^合わせ(ます|られます)|都合の?(よい|いい|良い|よろしい|つく)(とき|時|日|時間|タイミング)(帯)?(で|に)/

const LIMITED =
  /([来今]週|[来今]月|平日|時(?!間)|じ|正午|午前中?|午後|朝|昼|夕方|夜|晩)(の|は|が|以降|以後|まで|から|過ぎ|すぎ)*(なら|だったら|であれば|以外|以降|までなら)/

/** Katakana folded and figures arabic, so that words need one spelling. */
const folded = (text: string) => arabic(hiragana(plain(text)).toLowerCase())

/** A wished day and time in Japan's time, relative to `now`; a time of day alone is on the `settled` day, if there is one. */
export function parseTimeWish(text: string, now: number, settled?: string): ReadTime {
  // the long vowel sign between clocks is a range
  const said = spelled(folded(text))
    .replace(/(?<=[\d時半分])ー(?=[\d午夜夕朝昼])/g, '〜')
    .replace(/さ来(?=[週月])/g, '再来')
    .replace(/(?<=(?:曜日?|今日|明日|明後日|あした|あさって)[の、\s]*)(\d{1,2})-(\d{1,2})(?![\d時:])/g, '$1時〜$2時')
    .replace(REFUSED, ' ')
  const words = wantedOf(said, dateOf(now))
  const named = readDay(words, dateOf(now))
  const day = named === undefined && settled !== undefined && OF_DAY.test(words) ? { date: settled, words: '' } : named
  if (day === 'invalid') return { problem: 'invalid' }
  if (day === undefined) {
    // 「平日の夕方以降ならいつでも」 is not any time
    if (LIMITED.test(words)) return { problem: 'none' }
    return ANY.test(words) ? { ok: { any: true } } : { problem: 'none' }
  }
  const time = readTime(words.replace(day.words, ' '))
  if (time === 'invalid') return { problem: 'invalid' }
  if (isPast(day.date, time, now)) return { problem: 'past' }
  return { ok: { date: day.date, ...time } }
}

/** 「明日じゃなくて明後日」 without the first; of 「明日15時じゃなくて16時」 the day stays. */
function wantedOf(said: string, today: string): string {
  const words = withoutReason(said, today)
  const instead = insteadIn(words) ?? onSecondThought(words)
  if (!instead) return words
  if (readDay(instead.but, today)) return instead.but
  return OF_DAY.test(instead.but) ? `${withoutClock(instead.not)} ${instead.but}` : words
}

/** 「バイトが17時までなので、木曜の夜7時半に」: why comes first, and what is wished for behind it. */
function withoutReason(words: string, today: string): string {
  const [, reason = '', wish = ''] =
    /^(.+?(?:なので|ますので|ですので|だから|ですから|なんで))[、。\s]*(.+)$/.exec(words) ?? []
  return wish !== '' && !/しか|以降|以後|希望|がいい/.test(reason) && readDay(wish, today) ? wish : words
}

/** 「金曜、やっぱり土曜の11時で」 */
function onSecondThought(words: string): { not: string; but: string } | undefined {
  const [, not = '', but = ''] = /^(.+?)[\s、。….]*(?:やっぱり?|やはり|訂正)[\s、。….]*(.+)$/.exec(words) ?? []
  return but === '' ? undefined : { not, but }
}

/** A text without its first day and its times of day. */
export function withoutTime(text: string, now: number): string {
  const words = folded(text).replace(REFUSED, ' ')
  const day = readDay(words, dateOf(now))
  const rest = day && day !== 'invalid' ? words.replace(day.words, ' ') : words
  return withoutClock(rest)
}

function isPast(date: string, { from, to }: Window, now: number): boolean {
  if (date < dateOf(now)) return true
  if (date > dateOf(now)) return false
  const end = to ?? from
  return end !== undefined && (to ? momentOf(date, end) <= now : end < timeOf(now))
}

type Day = { date: string; words: string }

function readDay(words: string, today: string): Day | 'invalid' | undefined {
  const found = (match: RegExpExecArray, date: string | undefined): Day | 'invalid' =>
    date ? { date, words: match[0] } : 'invalid'

  const full = /(\d{4})(?:年|\/|-)(\d{1,2})(?:月|\/|-)(\d{1,2})日?/.exec(words)
  if (full) return found(full, calendar(Number(full[1]), Number(full[2]), Number(full[3])))
  const monthDay = /(?<!\d)(\d{1,2})(?:月|\/|-|\.)(\d{1,2})(?:日|(?![\d:時.]))/.exec(words)
  if (monthDay) return found(monthDay, nextYearly(Number(monthDay[1]), Number(monthDay[2]), today))

  const relative =
    /(一昨日|おととい|昨日|きのう|今日|きょう|本日|ほんじつ|今(?=[夜晩])|明々後日|しあさって|明後日|あさって|明日|あした|あす(?!か)|みょうにち|翌日)/.exec(
      words,
    )
  if (relative) return found(relative, addDays(today, RELATIVE[relative[1]!]!))
  const later = /(\d{1,2})(日|週間|しゅうかん)後/.exec(words)
  if (later) return found(later, addDays(today, Number(later[1]) * (later[2] === '日' ? 1 : 7)))

  const month =
    /(再来月|さらいげつ|来月|らいげつ|今月|こんげつ|先月|せんげつ)の?(?:(\d{1,2})日|(末|終わり|おわり)|(頭|初め|はじめ|あたま))/.exec(
      words,
    )
  if (month) return found(month, inMonth(month, today))
  const monthEnd = /月末|げつまつ/.exec(words)
  if (monthEnd) return found(monthEnd, lastDay(today, 0))

  const week =
    /(再来週|さらいしゅう|来週|らいしゅう|翌週|今週|こんしゅう|先週|せんしゅう|この前|こないだ)の?(?:([月火水木金土日])(?:曜日?|よう(?:び)?|(?=[\s、の朝昼夜午夕\d]|$))|(げつ|か|すい|もく|きん|ど|にち)よう(?:び)?|(末|まつ|土日)|(頭|あたま|初め|はじめ))/.exec(
      words,
    )
  if (week) {
    const weeks = awayOf(week[1]!)
    const index = week[5] ? 0 : week[4] ? 5 : week[2] ? KANJI.indexOf(week[2]) : KANA.indexOf(week[3]!)
    const monday = addDays(today, -WEEK.indexOf(weekdayOf(today)))
    return found(week, addDays(monday, weeks * 7 + index))
  }
  const weekBegins = /週明け|しゅうあけ/.exec(words)
  if (weekBegins) return found(weekBegins, comingWeekday(0, today, false))
  const weekend = /週末|しゅうまつ|土日/.exec(words)
  if (weekend) return found(weekend, comingWeekday(5, today, true))
  const weekday = /([月火水木金土日])(?:曜日?|よう(?:び)?)|(げつ|か|すい|もく|きん|ど|にち)よう(?:び)?/.exec(words)
  if (weekday)
    return found(
      weekday,
      comingWeekday(weekday[1] ? KANJI.indexOf(weekday[1]) : KANA.indexOf(weekday[2]!), today, false),
    )

  const bare = /(?<![\d/月])(\d{1,2})日(?!間|後|前|以内)/.exec(words)
  if (bare) return found(bare, nextMonthly(Number(bare[1]), today))
  return undefined
}

const KANA = ['げつ', 'か', 'すい', 'もく', 'きん', 'ど', 'にち']
const RELATIVE: Record<string, number> = {
  一昨日: -2,
  おととい: -2,
  昨日: -1,
  きのう: -1,
  今日: 0,
  今: 0,
  きょう: 0,
  本日: 0,
  ほんじつ: 0,
  明日: 1,
  あした: 1,
  あす: 1,
  みょうにち: 1,
  翌日: 1,
  明後日: 2,
  あさって: 2,
  明々後日: 3,
  しあさって: 3,
}

/** The date, if the calendar has it. */
function calendar(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : undefined
}

function nextYearly(month: number, day: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4))
  const dates = [year - 1, year, year + 1].map((one) => calendar(one, month, day)).filter((one) => one !== undefined)
  const next = dates.find((one) => one >= today && one <= addDays(today, AHEAD))
  // not within half a year: the one that has been, which is past
  return next ?? dates.findLast((one) => one < today) ?? calendar(year, month, day)
}

function nextMonthly(day: number, today: string): string | undefined {
  const [year, month] = today.split('-').map(Number) as [number, number]
  const here = calendar(year, month, day)
  if (here && here >= today) return here
  return month === 12 ? calendar(year + 1, 1, day) : calendar(year, month + 1, day)
}

/** How many weeks or months 「再来」, 「来」, 「先」 are away. */
function awayOf(word: string): number {
  if (/再来|さらい/.test(word)) return 2
  if (/来|らい|翌/.test(word)) return 1
  return /先|せん|前|こない/.test(word) ? -1 : 0
}

function inMonth(match: RegExpExecArray, today: string): string | undefined {
  const months = awayOf(match[1]!)
  if (match[3]) return lastDay(today, months)
  const [year, month] = today.split('-').map(Number) as [number, number]
  const at = month - 1 + months
  return calendar(year + Math.floor(at / 12), (at % 12) + 1, match[4] ? 1 : Number(match[2]))
}

function lastDay(today: string, months: number): string {
  const [year, month] = today.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10)
}

/** The next such weekday after today; a weekend that has begun is still this one. */
function comingWeekday(index: number, today: string, orToday: boolean): string {
  const ahead = (index - WEEK.indexOf(weekdayOf(today)) + 7) % 7
  return addDays(today, ahead === 0 && !orToday ? 7 : ahead)
}
