import { parseTimeWish } from '../understanding/datetime.ts'
import { parseEmail } from '../understanding/email.ts'
import { parseName } from '../understanding/name.ts'
import { parsePhone } from '../understanding/phone.ts'

/** One callback field as the form reads it; undefined when the text holds none. */
export function readForCallback(
  field: 'phone' | 'email' | 'name' | 'datetime',
  text: string,
  now: number,
): object | undefined {
  switch (field) {
    case 'phone': {
      const phone = parsePhone(text)
      return phone ? { phone } : undefined
    }
    case 'email': {
      const email = parseEmail(text)
      return email ? { email } : undefined
    }
    case 'name': {
      const name = parseName(text)
      return name ? { name } : undefined
    }
    case 'datetime': {
      const time = parseTimeWish(text, now)
      return 'ok' in time ? time.ok : undefined
    }
  }
}
