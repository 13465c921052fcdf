import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { type Measured, measure } from '../../src/evaluation/measure.ts'
import { readSets } from '../../src/evaluation/sets.ts'
import { createUnderstanding } from '../../src/understanding/understanding.ts'

/**
 * Written by somebody who knew the topics' facts and neither content nor code:
 * it stands for people nobody has met yet. No line of it is taught to the bot;
 * a set that was taught says nothing any more, and has to be written anew.
 */
const UNSEEN = join(import.meta.dirname, 'unseen')

describe('people who were not met before', () => {
  let measured: Measured
  beforeAll(async () => {
    measured = measure(await createUnderstanding(loadContent(), () => {}), readSets(UNSEEN))
  })

  it.each([
    ['right', 0.87],
    ['right_or_offered', 0.93],
  ])('get the right answer: %s at least %d', (figure, least) => {
    expect(measured.figures[figure]).toBeGreaterThanOrEqual(least)
  })

  it.each([
    ['wrong', 0.05],
    ['outofscope_answered', 0.02],
    ['crisis_false_alarms', 0.01],
  ])('are not met as what they are not: %s at most %d', (figure, most) => {
    expect(measured.figures[figure]).toBeLessThanOrEqual(most)
  })

  it('are heard in distress, however indirectly it is told', () => {
    expect(measured.figures.crisis_missed).toBe(0)
  })
})
