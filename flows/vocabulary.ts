/** The words of the dialogue: events come in, effects go out. */

/** What the person wants; the words of the scripted chat's contract. */
const INTENTS = [
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

/** An answer to a fit item: an option's value, or `unknown` or `skip` (scored as missing). */
export type FitAnswer = string

/** A fit run: what was answered, in the order it was asked. */
export interface FitRun {
  readonly answers: Readonly<Record<string, FitAnswer>>
  readonly order: readonly string[]
}

/** What the flows must know of the item bank; the bank itself is content. */
export interface FitPlan {
  /** The next item to ask, given what was answered; undefined when there is nothing left to ask. */
  next(answers: Readonly<Record<string, FitAnswer>>): string | undefined
  /** Whether the item exists and has this answer. */
  accepts(item: string, value: FitAnswer): boolean
}

export type ContactWish = 'phone' | 'chat' | 'email'

/** A wished day and window in Japan's time, or any time at all. */
export type TimeWish = { date: string; from?: string | undefined; to?: string | undefined } | { any: true }

/** A callback request being filled in. */
export interface Draft {
  consent?: string | undefined
  wish?: ContactWish | undefined
  name?: string | undefined
  phone?: string | undefined
  email?: string | undefined
  time?: TimeWish | undefined
  /** Start of the chosen slot, in ms; null when the window itself is the wish. */
  slot?: number | null | undefined
  topic?: string | undefined
  /** Fields in the order they were asked, for going back. */
  asked: Field[]
  /** The booking being changed, if it exists already. */
  changing?: string | undefined
  /** When it is now: a time of day alone is meant on that day, and on another day what is free near that time comes first. */
  movedFrom?: { date: string; time?: string | undefined } | undefined
}

export const FIELDS = ['consent', 'wish', 'name', 'phone', 'email', 'time', 'slot', 'topic'] as const
export type Field = (typeof FIELDS)[number]

/** Fields found in one message or sent by a form. */
export type GivenFields = Partial<
  Pick<Draft, 'consent' | 'wish' | 'name' | 'phone' | 'email' | 'time' | 'slot' | 'topic'>
>

/** Events: facts, in the past tense. */
export type DialogueEvent =
  | { type: 'user.followed'; again: boolean }
  | { type: 'user.blocked' }
  | { type: 'user.opened' }
  /** Nothing was said yet: brings a stored conversation up to date. */
  | { type: 'user.noticed' }
  /** The first words after a long silence; comes before the event of those words. */
  | { type: 'user.returned' }
  /** A command, by words or by a button. `value` is the better answer that came with a correction. */
  | { type: `wanted.${Command}`; steps?: number | undefined; value?: string | undefined }
  /** `slot` is the pending one: anything else is `user.pressedStale`. */
  /** `keep` is what is remembered where it is more than the option: the version of a text that was agreed to. */
  /** `notedAs`: what was made of words is worth saying, so that a mistake is noticed; `corrected` replaces an earlier answer. */
  | {
      type: 'user.answered'
      slot: string
      value: string
      keep?: string | undefined
      notedAs?: 'noted' | 'corrected' | undefined
    }
  | { type: 'user.gaveFields'; fields: GivenFields }
  | { type: 'user.refusedPhone' }
  | { type: 'user.pressedStale'; slot: string }
  | { type: 'user.pickedItem'; item: string }
  | { type: 'user.pickedField'; field: Field }
  | { type: 'user.wasUnclear'; problem: string }
  /** A time nobody is there, or that is full, too soon or too far away. */
  | { type: 'user.wishedInVain'; problem: string }
  | { type: 'user.askedForExamples' }
  /** `among`: all topics that one message asked for, where they are several. */
  | { type: 'user.asked'; topic: string; confidence: number; among?: string[] | undefined }
  | { type: 'user.askedUncovered'; topic: string; near: string[]; among?: string[] | undefined }
  | { type: 'user.askedVaguely'; topics: string[] }
  | { type: 'user.rejectedSuggestions' }
  | { type: 'user.ratedTopic'; topic: string; helpful: boolean }
  | { type: 'user.agreed' }
  | { type: 'user.declined' }
  | { type: 'user.talked'; talk: string }
  | { type: 'user.needsCare'; care: string }
  /** A word or two to what was said out of care: 「大丈夫です」. */
  | { type: 'user.answeredCare' }
  | { type: 'user.sent'; media: string }
  | { type: 'user.spokeInGroup' }
  | { type: 'user.wasNotUnderstood' }
  /** Words for the advisor, while one is talking. */
  | { type: 'user.wrote' }
  /** Words for the advisor, while none is talking. */
  | { type: 'user.toldAdvisor' }
  | { type: 'user.ratedTalk'; reference: string; value: number }
  | { type: 'user.deletedResult'; id: number }
  /** A time an advisor proposed. */
  | { type: 'user.acceptedTime'; reference: string; slot: number }
  | { type: 'user.changedLocale'; locale: string }
  | { type: 'desk.booked'; reference: string }
  | { type: 'desk.slotWasTaken' }
  | { type: 'desk.timeHasPassed' }
  /** The open request as a draft, to be changed; `fields` are the changes, where they were said already. */
  | { type: 'desk.bookingOpened'; draft: Draft; fields?: GivenFields | undefined }
  | { type: 'desk.requestEnded'; ended?: Ended | undefined }
  /** An end that was a mistake: the request is the person's open one again. */
  | { type: 'desk.requestReopened'; reference: string }
  | { type: 'advisor.joined' }
  | { type: 'advisor.left' }

/** What the desk asks at the end of a request: how the talk was, or whether there shall be another. */
export interface Ended {
  reference: string
  asks: 'rating' | 'again'
}

/** Where a confirmation interrupted the talk. */
export type Origin = 'idle' | 'fit' | 'callback' | 'withAdvisor'

/** What is remembered of a talk between two events; JSON, nothing else. */
export interface DialogueContext {
  greeted: boolean
  /** Messages in a row that were not understood. */
  misses: number
  /** Runs of the questionnaire begun so far; numbers the one under way. */
  runs: number
  fit: {
    answers: Record<string, FitAnswer>
    order: string[]
    current: string | null
    /** A finished run stays, so that its answers can still be changed. */
    finished: boolean
  } | null
  draft: Draft | null
  /** Reference of the open callback request. */
  booking: string | null
  /** Topics of the last "did you mean". */
  offered: string[]
  /** Topics read, latest last. */
  read: string[]
  /** The topic of the last answer, until something else is said. */
  shown: string | null
  /** The kind of care, where words of it were said last. */
  cared: string | null
  /** What the desk asked last, until something else is said. */
  ended: Ended | null
  confirming: { what: 'erase' | 'restart' | 'change'; from: Origin } | null
  locale: string | null
}
