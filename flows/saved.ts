import type { SnapshotFrom, StateValue } from 'xstate'
import { z } from 'zod'
import { type Dialogue, FLOW_VERSION } from './dialogue.ts'
import { freshContext } from './setup.ts'
import { type DialogueContext, FIELDS, type FitPlan, type Origin } from './vocabulary.ts'

/** What is stored of a conversation between two events. */
export interface Saved {
  readonly flow: number
  readonly value: StateValue
  readonly context: DialogueContext
}

const timeWish = z.union([
  z.object({ any: z.literal(true) }),
  z.object({ date: z.string(), from: z.string().optional(), to: z.string().optional() }),
])

const draft = z.object({
  consent: z.string().optional(),
  wish: z.enum(['phone', 'chat', 'email']).optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  time: timeWish.optional(),
  slot: z.number().nullable().optional(),
  topic: z.string().optional(),
  asked: z.array(z.enum(FIELDS)).catch([]),
  changing: z.string().optional(),
  movedFrom: z.object({ date: z.string(), time: z.string().optional() }).optional(),
})

// each key falls back on its own: an older or newer release's snapshot loses what it cannot hold, not the talk
const contextSchema = z.object({
  greeted: z.boolean().catch(true),
  misses: z.number().int().min(0).catch(0),
  runs: z.number().int().min(0).catch(0),
  fit: z
    .object({
      answers: z.record(z.string(), z.string()),
      order: z.array(z.string()),
      current: z.string().nullable(),
      finished: z.boolean().catch(false),
    })
    .nullable()
    .catch(null),
  draft: draft.nullable().catch(null),
  booking: z.string().nullable().catch(null),
  offered: z.array(z.string()).catch([]),
  read: z.array(z.string()).catch([]),
  shown: z.string().nullable().catch(null),
  cared: z.string().nullable().catch(null),
  ended: z
    .object({ reference: z.string(), asks: z.enum(['rating', 'again']) })
    .nullable()
    .catch(null),
  confirming: z
    .object({ what: z.enum(['erase', 'restart', 'change']), from: z.enum(['idle', 'fit', 'callback', 'withAdvisor']) })
    .nullable()
    .catch(null),
  locale: z.string().nullable().catch(null),
})

const savedSchema = z.object({
  flow: z.number(),
  value: z.unknown(),
  context: contextSchema.catch({ ...freshContext, greeted: true }),
})

/**
 * Names that states had in earlier releases: by flow version, the old path to
 * the new one. A conversation saved under the old name goes on in the new.
 */
export type Renames = Readonly<Record<number, Readonly<Record<string, string>>>>
const RENAMED: Renames = {}

/**
 * Brings a stored conversation into today's chart and item bank. Whatever was
 * stored, the result is a conversation that goes on: a state that is gone is
 * rebuilt from the answers, answers to items that are gone are dropped, and an
 * item that is gone gives way to the next one.
 */
export function restore(
  dialogue: Dialogue,
  plan: FitPlan,
  stored: unknown,
  renamed: Renames = RENAMED,
): SnapshotFrom<Dialogue> {
  const parsed = savedSchema.safeParse(stored)
  const context = refresh(parsed.success ? parsed.data.context : { ...freshContext, greeted: true }, plan)
  const named = parsed.success ? renamedValue(parsed.data.value as StateValue, parsed.data.flow, renamed) : 'idle'
  const sound = resolved(dialogue, named, context)
  const value = settle(sound ? named : rebuilt(context), context)
  return sound && value === named ? sound : dialogue.resolveState({ value, context })
}

export function save(snapshot: SnapshotFrom<Dialogue>): Saved {
  return { flow: FLOW_VERSION, value: snapshot.value, context: snapshot.context }
}

function refresh(context: DialogueContext, plan: FitPlan): DialogueContext {
  if (!context.fit) return context
  const order = context.fit.order.filter((item) => plan.accepts(item, context.fit?.answers[item] ?? ''))
  const answers = Object.fromEntries(order.map((item) => [item, context.fit!.answers[item]!]))
  const isGone = context.fit.current !== null && !plan.accepts(context.fit.current, 'skip')
  const current = isGone ? (plan.next(answers) ?? null) : context.fit.current
  return { ...context, fit: { ...context.fit, answers, order, current } }
}

/** A run whose items ran out while the person was away has ended. */
function settle(value: StateValue, context: DialogueContext): StateValue {
  if (pathOf(value).startsWith('fit') && context.fit?.current == null) {
    if (context.fit) context.fit.finished = true
    return 'idle'
  }
  return value
}

/** The chart in that state, or undefined when the state is gone or lacks what it needs. */
function resolved(dialogue: Dialogue, value: StateValue, context: DialogueContext): SnapshotFrom<Dialogue> | undefined {
  const path = pathOf(value)
  if (path.startsWith('callback') && context.draft === null) return undefined
  if ((path === 'confirming' || path === 'choosingAnswer') && context.confirming === null) return undefined
  try {
    return dialogue.resolveState({ value, context })
  } catch {
    return undefined // xstate throws for a state it does not know
  }
}

function rebuilt(context: DialogueContext): StateValue {
  if (context.draft) return { callback: 'choosingChange' }
  if (context.fit?.current) return { fit: 'asking' }
  return 'idle'
}

function renamedValue(value: StateValue, flow: number, renamed: Renames): StateValue {
  let path = pathOf(value)
  for (let version = flow; version < FLOW_VERSION; version++) path = renamed[version]?.[path] ?? path
  return valueAt(path)
}

/** `callback.confirm` for `{ callback: 'confirm' }`. */
export function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value
  const [parent, child] = Object.entries(value ?? {})[0] ?? ['idle', undefined]
  return child === undefined ? parent : `${parent}.${pathOf(child)}`
}

function valueAt(path: string): StateValue {
  const dot = path.indexOf('.')
  return dot < 0 ? path : { [path.slice(0, dot)]: valueAt(path.slice(dot + 1)) }
}

/** The four places a talk can be in, as the rest of the program sees them. */
export function placeOf(value: StateValue, context: DialogueContext): Origin | 'confirm' {
  const path = pathOf(value)
  if (path === 'callback.confirm') return 'confirm'
  if (path === 'confirming' || path === 'choosingAnswer') return context.confirming?.from ?? 'idle'
  return (path.split('.')[0] as Origin) ?? 'idle'
}
