import type { Saved } from '../../flows/saved.ts'
import type { DialogueEvent } from '../../flows/vocabulary.ts'
import type { Choice, Outbound } from '../channels/channel.ts'
import type { Said } from '../desk/relay.ts'
import type { DeskWork } from '../desk/request.ts'
import type { Choices } from './choices.ts'
import type { Question } from './pending.ts'
import type { DeskPort } from './port.ts'

/** What one turn works on; effects are carried out in order, inside the turn's transaction. */
export interface TurnWork extends DeskWork {
  readonly conversation: string
  readonly channel: string
  readonly choices: Choices
  /** Counts the conversation's turns: picks among variants of a sentence. */
  readonly variant: number
  /** The person's words of this turn, for the record of unanswered questions. */
  readonly words: string | undefined
  /** What the person sent this turn, as an advisor would be told of it. */
  readonly said: Said
  /** The conversation as it is after the step. */
  saved: Saved
  /** The pending question after the step. */
  question: Question | undefined
  /** How long the last question waited for its answer. */
  readonly waited: number | undefined
  readonly messages: Outbound[]
  /** Facts that follow from effects and are stepped next. */
  readonly followUps: DialogueEvent[]
  readonly desk: DeskPort
  /** The person's channel can show a form. */
  readonly forms: boolean
  /** Set by an erasure: the number of the request that was open, or empty. */
  erased?: string
}

/** Carries out one effect of the chart. */
export type Performers = Record<string, (work: TurnWork, params: never) => Promise<void> | void>

/** Adds words to what the turn says. */
export const text = (work: TurnWork, words: string, choices: readonly Choice[] = []) => {
  work.messages.push({ kind: 'text', text: words, ...(choices.length > 0 ? { choices } : {}) })
}

export const say = (
  work: TurnWork,
  key: string,
  values: Record<string, string | number> = {},
  choices: readonly Choice[] = [],
) => text(work, work.content.say(key, values, work.variant), choices)

export function happening(work: TurnWork, what: string, about?: string) {
  return {
    at: work.now,
    what,
    about: about ?? null,
    channel: work.channel,
    person: work.seal.pseudonym(work.conversation),
  }
}
