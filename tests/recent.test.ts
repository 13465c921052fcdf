import { expect, it } from 'vitest'
import { createRecent } from '../src/recent.ts'

it('keeps what was asked for lately, and no more than twice as many as it is told', () => {
  const recent = createRecent<number>(3)
  recent.set('often', 0)
  for (let at = 1; at <= 20; at++) {
    recent.set(`once${at}`, at)
    expect(recent.get('often')).toBe(0)
  }
  const left = Array.from({ length: 20 }, (_, at) => recent.get(`once${at + 1}`)).filter((one) => one !== undefined)

  expect(left.length).toBeLessThan(6)
  expect(left.at(-1)).toBe(20)
})
