/** The words of the dialogue: events come in, effects go out. */

/** What the person wants; the words of the scripted chat's contract. */
export const INTENTS = [
  'start_fit',
  'answer',
  'back',
  'change_answer',
  'restart',
  'help',
  'stop',
  'resume',
  'why_result',
  'show_result',
  'ask',
  'did_you_mean',
  'talk_to_human',
  'cancel_callback',
  'change_callback',
  'callback_status',
  'delete_my_data',
  'yes',
  'no',
  'greeting',
  'thanks',
  'small_talk',
  'crisis',
  'unknown',
] as const
export type Intent = (typeof INTENTS)[number]

/** Intents a person can give as a command, by words or by a button, in every state. */
export const COMMANDS = [
  'start_fit',
  'back',
  'change_answer',
  'restart',
  'help',
  'stop',
  'resume',
  'why_result',
  'why_question',
  'show_result',
  'share_result',
  'history',
  'talk_to_human',
  'cancel_callback',
  'change_callback',
  'callback_status',
  'delete_my_data',
] as const
export type Command = (typeof COMMANDS)[number]

/** An answer to a fit item: an option's value, or why there is none (scored as missing). */
export type FitAnswer = string
export const MISSING = ['unknown', 'skip'] as const

/** A fit run: what was answered, in the order it was asked. */
export interface FitRun {
  readonly answers: Readonly<Record<string, FitAnswer>>
  readonly order: readonly string[]
}
