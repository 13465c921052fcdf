import type { TimeWish } from '../../flows/vocabulary.ts'
import type { Content } from '../content.ts'
import { isOpen, nextOpening } from '../desk/slots.ts'
import { dateOf, sayDate, sayMoment } from '../time.ts'

interface Words {
  readonly content: Content
  readonly now: number
}

/** A wish in words: 「12/1(火) 13:00〜17:00」. */
export function sayTime(wish: TimeWish, { content: { say }, now }: Words): string {
  if ('any' in wish) return say('callback.timeAny')
  const day = sayDate(wish.date, dateOf(now))
  if (wish.from && wish.to) return `${day} ${wish.from}〜${wish.to}`
  if (wish.from) return `${day} ${say('callback.timeFrom', { from: wish.from })}`
  if (wish.to) return `${day} ${say('callback.timeTo', { to: wish.to })}`
  return day
}

/** When an advisor is back; undefined while somebody is there. */
export function sayOpening({ content: { desk }, now }: Words): string | undefined {
  const next = isOpen(desk, now) ? undefined : nextOpening(desk, now)
  return next === undefined ? undefined : sayMoment(next, now)
}

/** The same on a line of its own. */
export function sayClosed(work: Words): string {
  const next = sayOpening(work)
  return next ? `\n${work.content.say('callback.closedNow', { next })}` : ''
}

const NAMES = { mon: '月', tue: '火', wed: '水', thu: '木', fri: '金', sat: '土', sun: '日' } as const

/** 「月〜金 10:00〜21:00、土 10:00〜18:00」 */
export function sayHours({ content: { desk } }: Pick<Words, 'content'>): string {
  const groups: { days: string[]; hours: string }[] = []
  for (const [day, name] of Object.entries(NAMES)) {
    const hours = (desk.hours[day as keyof typeof NAMES] ?? []).map(({ from, to }) => `${from}〜${to}`).join('・')
    if (!hours) continue
    const last = groups.at(-1)
    if (last?.hours === hours) last.days.push(name)
    else groups.push({ days: [name], hours })
  }
  return groups
    .map(({ days, hours }) => `${days.length > 2 ? `${days[0]}〜${days.at(-1)}` : days.join('・')} ${hours}`)
    .join('、')
}
