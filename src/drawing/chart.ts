import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate'

export interface Guard {
  readonly text: string
  /** False: a condition written in place, shown as code. */
  readonly isNamed: boolean
}

/** One way out of a state, or one thing that is done without leaving it. */
export interface Way {
  /** The state that hears the event, as a path: `fit.asking`; empty for the root. */
  readonly from: string
  /** Undefined: what happened is answered and the state stays. */
  readonly to: string | undefined
  /** Undefined: taken at once, without an event. */
  readonly event: string | undefined
  readonly guard: Guard | undefined
  readonly does: readonly string[]
}

export interface Chart {
  readonly path: string
  /** The state entered first. */
  readonly initial: string | undefined
  readonly states: readonly Chart[]
  readonly asks: boolean
  readonly ways: readonly Way[]
}

const pathOf = (node: AnyStateNode) => node.path.join('.')

/** The chart as data: what a drawing, a table or a page needs to show it. */
export function chartOf(machine: AnyStateMachine): Chart {
  return readNode(machine.root)
}

function readNode(node: AnyStateNode): Chart {
  const initial = node.initial.target[0]
  return {
    path: pathOf(node),
    initial: initial && pathOf(initial),
    states: Object.values(node.states).map((child) => readNode(child as AnyStateNode)),
    asks: node.entry.some((action) => nameOf(action) === 'ask first'),
    ways: [
      ...[...node.transitions.values()].flat().map((way) => readWay(way, way.eventType)),
      ...(node.always ?? []).map((way) => readWay(way, undefined)),
    ],
  }
}

function readWay(way: AnyTransitionDefinition, event: string | undefined): Way {
  const target = way.target?.[0]
  return {
    from: pathOf(way.source),
    to: target && pathOf(target),
    event,
    guard: way.guard === undefined ? undefined : guardOf(way.guard),
    does: way.actions.map(nameOf),
  }
}

function nameOf(action: unknown): string {
  if (typeof action === 'string') return action
  const { type, params } = action as { type: string; params?: unknown }
  if (typeof params !== 'object' || params === null) return type
  const { key, how, what } = params as Record<string, unknown>
  return [type, key ?? how ?? what].filter((part) => typeof part === 'string').join(' ')
}

function guardOf(guard: unknown): Guard {
  if (typeof guard === 'string') return { text: guard, isNamed: true }
  if (typeof guard === 'function')
    return {
      text: String(guard)
        .replace(/\s+/g, ' ')
        .replace(/^\(.*?\) => /, ''),
      isNamed: false,
    }
  const { type, params } = guard as { type: string; params?: Record<string, string> }
  return { text: [type, ...Object.values(params ?? {})].join(' '), isNamed: true }
}
