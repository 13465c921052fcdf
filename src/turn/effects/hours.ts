import { draftOf } from '../../desk/booking.ts'
import type { DeskWork, Request } from '../../desk/request.ts'
import { isOpen, nextOpening } from '../../desk/slots.ts'
import { sayMoment } from '../../time.ts'
import { sayTime } from '../pending.ts'

/** When and how an advisor gets in touch, and when one is back if nobody is there now. */
export function sayWhen({ content, now }: Pick<DeskWork, 'content' | 'now'>, request: Request): string {
  const { say: words } = content
  const draft = draftOf(request)
  const how = words(request.wish === 'phone' ? 'callback.howPhone' : 'callback.howChat')
  const when =
    request.wish === 'email'
      ? words('callback.whenEmail')
      : request.slot_at
        ? words('callback.whenSlot', { time: sayMoment(request.slot_at, now), how })
        : draft.time && !('any' in draft.time)
          ? words('callback.whenWindow', { time: sayTime(draft.time, { content, now }) })
          : words('callback.whenAny')
  return request.slot_at ? when : `${when}${sayClosed({ content, now })}`
}

/** When an advisor is back, on a line of its own; nothing while somebody is there. */
export function sayClosed({ content: { say: words, desk }, now }: Pick<DeskWork, 'content' | 'now'>): string {
  if (isOpen(desk, now)) return ''
  const next = nextOpening(desk, now)
  return next ? `\n${words('callback.closedNow', { next: sayMoment(next, now) })}` : ''
}

const NAMES = { mon: '月', tue: '火', wed: '水', thu: '木', fri: '金', sat: '土', sun: '日' } as const

/** 「月〜金 10:00〜21:00、土 10:00〜18:00」 */
export function sayHours({ content: { desk } }: Pick<DeskWork, 'content'>): string {
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
