import type { DialogueEvent } from '../../flows/vocabulary.ts'
import type { Db } from '../store/store.ts'
import type { Prepared } from '../turn/turn.ts'

/** Steps the person's conversation by a fact, with messages that go out first. `about` marks all that is said. */
export type Tell = (
  db: Db,
  conversation: string,
  event: DialogueEvent,
  prepared?: Prepared,
  about?: string,
) => Promise<unknown>

/** What an advisor does, from Slack or the terminal. */
export interface AdvisorAct {
  readonly reference: string
  /** The advisor's conversation id and name. */
  readonly advisor: string
  readonly name: string
}

export type Done = { readonly ok: true } | { readonly ok: false; readonly why: string }

export const done: Done = { ok: true }
export const refused = (why: string): Done => ({ ok: false, why })
