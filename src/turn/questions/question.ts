import type { Choice } from '../../channels/channel.ts'
import type { Content } from '../../content.ts'
import type { Taken } from '../../desk/slots.ts'
import type { Pending } from '../../understanding/understood.ts'

/** The question a saved conversation waits for: for understanding, and for showing it (again). */
export interface Question extends Pending {
  /** The whole question as it is shown. */
  readonly text: string
  /** In short, where the whole of it stands a few lines above. */
  readonly again?: string
  readonly choices: readonly Choice[]
  readonly progress?: { readonly answered: number; readonly of: number }
}

export interface AskingWorld {
  readonly content: Content
  readonly now: number
  /** Seats taken from now on; only needed where a time is asked. */
  readonly taken: Taken
  /** Set once a talk has been shown this question: the second sentence is said otherwise. */
  readonly variant?: number
}

export const option = (value: string, label: string, also: readonly string[] = []) => ({ value, label, also })
