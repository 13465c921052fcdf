import type { DialogueEvent, Intent } from '../../flows/vocabulary.ts'
import type { TimeWish, Understood } from '../understanding/understood.ts'
import type { AskingWorld, Question } from './pending.ts'
import type { Proposed } from './proposal.ts'

/** What one thing a person did means: events for the chart, and what the scripted chat reports. */
export interface Heard {
  readonly events: readonly DialogueEvent[]
  readonly intent: Intent
  readonly topic?: string | undefined
  readonly confidence?: number | undefined
  /** An agreement, perhaps to the time an advisor proposed. */
  readonly isUnsureOfTime?: boolean
}

/** Where a text is heard: what is asked there, what an advisor proposed, and the time that is spoken of. */
export interface HeardIn extends AskingWorld {
  readonly proposed?: Proposed | undefined
  readonly booked: { readonly date: string; readonly time: string | undefined } | undefined
}

export interface HearingWorld extends HeardIn {
  understand(text: string, question: Question | undefined): Understood
  /** Times named in a text, on `day` where it names none; the wish may be open-ended (「18時以降」). */
  readTime(text: string, day?: string): { ok: TimeWish; openEnded: boolean } | { problem: string }
  isRefusingPhone(text: string): boolean
  isAskingForMore(text: string): boolean
  localeAsked(text: string): string | undefined
}

export const one = (intent: Intent, event: DialogueEvent, more: Partial<Heard> = {}): Heard => ({
  events: [event],
  intent,
  ...more,
})
