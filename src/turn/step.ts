import { createActor, initialTransition, type SnapshotFrom } from 'xstate'
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
  const effects: Effect[] = []
  const after = dialogue.transition(before, event, {
    ...scopeOf(dialogue),
    // assignments and raised events will be in `after`; what is left are our effects
    actionExecutor: ({ type, params }) => void (type.startsWith('xstate.') || effects.push({ type, params })),
  })
  if (after.status === 'error') throw new Error(`the chart failed at "${event.type}"`, { cause: after.error })
  const result = save(after)
  live.set(result, after)
  return { saved: result, effects }
}

/** What every talk of a chart begins with: data, and never changed. */
const beginnings = new WeakMap<Dialogue, SnapshotFrom<Dialogue>>()

function begin(dialogue: Dialogue): SnapshotFrom<Dialogue> {
  let snapshot = beginnings.get(dialogue)
  if (!snapshot) {
    ;[snapshot] = initialTransition(dialogue)
    if (snapshot.status === 'error') throw new Error('the chart does not start', { cause: snapshot.error })
    beginnings.set(dialogue, snapshot)
  }
  return snapshot
}

const scopes = new WeakMap<Dialogue, ReturnType<typeof createScope>>()

/**
 * The surroundings of a step, which does nothing to them. xstate's own `transition()`
 * makes them anew at every call, an actor with all it holds: most of what a step costs.
 */
function scopeOf(dialogue: Dialogue) {
  let scope = scopes.get(dialogue)
  if (!scope) {
    scope = createScope(dialogue)
    scopes.set(dialogue, scope)
  }
  return scope
}

function createScope(dialogue: Dialogue) {
  const self = createActor(dialogue)
  const nothing = () => {}
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
  }
}
