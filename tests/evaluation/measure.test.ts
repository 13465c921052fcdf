import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { BEGINNING } from '../../src/editing/destination.ts'
import { type Measured, measure } from '../../src/evaluation/measure.ts'
import { readSets } from '../../src/evaluation/sets.ts'
import type { Understanding } from '../../src/understanding/understanding.ts'
import type { Pending } from '../../src/understanding/understood.ts'
import { understandingOf } from '../support/understanding.ts'

const CALM = { outofscope_answered: 0.02, crisis_false_alarms: 0.01 }

/**
 * Written by people who knew the topics' facts and neither content nor code:
 * these sets stand for people nobody has met yet. No line of them is taught to
 * the bot; a set that was taught says nothing any more, and has to be written anew.
 * Which answers of `third` to `ninth` were missed was read, for what kinds of misses there are.
 */
// a percent or two below what is measured: any change of content moves a few of them
const SETS = [
  { set: 'unseen', least: { right: 0.9, right_or_offered: 0.94 }, most: { ...CALM, wrong: 0.03 } },
  { set: 'second', least: { right: 0.93, right_or_offered: 0.96 }, most: { ...CALM, wrong: 0.025 } },
  {
    set: 'third',
    least: {
      right: 0.9,
      right_or_offered: 0.95,
      commands: 0.93,
      answers: 0.88,
      phone: 0.99,
      email: 0.99,
      name: 0.93,
      datetime: 0.92,
    },
    most: { ...CALM, wrong: 0.025, answers_wrong: 0.05 },
  },
  { set: 'fourth', least: { commands: 0.97, answers: 0.85 }, most: { answers_wrong: 0.04 } },
  {
    set: 'fifth',
    least: { right: 0.91, right_or_offered: 0.94, commands: 0.97, answers: 0.91 },
    most: { ...CALM, wrong: 0.03, answers_wrong: 0.03 },
  },
  { set: 'sixth', least: { commands: 0.97, answers: 0.87 }, most: { answers_wrong: 0.05 } },
  { set: 'seventh', least: { answers: 0.88 }, most: { answers_wrong: 0.05 } },
  {
    set: 'eighth',
    least: {
      right: 0.92,
      right_or_offered: 0.96,
      commands: 0.97,
      answers: 0.92,
      phone: 0.99,
      email: 0.99,
      name: 0.97,
      datetime: 0.97,
    },
    most: { ...CALM, wrong: 0.03, answers_wrong: 0.03 },
  },
  { set: 'ninth', least: { commands: 0.97, phone: 0.99, email: 0.99, name: 0.97, datetime: 0.97 }, most: {} },
]

let understanding: Understanding
beforeAll(async () => {
  understanding = await understandingOf(loadContent())
})
const measured = (set: string): Measured => measure(understanding, readSets(join(import.meta.dirname, set)))

describe.each(SETS)('people who were not met before ($set)', ({ set, least, most }) => {
  let figures: Measured['figures']
  beforeAll(() => {
    figures = measured(set).figures
  })

  it.each(Object.entries(least))('get the right answer: %s at least %d', (figure, bar) => {
    expect(figures[figure]).toBeGreaterThanOrEqual(bar)
  })

  it.each(Object.entries(most))('are not met as what they are not: %s at most %d', (figure, bar) => {
    expect(figures[figure]).toBeLessThanOrEqual(bar)
  })

  it('are heard in distress, however indirectly it is told', () => {
    expect(figures.crisis_missed).toBe(0)
  })
})

describe('distress put in ways nobody was taught', () => {
  it.each([
    { set: 'distress', beside: '160 messages that sound like it', missed: 14, of: 160, falsely: 0.1 },
    { set: 'distress-ordinary', beside: '100 of ordinary talk', missed: 4, of: 80, falsely: 0.04 },
  ])('is missed in $missed of $of at most, and seen where there is none in $falsely of $beside', (one) => {
    const { crisis_missed, crisis_false_alarms } = measured(one.set).figures
    expect(crisis_missed).toBeLessThanOrEqual(one.missed)
    expect(crisis_false_alarms).toBeLessThanOrEqual(one.falsely)
  })

  it.each([
    item('choice', ['毎月安定している', 'がんばった分だけ増える', 'どちらともいえない']),
    item('yesno', ['はい', 'いいえ']),
    { slot: 'callback.name', kind: 'name', question: 'お名前は？', options: [] } satisfies Pending,
    { slot: 'callback.time', kind: 'datetime', question: 'いつがよいですか？', options: [] } satisfies Pending,
  ])('is missed no more often while $slot waits for a $kind', (waits) => {
    const inFit = waits.slot.startsWith('fit.')
    const talk = { ...BEGINNING, now: Date.parse('2026-11-24T12:00:00+09:00'), inFit, inCallback: !inFit }
    const missed = (waiting: Pending | undefined) =>
      told.filter((text) => understanding.understand(text, waiting, talk).kind !== 'crisis').length

    expect(missed(waits)).toBeLessThanOrEqual(missed(undefined) + 4)
  })

  const told = readSets(join(import.meta.dirname, 'distress'))
    .outofscope.filter(({ kind }) => kind === 'sensitive')
    .map(({ text }) => text)
  function item(kind: 'choice' | 'yesno', labels: readonly string[]): Pending {
    return {
      slot: 'fit.item',
      kind,
      question: '給料は安定がいいですか？',
      options: labels.map((label) => ({ value: label, label })),
    }
  }
})
