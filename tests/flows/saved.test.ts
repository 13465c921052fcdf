import { describe, expect, it } from 'vitest'
import { createDialogue } from '../../flows/dialogue.ts'
import { pathOf, restore } from '../../flows/saved.ts'
import type { FitPlan } from '../../flows/vocabulary.ts'
import { createFitPlan } from '../../src/fit/plan.ts'
import { step } from '../../src/turn/step.ts'
import { bankWith } from '../support/bank.ts'
import { answered, INTO, play, shortPlan, wants } from '../support/play.ts'

const planOf = (items: string[]): FitPlan => ({
  next: (answers) => items.find((item) => answers[item] === undefined),
  accepts: (item, value) => items.includes(item) && /^([1-5]|unknown|skip)$/.test(value),
})

/** A conversation saved in the middle, as the store has it. */
const stored = (...events: Parameters<typeof play>) => JSON.parse(JSON.stringify(play(...events).saved))

const loadInto = (items: string[], saved: unknown) => {
  const plan = planOf(items)
  return restore(createDialogue(plan), plan, saved)
}

describe('a conversation saved in the middle of the questionnaire', () => {
  const saved = stored(...INTO.fit, answered('fit.b', '2'))

  it.each([
    { edit: 'reordered', items: ['c', 'b', 'a'], current: 'c', answers: { a: '5', b: '2' } },
    { edit: 'longer', items: ['a', 'x', 'b', 'c'], current: 'c', answers: { a: '5', b: '2' } },
    { edit: 'without an answered item', items: ['a', 'c'], current: 'c', answers: { a: '5' } },
    { edit: 'without the pending item', items: ['a', 'b', 'd'], current: 'd', answers: { a: '5', b: '2' } },
  ])('goes on when the bank is $edit', ({ items, current, answers }) => {
    const snapshot = loadInto(items, saved)

    expect(pathOf(snapshot.value)).toBe('fit.asking')
    expect(snapshot.context.fit).toMatchObject({ current, answers })
  })

  it('has ended when nothing is left to ask', () => {
    const snapshot = loadInto(['a', 'b'], saved)

    expect(snapshot.value).toBe('idle')
    expect(snapshot.context.fit?.finished).toBe(true)
  })

  it('goes on in a state that was renamed', () => {
    const old = { ...saved, flow: 0, value: { fit: 'question' } }
    const snapshot = restore(createDialogue(shortPlan), shortPlan, old, { 0: { 'fit.question': 'fit.asking' } })

    expect(pathOf(snapshot.value)).toBe('fit.asking')
  })

  it('is rebuilt from its answers when its state is gone', () => {
    const snapshot = loadInto(['a', 'b', 'c'], { ...saved, value: { questionnaire: { page: 'two' } } })

    expect(pathOf(snapshot.value)).toBe('fit.asking')
    expect(snapshot.context.fit?.answers).toEqual({ a: '5', b: '2' })
  })
})

describe('a real run saved at its seventh item', () => {
  const bank = bankWith()
  const begin = () => {
    const plan = createFitPlan(bank)
    const dialogue = createDialogue(plan)
    let saved = step(dialogue, plan, undefined, wants('start_fit')).saved
    for (let count = 0; count < 6; count++) {
      saved = step(dialogue, plan, saved, answered(`fit.${saved.context.fit?.current}`, '4')).saved
    }
    return JSON.parse(JSON.stringify(saved))
  }
  const resume = (edited: ReturnType<typeof bankWith>, saved: unknown) => {
    const plan = createFitPlan(edited)
    return restore(createDialogue(plan), plan, saved).context.fit!
  }

  it.each([
    { edit: 'rewording', change: (items: never[]) => Object.assign(items[6]!, { text: '別の言い方で聞く' }) },
    { edit: 'reweighting', change: (items: never[]) => Object.assign(items[0]!, { reversed: true }) },
    { edit: 'reordering', change: (items: never[]) => items.splice(7, 0, ...items.splice(10, 1)) },
  ])('keeps its six answers and its item through $edit', ({ change }) => {
    const saved = begin()
    const edited = bankWith((data) => {
      change(data.items)
      // reweighting one item takes the balance away that the check asks for
      data.items[3].reversed = data.items[3].reversed || undefined
    })
    const fit = resume(edited, saved)

    expect(Object.keys(fit.answers)).toHaveLength(6)
    expect(fit.current).toBe(saved.context.fit.current)
  })
})

describe('any stored value', () => {
  it.each([
    { saved: 'nonsense', because: 'it is no object' },
    {
      saved: { flow: 99, value: 'idle', context: { fit: 'x', draft: 7, greeted: 'yes' } },
      because: 'a newer release wrote it',
    },
    { saved: { flow: 1, value: { callback: 'phone' }, context: { draft: null } }, because: 'its draft is missing' },
    { saved: { flow: 1, value: 'confirming', context: {} }, because: 'what it confirms is missing' },
    { saved: { flow: 1, value: null, context: null }, because: 'it is empty' },
  ])('becomes a talk that goes on: $because', ({ saved }) => {
    const snapshot = restore(createDialogue(shortPlan), shortPlan, saved)

    expect(snapshot.status).toBe('active')
    expect(step(createDialogue(shortPlan), shortPlan, saved, wants('help')).effects.length).toBeGreaterThan(0)
  })
})
