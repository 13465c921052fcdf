import holidays from '@holiday-jp/holiday_jp'
import { addDays, DAY, dateOf, MINUTE, momentOf, timeOf, weekdayOf } from '../time.ts'
import type { DeskRules } from './rules.ts'

export interface Period {
  readonly from: string
  readonly to: string
}

/** Seats taken by the start of their slot. */
export type Taken = ReadonlyMap<number, number>

/** When advisors are there on one day; a special day wins over holidays, those over weekdays. */
export function periodsOn(rules: DeskRules, date: string): readonly Period[] {
  const special = rules.openOn.find((one) => one.day === date)
  if (special) return special.periods
  if (rules.closedOn.includes(date)) return []
  if (rules.closedEveryYear.some(({ from, to }) => isWithin(date.slice(5), from, to))) return []
  if (rules.closedOnHolidays && isHoliday(date)) return []
  return rules.hours[weekdayOf(date)] ?? []
}

/** Both ends included; 12-29 to 01-03 goes over the year's end. */
const isWithin = (day: string, from: string, to: string) =>
  from <= to ? from <= day && day <= to : day >= from || day <= to

// the library formats its whole list at each question; the days asked about are few
const known = new Map<string, boolean>()
const MOST_KNOWN = 1_000

function isHoliday(date: string): boolean {
  const before = known.get(date)
  if (before !== undefined) return before
  const [year, month, day] = date.split('-').map(Number)
  // it compares local dates of the machine; noon of the same calendar day is that day anywhere
  const found = holidays.isHoliday(new Date(year!, month! - 1, day!, 12))
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(date, found)
  return found
}

const seatsOn = (rules: DeskRules, date: string) =>
  rules.awayOn.find((one) => one.day === date)?.seats ?? rules.seatsPerSlot

/** Starts of all slots of a day. */
export function slotsOn(rules: DeskRules, date: string): number[] {
  const slots: number[] = []
  const length = rules.slotMinutes * MINUTE
  for (const period of periodsOn(rules, date)) {
    const end = momentOf(date, period.to)
    for (let at = momentOf(date, period.from); at + length <= end; at += length) slots.push(at)
  }
  return slots.sort((a, b) => a - b)
}

/** Seats a slot has; none if the moment is no slot. */
export function seatsAt(rules: DeskRules, at: number): number {
  const date = dateOf(at)
  return slotsOn(rules, date).includes(at) ? seatsOn(rules, date) : 0
}

const earliest = (rules: DeskRules, now: number) => now + rules.earliestNoticeMinutes * MINUTE
const latest = (rules: DeskRules, now: number) => addDays(dateOf(now), rules.latestNoticeDays)

/** Free slots, soonest first, within notice; optionally only those of a day or part of one, or from a day on. */
export function freeSlots(
  rules: DeskRules,
  taken: Taken,
  now: number,
  options: {
    limit: number
    date?: string
    from?: string | undefined
    to?: string | undefined
    after?: string | undefined
  },
): number[] {
  const found: number[] = []
  const last = options.date ?? latest(rules, now)
  const first = options.after && options.after > dateOf(now) && options.after <= last ? options.after : dateOf(now)
  for (let date = options.date ?? first; date <= last && found.length < options.limit; date = addDays(date, 1)) {
    if (date > latest(rules, now)) break
    for (const at of slotsOn(rules, date)) {
      if (found.length >= options.limit) break
      if (at < earliest(rules, now)) continue
      if (options.from && timeOf(at) < options.from) continue
      if (options.to && timeOf(at) >= options.to) continue
      if ((taken.get(at) ?? 0) < seatsOn(rules, date)) found.push(at)
    }
  }
  return found
}

/** Free slots of a day, those nearest to a time of it; soonest first. */
export function slotsNear(
  rules: DeskRules,
  taken: Taken,
  now: number,
  { date, time, limit }: { date: string; time: string; limit: number },
): number[] {
  const wished = momentOf(date, time)
  const distance = (at: number) => Math.abs(at - wished)
  return freeSlots(rules, taken, now, { limit: Number.POSITIVE_INFINITY, date })
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, limit)
    .sort((a, b) => a - b)
}

export type Judged =
  | { readonly kind: 'slots'; readonly slots: readonly number[] }
  | { readonly kind: 'closed' | 'full' | 'tooSoon' | 'tooFar' }

/** What can be offered inside a wished window, or why nothing can. */
export function judgeWish(
  rules: DeskRules,
  taken: Taken,
  now: number,
  wish: { date: string; from?: string | undefined; to?: string | undefined },
): Judged {
  if (wish.date > latest(rules, now)) return { kind: 'tooFar' }
  const slots = freeSlots(rules, taken, now, { limit: rules.offerSlots, ...wish })
  if (slots.length > 0) return { kind: 'slots', slots }
  const inWindow = slotsOn(rules, wish.date).filter(
    (at) => (!wish.from || timeOf(at) >= wish.from) && (!wish.to || timeOf(at) < wish.to),
  )
  if (inWindow.length === 0) return { kind: 'closed' }
  return { kind: inWindow.some((at) => at >= earliest(rules, now)) ? 'full' : 'tooSoon' }
}

export const isOpen = (rules: DeskRules, now: number) =>
  seatsOn(rules, dateOf(now)) > 0 &&
  periodsOn(rules, dateOf(now)).some(({ from, to }) => from <= timeOf(now) && timeOf(now) < to)

/** When somebody is back; undefined if never within a quarter. */
export function nextOpening(rules: DeskRules, now: number): number | undefined {
  for (let days = 0; days <= 92; days++) {
    const date = dateOf(now + days * DAY)
    if (seatsOn(rules, date) === 0) continue
    for (const { from } of [...periodsOn(rules, date)].sort((a, b) => (a.from < b.from ? -1 : 1))) {
      const at = momentOf(date, from)
      if (at > now) return at
    }
  }
  return undefined
}

/** Now, or when somebody is back. */
export const openFrom = (rules: DeskRules, moment: number) =>
  isOpen(rules, moment) ? moment : (nextOpening(rules, moment) ?? moment)

/** So many minutes of waiting later, while somebody is there: nobody is waited for at night. */
export const afterOpenMinutes = (rules: DeskRules, from: number, minutes: number) =>
  openFrom(rules, openFrom(rules, from) + minutes * MINUTE)
