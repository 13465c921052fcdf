import { createActor, initialTransition, type SnapshotFrom } from 'xstate'
import type { Dialogue } from '../../flows/dialogue.ts'
import { restore, type Saved, save } from '../../flows/saved.ts'
import type { DialogueEvent, FitPlan } from '../../flows/vocabulary.ts'

/** What must happen because of an event: the name and the parameters of one of the chart's effects. */
export interface Effect {
  readonly type: string
  readonly params: unknown
}

/** Snapshots of what was saved, as long as somebody keeps that: the next event need not restore it. */
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
  const before = snapshotOf(dialogue, plan, saved)
  const effects: Effect[] = []
  const after = dialogue.transition(before, event, {
    ...scopeOf(dialogue),
    // assignments and raised events will be in `after`; what is left are our effects
    actionExecutor: ({ type, params }) => void (type.startsWith('xstate.') || effects.push({ type, params })),
  })
  if (after.status === 'error') throw new Error(`the chart failed at "${event.type}"`, { cause: after.error })
  return { saved: keep(after), effects }
}

/** A conversation as it is before anything happens, whatever release or content saved it. */
export function atRest(dialogue: Dialogue, plan: FitPlan, saved: unknown): Saved {
  const snapshot = snapshotOf(dialogue, plan, saved)
  // states of the chart that pass by themselves: no conversation rests there, unless it was saved otherwise
  const isPassing = snapshot._nodes.some((node) => node.always !== undefined)
  return isPassing ? step(dialogue, plan, saved, { type: 'user.noticed' }).saved : keep(snapshot)
}

function snapshotOf(dialogue: Dialogue, plan: FitPlan, saved: unknown): SnapshotFrom<Dialogue> {
  if (!saved) return begin(dialogue)
  const known = live.get(saved)
  // content that was exchanged brings a chart of its own
  return known?.machine === dialogue ? known : restore(dialogue, plan, saved)
}

function keep(snapshot: SnapshotFrom<Dialogue>): Saved {
  const saved = save(snapshot)
  live.set(saved, snapshot)
  return saved
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
