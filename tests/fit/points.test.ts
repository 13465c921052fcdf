import { describe, expect, it } from 'vitest'
import type { FitBank, FitItem, Office } from '../../src/fit/fit.ts'
import { scoreFit, scores } from '../../src/fit/score.ts'

type Weights = FitItem['weights']

const item = (id: string, office: Office, weights: Weights, stage: FitItem['stage'] = 'core'): FitItem => ({
  ...{ id, office, weights, stage, text: id, kind: 'choice', reversed: false, topic: 't', why: 'w', options: [] },
  said: { high: 'h', low: 'l' },
})
const office = { name: 'n', summary: 's', topic: 't' }
const job = (of: Office) => ({ name: 'n', office: of, sentence: 's' })

function bankOf(items: readonly FitItem[], jobs: FitBank['jobs'] = {}): FitBank {
  return { version: 7, items, offices: { front: office, back: office, middle: office }, jobs }
}

/** One item an office, answered "a", worth as many points as given; the other answer keeps the run from being flat. */
function worth(front: number, back: number, middle: number, jobs?: FitBank['jobs'], more: readonly FitItem[] = []) {
  const items = [
    item('f', 'front', { a: { front } }),
    item('b', 'back', { b: { back } }),
    item('m', 'middle', { a: { middle } }),
    ...more,
  ]
  return { bank: bankOf(items, jobs), answers: { f: 'a', b: 'b', m: 'a' } as Record<string, string> }
}
const resultOf = ({ bank, answers }: ReturnType<typeof worth>) => scoreFit(bank, answers)

describe('points', () => {
  it('are the mean of what was answered, tie-breakers included, ranked by it', () => {
    const bank = bankOf([
      item('f1', 'front', { a: { front: 2 } }),
      item('f2', 'front', { a: { front: -1, back: 1 }, b: { front: 2 } }),
      item('t', 'back', { a: { back: 2, job: 2 } }, 'tiebreak'),
      item('j', 'front', { a: { front: 9 } }, 'jobs'),
    ])
    const counted = scores(bank, { f1: 'a', f2: 'a', t: 'a', j: 'a', gone: 'a' })

    expect(counted.means).toEqual({ front: 0.5, back: 1.5, middle: 0 })
    expect(counted.ranked).toEqual(['back', 'front', 'middle'])
    expect(counted.lead).toBe(1)
    expect(counted.missing).toEqual({ front: 0, back: 0, middle: 0 })
  })

  it('are not moved by an answer the item does not know', () => {
    const bank = bankOf([item('f', 'front', { a: { front: 2 } }), item('g', 'front', { a: { front: 2 } })])
    expect(scores(bank, { f: 'a', g: 'of an older release' }).means.front).toBe(2)
  })
})

describe('a run that tells nothing', () => {
  const nine = (['front', 'back', 'middle'] as const).flatMap((of) =>
    [1, 2, 3].map((at) => item(`${of}${at}`, of, { a: { [of]: 1 }, b: { [of]: 2 } })),
  )
  const bank = bankOf([...nine, item('t', 'front', { a: { front: 1 } }, 'tiebreak')])
  const all = Object.fromEntries(nine.map((one, at) => [one.id, at === 0 ? 'b' : 'a']))
  const without = (...ids: string[]) => ({ ...all, ...Object.fromEntries(ids.map((id) => [id, 'unknown'])) })
  const isFlat = (answers: Record<string, string>) => scores(bank, answers).isFlat

  it('answers all items alike, whatever the tie-breaker says', () => {
    const alike = Object.fromEntries(nine.map((one) => [one.id, 'a']))
    expect(isFlat({ ...alike, t: 'b' })).toBe(true)
    expect(isFlat(all)).toBe(false)
  })

  it('leaves three items of one office, or more than half of all', () => {
    expect(isFlat(without('back1', 'back2'))).toBe(false)
    expect(isFlat(without('back1', 'back2', 'back3'))).toBe(true)
    expect(isFlat(without('back1', 'back2', 'middle1', 'middle2'))).toBe(false)
    expect(isFlat(without('back1', 'back2', 'middle1', 'middle2', 'front2'))).toBe(true)
  })

  it('does not miss an item that was never a core one', () => {
    expect(scores(bank, all).missing).toEqual({ front: 0, back: 0, middle: 0 })
    expect(scores(bank, without('back1')).missing).toEqual({ front: 0, back: 1, middle: 0 })
  })

  it('names no office, reasons or jobs', () => {
    const flat = worth(2, 0, 0, { sales: job('front') })
    expect(scoreFit(flat.bank, { f: 'a' })).toMatchObject({
      ...{ bankVersion: 7, office: undefined, runnerUp: undefined, close: false, drivers: [], jobs: [] },
      against: undefined,
    })
  })
})

describe('a tendency', () => {
  it.each([
    { points: [0.1, 0, 0], office: 'front', because: 'a lead of a tenth is one' },
    { points: [0.09, 0, 0], office: undefined, because: 'less is none' },
    { points: [0, -1, -1], office: undefined, because: 'the best must be above the middle' },
    { points: [-0.5, -2, -2], office: undefined, because: 'the least bad is no tendency' },
    { points: [0.2, 1.5, 0], office: 'back', because: 'the highest counts' },
  ] as const)('of $points is $office: $because', ({ points: [front, back, middle], office: named }) => {
    expect(resultOf(worth(front, back, middle)).office).toBe(named)
  })

  it('is close below .64, and names the runner-up', () => {
    expect(resultOf(worth(0.64, 0, -1))).toMatchObject({ close: false, runnerUp: 'back' })
    expect(resultOf(worth(0.63, 0, -1))).toMatchObject({ close: true, runnerUp: 'back' })
    expect(resultOf(worth(0.05, 0, -1))).toMatchObject({ close: false, runnerUp: undefined })
  })

  it.each([
    [-1.3, 1],
    [-1.2, 2],
    [-0.5, 2],
    [-0.4, 3],
    [0.3, 3],
    [0.4, 4],
    [1.1, 4],
    [1.2, 5],
  ])('shows %f as step %i of five', (points, step) => {
    expect(resultOf(worth(2, points, points)).bands).toEqual({ front: 5, back: step, middle: step })
  })
})

describe('the reasons', () => {
  const more = [
    item('p1', 'front', { a: { front: 1 } }, 'tiebreak'),
    item('p2', 'front', { a: { front: 1.5 } }, 'tiebreak'),
    item('p3', 'back', { a: { front: 0.5 } }, 'tiebreak'),
    item('none', 'back', { a: { front: 0 } }, 'tiebreak'),
    item('minus', 'back', { a: { front: -1 } }, 'tiebreak'),
    item('minus-most', 'back', { a: { front: -1.5 } }, 'tiebreak'),
    item('job', 'front', { a: { front: 5, sales: 1 } }, 'jobs'),
    item('left', 'front', { skip: { front: 9 } }, 'tiebreak'),
  ]
  const answered = (set: ReturnType<typeof worth>, ids: readonly string[]) => ({
    bank: set.bank,
    answers: { ...set.answers, ...Object.fromEntries(ids.map((id) => [id, id === 'left' ? 'skip' : 'a'])) },
  })

  it('are the three answers that spoke most for the office, and the one most against it', () => {
    const all = more.map((one) => one.id)
    const result = resultOf(answered(worth(2, 0, 0, {}, more), all))

    expect(result.drivers).toEqual([
      { item: 'f', value: 'a', push: 2 },
      { item: 'p2', value: 'a', push: 1.5 },
      { item: 'p1', value: 'a', push: 1 },
    ])
    expect(result.against).toEqual({ item: 'minus-most', value: 'a', push: -1.5 })
  })

  it('name nothing against it where nothing was', () => {
    const result = resultOf(answered(worth(2, 0, 0, {}, more), ['none', 'left']))
    expect(result.drivers).toEqual([{ item: 'f', value: 'a', push: 2 }])
    expect(result.against).toBeUndefined()
  })
})

describe('the jobs', () => {
  const jobs = {
    ...{ sales: job('front'), retail: job('front'), support: job('front') },
    ...{ clerical: job('back'), accounting: job('back') },
  }
  const likes = [
    item('j1', 'front', { a: { retail: 2, accounting: 1 }, unknown: { sales: 9 } }, 'jobs'),
    item('j2', 'front', { a: { support: 1, retail: 1, front: 9, nobody: 9 } }, 'jobs'),
    item('j3', 'front', { a: { sales: 9 }, unknown: { sales: 9 } }, 'jobs'),
  ]
  const jobsOf = (front: number, back: number, set: FitBank['jobs'] = jobs) => {
    const { bank, answers } = worth(front, back, -1, set, likes)
    return scoreFit(bank, { ...answers, j1: 'a', j2: 'a', j3: 'unknown' }).jobs
  }

  it('are three of the office, best first, where it is clear', () => {
    expect(jobsOf(2, 0)).toEqual(['retail', 'support', 'sales'])
  })

  it('are two of the office and the runner-up’s best, where it is close', () => {
    expect(jobsOf(1, 0.8)).toEqual(['retail', 'support', 'accounting'])
  })

  it('are three of the office, where it is close to one without jobs', () => {
    const { clerical: _, accounting: __, ...front } = jobs
    expect(jobsOf(1, 0.8, front)).toEqual(['retail', 'support', 'sales'])
  })
})
