import { initialTransition, type SnapshotFrom, transition } from 'xstate'
import type { Dialogue } from '../../flows/dialogue.ts'
import { restore, type Saved, save } from '../../flows/saved.ts'
import type { DialogueEvent, FitPlan } from '../../flows/vocabulary.ts'

/** What must happen because of an event: the name and the parameters of one of the chart's effects. */
export interface Effect {
  readonly type: string
  readonly params: unknown
}

/** Snapshots of what was just saved: within a turn the next event need not restore it. */
const live = new WeakMap<object, SnapshotFrom<Dialogue>>()

export interface Stepped {
  readonly saved: Saved
  readonly effects: readonly Effect[]
}

/**
 * Moves one conversation by one event and says what must happen next.
 *
 * Pure: nothing is sent or stored here. The caller writes `saved` and carries
 * out `effects` in one transaction, so a crash can neither decide twice nor
 * lose what was decided.
 */
export function step(dialogue: Dialogue, plan: FitPlan, saved: unknown, event: DialogueEvent): Stepped {
  const known = typeof saved === 'object' && saved !== null ? live.get(saved) : undefined
  const before = known ?? (saved ? restore(dialogue, plan, saved) : begin(dialogue))
  const [after, actions] = transition(dialogue, before, event)
  if (after.status === 'error') throw new Error(`the chart failed at "${event.type}"`, { cause: after.error })
  // assignments and raised events are already in `after`; what is left are our effects
  const effects = actions
    .filter((action) => !action.type.startsWith('xstate.'))
    .map((action) => ({ type: action.type, params: action.params }))
  const result = save(after)
  live.set(result, after)
  return { saved: result, effects }
}

function begin(dialogue: Dialogue): SnapshotFrom<Dialogue> {
  const [snapshot] = initialTransition(dialogue)
  if (snapshot.status === 'error') throw new Error('the chart does not start', { cause: snapshot.error })
  return snapshot
}
