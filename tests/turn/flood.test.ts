import { describe, expect, it } from 'vitest'
import { type FloodState, measureFlood, weightOf } from '../../src/turn/flood.ts'

const LIMITS = { messages: 20, seconds: 60 }
const text = weightOf({ kind: 'text', text: 'はい' }, false)
const press = weightOf({ kind: 'choice', id: 'answer:fit.a:5' }, false)
const DRY: FloodState = { flood_level: 0, flood_at: 0, is_flooding: 0 }

/** Acts of one weight, `every` ms apart; tells which of them were too much. */
function acts(count: number, weight: number, every: number, from: FloodState = DRY, start = 0) {
  let state = from
  const floods = Array.from({ length: count }, (_, index) => {
    const flood = measureFlood(state, weight, start + index * every, LIMITS)
    state = flood.state
    return flood
  })
  return {
    state,
    over: floods.filter((one) => one.isOver).length,
    news: floods.filter((one) => one.isNews).length,
    firstOver: floods.findIndex((one) => one.isOver),
  }
}

describe('a flood', () => {
  it('is more than twenty messages at once, and is news once', () => {
    expect(acts(60, text, 10)).toMatchObject({ firstOver: 20, news: 1, over: 40 })
  })

  it('is no quick questionnaire: thirty taps, two a second', () => {
    expect(acts(30, press, 500).over).toBe(0)
  })

  it('is no talk at a usual pace, however long', () => {
    expect(acts(500, text, 3_500).over).toBe(0)
  })

  it('is over when it has been quiet for half a minute, not before', () => {
    const { state } = acts(30, text, 10)

    expect(measureFlood(state, text, 20_000, LIMITS).isOver).toBe(true)
    expect(measureFlood(state, text, 31_000, LIMITS)).toMatchObject({ isOver: false, isNews: false })
  })

  it('goes on, unsaid, while the person goes on', () => {
    const first = acts(30, text, 10)
    const more = acts(100, text, 2_000, first.state, 1_000)

    expect(more).toMatchObject({ news: 0, over: 100 })
  })

  it('is said again when it comes again after a calm', () => {
    const first = acts(30, text, 10)

    expect(acts(30, text, 10, first.state, 120_000).news).toBe(1)
  })

  it('ends also when the clock was put back', () => {
    const { state } = acts(30, text, 10, DRY, 86_400_000)
    const back = measureFlood(state, text, 0, LIMITS)

    expect(measureFlood(back.state, text, 31_000, LIMITS).isOver).toBe(false)
  })

  it('counts lines to an advisor less, and nothing that the platform reports by itself', () => {
    expect(weightOf({ kind: 'text', text: 'はい' }, true)).toBeLessThan(press)
    expect(weightOf({ kind: 'unfollowed' }, false)).toBe(0)
    expect(weightOf({ kind: 'opened' }, false)).toBe(0)
  })

  it('does not exist without a limit, and touches nothing else of the row it is read from', () => {
    const row = { flood_level: 99_000, flood_at: 0, is_flooding: 1, saved: 'the talk' }

    expect(measureFlood(row, text, 0, undefined)).toEqual({
      state: { flood_level: 99_000, flood_at: 0, is_flooding: 1 },
      isOver: false,
      isNews: false,
    })
  })
})
