import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createDialogue } from '../../flows/dialogue.ts'
import { pathOf } from '../../flows/saved.ts'
import { missingField } from '../../flows/setup.ts'
import { COMMANDS, type DialogueEvent, FIELDS } from '../../flows/vocabulary.ts'
import { step } from '../../src/turn/step.ts'
import { shortPlan } from '../support/play.ts'

/** Events of every type, with the values that decide something. */
const EVENTS: DialogueEvent[] = [
  { type: 'user.followed', again: false },
  { type: 'user.followed', again: true },
  { type: 'user.blocked' },
  { type: 'user.opened' },
  { type: 'user.noticed' },
  { type: 'user.returned' },
  ...COMMANDS.map((command) => ({ type: `wanted.${command}` }) as DialogueEvent),
  { type: 'wanted.back', value: '5' },
  ...['fit.a', 'fit.b', 'fit.c'].flatMap((slot) =>
    ['5', 'skip'].map((value): DialogueEvent => ({ type: 'user.answered', slot, value })),
  ),
  ...['consent', 'confirm'].flatMap((field) =>
    ['yes', 'no'].map((value): DialogueEvent => ({ type: 'user.answered', slot: `callback.${field}`, value })),
  ),
  ...['phone', 'email', 'chat'].map(
    (value): DialogueEvent => ({ type: 'user.answered', slot: 'callback.wish', value }),
  ),
  ...['name', 'phone', 'email', 'topic'].map(
    (field): DialogueEvent => ({ type: 'user.answered', slot: `callback.${field}`, value: 'x' }),
  ),
  ...['window', 'other', '1'].map((value): DialogueEvent => ({ type: 'user.answered', slot: 'callback.slot', value })),
  ...['name', 'none'].map(
    (value): DialogueEvent => ({ type: 'user.answered', slot: 'callback.choosingChange', value }),
  ),
  ...['yes', 'no'].flatMap((value) =>
    ['erase', 'restart'].map((what): DialogueEvent => ({ type: 'user.answered', slot: `confirm.${what}`, value })),
  ),
  ...['a', 'none'].map((value): DialogueEvent => ({ type: 'user.answered', slot: 'fit.change', value })),
  { type: 'user.gaveFields', fields: { time: { date: '2026-12-01' } } },
  { type: 'user.gaveFields', fields: { name: '山田', time: { any: true }, slot: null } },
  { type: 'user.refusedPhone' },
  { type: 'user.pressedStale', slot: 'x' },
  { type: 'user.pickedItem', item: 'a' },
  ...FIELDS.map((field): DialogueEvent => ({ type: 'user.pickedField', field })),
  { type: 'user.wasUnclear', problem: 'unclear' },
  { type: 'user.wishedInVain', problem: 'closed' },
  { type: 'user.askedForExamples' },
  { type: 'user.asked', topic: 't', confidence: 1 },
  { type: 'user.askedUncovered', topic: 't', near: [] },
  { type: 'user.askedVaguely', topics: ['t'] },
  { type: 'user.rejectedSuggestions' },
  { type: 'user.ratedTopic', topic: 't', helpful: true },
  { type: 'user.ratedTopic', topic: 't', helpful: false },
  { type: 'user.agreed' },
  { type: 'user.declined' },
  { type: 'user.talked', talk: 'thanks' },
  { type: 'user.needsCare', care: 'suicide' },
  { type: 'user.answeredCare' },
  { type: 'user.sent', media: 'sticker' },
  { type: 'user.wasNotUnderstood' },
  { type: 'user.spokeInGroup' },
  { type: 'user.wrote' },
  { type: 'user.toldAdvisor' },
  { type: 'user.ratedTalk', reference: 'R', value: 3 },
  { type: 'user.deletedResult', id: 1 },
  { type: 'user.acceptedTime', reference: 'R', slot: 1 },
  { type: 'user.changedLocale', locale: 'easy' },
  { type: 'desk.booked', reference: 'R' },
  { type: 'desk.slotWasTaken' },
  { type: 'desk.timeHasPassed' },
  { type: 'desk.requestEnded', ended: { reference: 'R', asks: 'rating' } },
  { type: 'desk.requestReopened', reference: 'R' },
  { type: 'desk.bookingOpened', draft: { consent: 'yes', wish: 'chat', asked: [] } },
  { type: 'desk.bookingOpened', draft: { consent: 'yes', wish: 'chat', asked: [] }, fields: { topic: '' } },
  { type: 'advisor.joined' },
  { type: 'advisor.left' },
]

const dialogue = createDialogue(shortPlan)

/** What matters of a saved talk for where it can go: the state and the shape of what is remembered. */
function fingerprint(saved: ReturnType<typeof step>['saved']): string {
  const { fit, draft, booking, confirming, misses } = saved.context
  return JSON.stringify([
    pathOf(saved.value),
    fit && [fit.current, fit.finished],
    draft && [missingField(draft), draft.changing !== undefined],
    booking !== null,
    confirming,
    pathOf(saved.value) === 'idle' ? Math.min(misses, 2) : 0,
  ])
}

/**
 * Walks every way through the chart, breadth first, each step through JSON as
 * the store would have it. xstate's own path generators step live machines; a
 * walk over our `step` tries what production does.
 */
function walk() {
  const states = new Set<string>()
  const taken = new Set<string>()
  const unanswered = new Set<string>()
  const differing = new Set<string>()
  const seen = new Map<string, ReturnType<typeof step>['saved']>()
  const start = step(dialogue, shortPlan, undefined, { type: 'user.noticed' }).saved
  const queue = [start]
  seen.set(fingerprint(start), start)
  for (let at = 0; at < queue.length; at++) {
    const saved = queue[at]!
    states.add(pathOf(saved.value))
    for (const event of EVENTS) {
      const { saved: after, effects } = step(dialogue, shortPlan, JSON.parse(JSON.stringify(saved)), event)
      const kept = step(dialogue, shortPlan, saved, event)
      if (!isDeepStrictEqual(asJson(kept), asJson({ saved: after, effects })))
        differing.add(`${pathOf(saved.value)} ${event.type}`)
      if (effects.length === 0) unanswered.add(`${pathOf(saved.value)} ${event.type}`)
      const isMoved = JSON.stringify(after) !== JSON.stringify(saved)
      if (effects.length > 0 || isMoved) taken.add(`${pathOf(saved.value)} ${event.type}`)
      const print = fingerprint(after)
      if (!seen.has(print)) {
        seen.set(print, after)
        queue.push(after)
      }
    }
    if (seen.size > 20_000) throw new Error('the walk does not end: the fingerprint tells too much apart')
  }
  return { states, taken, unanswered, differing, seen }
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('every way through the chart', () => {
  const { states, taken, unanswered, differing, seen } = walk()

  it('reaches every state that can rest', () => {
    const all: string[] = []
    const collect = (node: (typeof dialogue)['root'], path: string) => {
      const children = Object.values(node.states) as (typeof node)[]
      const isTransient = node.always !== undefined && node.always.length > 0
      if (children.length === 0 && !isTransient) all.push(path)
      for (const child of children) collect(child, path ? `${path}.${child.key}` : child.key)
    }
    collect(dialogue.root, '')

    expect([...states].sort()).toEqual(all.sort())
  })

  it('uses every transition the chart declares', () => {
    const declared = new Set<string>()
    const collect = (node: (typeof dialogue)['root']) => {
      for (const event of node.ownEvents) declared.add(event)
      for (const child of Object.values(node.states) as (typeof node)[]) collect(child)
    }
    collect(dialogue.root)
    const used = new Set([...taken].map((one) => one.split(' ')[1]))

    expect([...declared].filter((event) => !used.has(event as string)).sort()).toEqual(
      ['user.noticed'].filter((one) => declared.has(one as never)),
    )
  })

  it('answers whatever a person does, in every state but with an advisor', () => {
    const quiet = [
      'user.noticed',
      'user.returned',
      'user.opened',
      'user.blocked',
      'user.answered',
      'user.wrote',
      'advisor.left',
    ]
    const silent = [...unanswered].filter((one) => {
      const [path = '', event = ''] = one.split(' ')
      if (path === 'withAdvisor' || path === 'callback.booking' || quiet.includes(event)) return false
      return event.startsWith('user.') || event.startsWith('wanted.')
    })

    expect(silent).toEqual([])
  })

  it('is the same for a talk that is kept in memory as for one that was read back', () => {
    expect([...differing]).toEqual([])
  })

  it('comes back from every state to idle by stopping', () => {
    const stuck = [...seen.values()].filter((saved) => {
      let at = saved
      for (let times = 0; times < 3 && pathOf(at.value) !== 'idle'; times++)
        at = step(dialogue, shortPlan, at, { type: 'wanted.stop' }).saved
      return pathOf(at.value) !== 'idle' && pathOf(at.value) !== 'callback.booking'
    })

    expect(stuck.map((saved) => pathOf(saved.value))).toEqual([])
  })
})
