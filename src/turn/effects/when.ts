import { draftOf } from '../../desk/booking.ts'
import type { DeskWork, Request } from '../../desk/request.ts'
import { sayMoment } from '../../time.ts'
import { sayClosed, sayTime } from '../times.ts'

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
