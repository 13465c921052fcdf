import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/fit/explain.ts'
import { type FitAnswers, OFFICES } from '../../src/fit/fit.ts'
import { nextItem, progress } from '../../src/fit/plan.ts'
import { CLOSE, scoreFit, scores } from '../../src/fit/score.ts'
import { ARCHETYPES, answerAs, failures, respond, simulate } from '../../src/fit/simulate.ts'
import { bankWith, itemsData, problemsWith } from '../support/bank.ts'

const bank = bankWith()
const core = bank.items.filter((item) => item.stage === 'core')

/** Agrees fully with one office's items in the sense of the scale, and is lukewarm elsewhere. */
const fondOf = (office: string): FitAnswers =>
  Object.fromEntries(core.map((item) => [item.id, item.office === office ? (item.reversed ? '1' : '5') : '3']))

describe('scoring a run', () => {
  it.each(OFFICES)('gives %s to somebody who agrees with its items, reversed ones understood', (office) => {
    const result = scoreFit(bank, fondOf(office))

    expect(result).toMatchObject({ office, close: false })
    expect(result.bands[office]).toBe(5)
  })

  it('counts a reversed item against its office', () => {
    const reversed = core.find((item) => item.office === 'front' && item.reversed)!
    const agrees = scores(bank, { ...fondOf('front'), [reversed.id]: '5' })

    expect(agrees.means.front).toBeLessThan(scores(bank, fondOf('front')).means.front)
  })

  it('neither helps nor harms by one missing answer', () => {
    const item = core.find((one) => one.office === 'front')!
    const result = scoreFit(bank, { ...fondOf('front'), [item.id]: 'unknown' })

    expect(result).toMatchObject({ office: 'front', missing: { front: 1, back: 0, middle: 0 } })
    expect(scores(bank, { ...fondOf('front'), [item.id]: 'skip' }).means.front).toBe(2)
  })

  it('has no tendency when three answers of a scale are missing', () => {
    const missing = core.filter((one) => one.office === 'back').slice(0, 3)
    const answers = { ...fondOf('front'), ...Object.fromEntries(missing.map((one) => [one.id, 'unknown'])) }

    expect(scoreFit(bank, answers).office).toBeUndefined()
  })

  it('calls a lead inside the margin close and names the runner-up', () => {
    const answers = { ...fondOf('front') } as Record<string, string>
    for (const item of core.filter((one) => one.office === 'back')) answers[item.id] = item.reversed ? '1' : '5'
    const nearly = core.find((one) => one.office === 'back')!
    answers[nearly.id] = nearly.reversed ? '2' : '4'

    const { lead } = scores(bank, answers)
    expect(lead).toBeGreaterThan(0)
    expect(lead).toBeLessThan(CLOSE)
    expect(scoreFit(bank, answers)).toMatchObject({ office: 'front', runnerUp: 'back', close: true })
  })

  it('explains by three answers that were given and one against', () => {
    const answers = respond(bank, answerAs(ARCHETYPES[0]!))
    const result = scoreFit(bank, answers)
    const { drivers, against } = explain(bank, answers, result)

    expect(drivers).toHaveLength(3)
    for (const reason of [...drivers, ...(against ? [against] : [])]) expect(answers).toHaveProperty(reason.item)
    for (const driver of result.drivers) expect(driver.push).toBeGreaterThan(0)
  })

  it('never fails and stays within its bands, whatever the answers', () => {
    const value = fc.constantFrom('5', '4', '3', '2', '1', 'unknown', 'skip', 'weekday', 'nonsense')
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...bank.items.map((item) => item.id), 'gone'), value), (answers) => {
        const result = scoreFit(bank, answers)
        for (const office of OFFICES) expect([1, 2, 3, 4, 5]).toContain(result.bands[office])
        expect(result.jobs.length).toBeLessThanOrEqual(3)
        nextItem(bank, answers)
      }),
    )
  })
})

describe('the plan', () => {
  it('asks fifteen items of everybody, five for each office', () => {
    expect(core).toHaveLength(15)
    for (const office of OFFICES) expect(core.filter((item) => item.office === office)).toHaveLength(5)
  })

  it('goes on to the jobs of a clear leader, without tie-breakers', () => {
    const next = bank.items.find((item) => item.id === nextItem(bank, fondOf('back')))

    expect(next).toMatchObject({ stage: 'jobs', office: 'back' })
  })

  it('asks a tie-breaker that tells the two leaders apart when it is close', () => {
    const answers = { ...fondOf('front') } as Record<string, string>
    for (const item of core.filter((one) => one.office === 'middle')) answers[item.id] = item.reversed ? '1' : '5'
    const next = bank.items.find((item) => item.id === nextItem(bank, answers))!

    expect(next.stage).toBe('tiebreak')
    expect(Object.values(next.weights).every((weights) => 'front' in weights && 'middle' in weights)).toBe(true)
  })

  it('ends after the core when all answers were alike', () => {
    const answers = Object.fromEntries(core.map((item) => [item.id, '4']))

    expect(nextItem(bank, answers)).toBeUndefined()
  })

  it('promises fifteen at first and never more than twenty-five', () => {
    expect(progress(bank, {})).toEqual({ answered: 0, of: 15, minutesLeft: 2 })
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (stream) => {
        const answers = respond(bank, (item) => item.options[stream.next().value! % item.options.length]!.value)
        expect(Object.keys(answers).length).toBeLessThanOrEqual(25)
      }),
      { numRuns: 50 },
    )
  })
})

describe('the shipped bank', () => {
  it('meets every bar of the simulation', () => {
    expect(failures(simulate(bank, 3000))).toEqual([])
  })

  it('is failed by a bank whose offices are not balanced', () => {
    const skewed = bankWith((items) => {
      for (const item of items.items)
        if (item.stage === 'tiebreak')
          for (const option of item.options) option.weights = { front: 2, back: -2, middle: -2 }
    })

    expect(failures(simulate(skewed, 1000)).join()).toMatch(/になります。.*見てください/)
  })
})

describe('checking the bank', () => {
  it.each([
    { text: 'お父さんの仕事に興味がある', because: 'family' },
    { text: '地元の出身者が多いと落ち着く', because: 'birthplace' },
    { text: '尊敬する人がいる', because: 'admired persons' },
    { text: '新聞をよく読む', because: 'reading' },
  ])('refuses "$text", which touches $because', ({ text }) => {
    expect(problemsWith((items) => (items.items[0].text = text))).toEqual([expect.stringContaining('talk-first')])
  })

  it('names every problem at once, with item and remedy', () => {
    const problems = problemsWith((items) => {
      items.items[0].topic = 'nowhere'
      items.items[1].id = items.items[2].id
      items.items[3].said = undefined
    })

    expect(problems).toEqual([
      expect.stringMatching(/plan-broken.*said/),
      expect.stringMatching(/talk-first: topic: 「nowhere」.*話題の id で/),
      expect.stringMatching(/between-two: 同じ id/),
    ])
  })

  it('asks for enough items of each office', () => {
    expect(problemsWith((items) => items.items.splice(0, 1))).toEqual([
      expect.stringMatching(/front の core の質問が4個/),
    ])
  })

  it('asks for reversed items', () => {
    expect(
      problemsWith((items) => {
        for (const item of items.items) delete item.reversed
      }).length,
    ).toBe(3)
    expect(itemsData().version).toBeGreaterThan(0)
  })
})
