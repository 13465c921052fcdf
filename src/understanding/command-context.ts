import type { Command } from '../../flows/vocabulary.ts'
import type { Pending } from './understood.ts'

/** Where the talk stands, as far as it decides which commands make sense. */
export interface CommandContext {
  readonly pendingSlot?: string | undefined
  /** The pending question's options: naming one of them answers, though its word were a command. */
  readonly options?: Pending['options'] | undefined
  readonly inFit: boolean
  readonly inCallback: boolean
  readonly hasResult: boolean
  readonly hasBooking: boolean
}

/** Bookings are changed and looked up where there is one; answers are taken back where some were given. */
export function bonus(command: Command, context: CommandContext): number {
  const isAboutBooking = command === 'cancel_callback' || command === 'change_callback' || command === 'callback_status'
  if (isAboutBooking) return context.hasBooking && !context.inFit ? 3 : 0
  if (context.inFit && (command === 'back' || command === 'restart' || command === 'why_question')) return 2
  return 0
}

/** Words that are a command only where the talk stands so. */
export function isMeant(command: Command, said: string, context: CommandContext): boolean {
  const isAsked = context.pendingSlot !== undefined
  // 「やり直す」 and 「やめる」 answer the question whether to go through with it
  if (context.pendingSlot?.startsWith('confirm.')) {
    return (
      command === 'help' ||
      command === 'talk_to_human' ||
      (command === 'delete_my_data' && context.pendingSlot !== 'confirm.erase')
    )
  }
  switch (command) {
    case 'why_question':
      return isAsked
    case 'cancel_callback':
      // while the form is being filled in, refusing calls is an answer to it
      return !(context.inCallback && said.includes('電話'))
    case 'talk_to_human':
      // 「電話で」 is an answer when the form asks how
      return !context.pendingSlot?.startsWith('callback.')
    case 'change_callback':
      return context.hasBooking || !context.inCallback || said.length > 4
    case 'callback_status':
      // 「まだ申し込まないで」 to the form asks after no booking
      return context.hasBooking || !context.inCallback
    case 'stop':
      if (said.includes('きゃんせる') && context.hasBooking && !context.inFit && !context.inCallback) return false
      return true
    default:
      return true
  }
}

/** Whether there is something for the command to act on as the talk stands. */
export function canAct(
  command: Command,
  talk: Pick<CommandContext, 'inFit' | 'inCallback' | 'hasResult' | 'hasBooking'>,
): boolean {
  switch (command) {
    case 'back':
    case 'stop':
    case 'why_question':
      return talk.inFit || talk.inCallback
    case 'restart':
    case 'change_answer':
    case 'why_result':
    case 'show_result':
    case 'share_result':
      return talk.inFit || talk.hasResult
    case 'cancel_callback':
    case 'change_callback':
    case 'callback_status':
      return talk.hasBooking
    default:
      return true
  }
}
