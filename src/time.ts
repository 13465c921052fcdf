/** Japan has one time zone and no summer time: nine hours ahead of UTC, always. */
const OFFSET = 9 * 60 * 60 * 1000
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof WEEKDAYS)[number]
const KANJI = ['日', '月', '火', '水', '木', '金', '土'] as const

/** The day in Japan: `2026-11-24`. */
export const dateOf = (ms: number) => new Date(ms + OFFSET).toISOString().slice(0, 10)
/** The time of day in Japan: `15:00`. */
export const timeOf = (ms: number) => new Date(ms + OFFSET).toISOString().slice(11, 16)
/** The moment of a day and time in Japan. `24:00` is the next midnight. */
export const momentOf = (date: string, time: string) => {
  const [hours, minutes] = time.split(':').map(Number)
  return Date.parse(`${date}T00:00:00Z`) - OFFSET + hours! * HOUR + minutes! * MINUTE
}
export const addDays = (date: string, days: number) => dateOf(momentOf(date, '12:00') + days * DAY)
export const weekdayOf = (date: string): Weekday => WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!

/** 「11/30(月)」, with the year when it is not this one. */
export function sayDate(date: string, today: string): string {
  const [year, month, day] = date.split('-').map(Number)
  const weekday = KANJI[new Date(`${date}T00:00:00Z`).getUTCDay()]
  const short = `${month}/${day}(${weekday})`
  return date.slice(0, 4) === today.slice(0, 4) ? short : `${year}/${short}`
}

/** 「11/30(月) 15:00」 */
export const sayMoment = (ms: number, now: number) => `${sayDate(dateOf(ms), dateOf(now))} ${timeOf(ms)}`
