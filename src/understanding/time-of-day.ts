/** What a text says of the time of day, apart from the day. */

const PARTS: readonly { word: RegExp; from: string; to: string }[] = [
  { word: /深夜|真?夜中|よなか|未明/, from: '22:00', to: '24:00' },
  { word: /早朝|明け方/, from: '05:00', to: '08:00' },
  { word: /午前|ごぜん|am/i, from: '09:00', to: '12:00' },
  { word: /朝|あさ(?!って)|もーにんぐ/, from: '09:00', to: '11:00' },
  { word: /昼(過|す)ぎ|ひるすぎ|昼下がり/, from: '13:00', to: '17:00' },
  { word: /昼|ひる|らんち/, from: '12:00', to: '13:00' },
  { word: /午後|ごご|pm/i, from: '13:00', to: '17:00' },
  { word: /夕方|ゆうがた|夕刻/, from: '16:00', to: '18:00' },
  { word: /夜|よる|晩|ばん(?!ご)/, from: '18:00', to: '21:00' },
]

const HOURS = '_ いち に さん よ ご ろく しち はち く じゅう じゅういち じゅうに'.split(' ')
/** 「よる しちじ」, 「ごご さんじ」 */
const SPELT_OUT = new RegExp(
  `(?<=^|[\\s、の]|午[前後]|ご(?:ご|ぜん)|よる|あさ|ひる|ゆうがた|ばん)(${HOURS.slice(1).reverse().join('|')})(?:じ|時)(?!ゅ|ょ|かん)`,
  'g',
)

/** With hours that are written out in figures. */
export const spelled = (words: string) => words.replace(SPELT_OUT, (_, hour: string) => `${HOURS.indexOf(hour)}時`)

/** Words that are a time of day and nothing else: 「いちばん」 ends in one that may be another. */
export const OF_DAY = /\d(時(?!間)|じ|:\d)|正午|午前|午後|朝|昼|夕方|夜|晩/

export interface Window {
  from?: string
  to?: string
}

export const withoutClock = (words: string) =>
  PARTS.reduce((left, { word }) => left.replace(word, ' '), words.replace(CLOCK, ' '))

interface Clock {
  minutes: number
  at: number
  end: number
  isExplicit: boolean
}

/** `HH:MM` from and to; empty where none is said. */
export function readTime(said: string): Window | 'invalid' {
  // 「14-16時」: the first hour goes without its 時
  const words = said.replace(/(?<![\d:])(\d{1,2})\s*(?:-|〜|~|から)\s*(?=\d{1,2}(?:時|じ))/g, '$1時〜')
  const clocks = readClocks(words)
  if (clocks === 'invalid') return 'invalid'
  const [first, second] = clocks
  if (!first) {
    const part = PARTS.find((one) => one.word.test(words))
    if (!part) return {}
    const said = words.slice(part.word.exec(words)!.index)
    if (/^[^、。]{1,3}?(以降|以後|から)/.test(said)) return { from: part.from }
    return /^[^、。]{1,3}?まで/.test(said) ? { to: part.to } : { from: part.from, to: part.to }
  }
  const after = words.slice(first.end, second?.at ?? first.end + 6)
  if (second && /^(から|〜|~|-|ー|より|,|、|か)/.test(after.trim())) {
    let end = second.minutes
    if (end <= first.minutes && end < 12 * 60 && end + 12 * 60 > first.minutes && !second.isExplicit) end += 12 * 60
    if (end <= first.minutes) return 'invalid'
    return { from: say(first.minutes), to: say(end) }
  }
  return /^\s*(ごろ|頃|くらい|ぐらい)?(まで|以前|より前|前まで)/.test(after)
    ? { to: say(first.minutes) }
    : { from: say(first.minutes) }
}

const CLOCK =
  /(深夜|真?夜中|よなか|未明|早朝|明け方|午前|午後|ごぜん|ごご|朝|あさ|昼|お昼|夕方|夜|よる|晩|am|pm)?の?\s*(?:(\d{1,2})(?:時|じ)(?:(\d{1,2})分|(半|はん))?|(\d{1,2}):(\d{2}))\s*(am|pm)?|(正午)/g

function readClocks(words: string): Clock[] | 'invalid' {
  const clocks: Clock[] = []
  for (const match of words.matchAll(CLOCK)) {
    // 「2時間」 is a length, no time of day
    if (/^間/.test(words.slice(match.index + match[0].length))) continue
    const at = match.index
    const end = at + match[0].length
    if (match[8]) {
      clocks.push({ minutes: 12 * 60, at, end, isExplicit: true })
      continue
    }
    let hour = Number(match[2] ?? match[5])
    const minute = match[4] ? 30 : Number(match[3] ?? match[6] ?? 0)
    const part = match[1] ?? match[7]
    if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return 'invalid'
    const isAtNight = part !== undefined && /深夜|夜中|よなか|未明/.test(part)
    if (isAtNight && hour >= 8 && hour < 12) hour += 12
    const isLate = part !== undefined && !isAtNight && /午後|ごご|夕|夜|よる|晩|昼|pm/.test(part)
    if (isLate && hour < 12 && !(/昼/.test(part) && hour >= 10)) hour += 12
    else if (/夜|よる|晩/.test(part ?? '') && hour === 12) hour = 24
    // 「3時」 alone: nobody is called at night
    else if (!part && hour >= 1 && hour <= 7 && match[2]) hour += 12
    clocks.push({ minutes: hour * 60 + minute, at, end, isExplicit: part !== undefined })
  }
  return clocks
}

const say = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
