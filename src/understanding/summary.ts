import type { ReadCommand } from './commands.ts'
import type { Pending, Talk, Understood } from './understood.ts'

/** Words that go back to a question rather than find fault with what is shown. */
const GOES_BACK = /戻|もど|バック|(?<!名)前|まえ/

/** A request as it is shown to be agreed to. */
export const isSummary = (pending: Pending | undefined) => pending?.slot === 'callback.confirm'

/** Whoever wants something of a summary otherwise, or to leave it, does not agree to it. */
export function asRefusal({ command }: ReadCommand, text: string, { hasBooking }: Talk): Understood | undefined {
  switch (command) {
    case 'change_callback':
    case 'change_answer':
      return { kind: 'answer', value: 'no' }
    case 'back':
      return GOES_BACK.test(text) ? undefined : { kind: 'answer', value: 'no' }
    case 'stop':
      return { kind: 'answer', value: 'no', leaving: true }
    case 'cancel_callback':
      // where a booking is being changed, it is the booking that is called off
      return hasBooking ? undefined : { kind: 'answer', value: 'no', leaving: true }
    default:
      return undefined
  }
}
