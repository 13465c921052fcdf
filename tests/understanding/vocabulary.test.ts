import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBags } from '../../src/understanding/faq/bags.ts'
import { createVocabulary } from '../../src/understanding/faq/vocabulary.ts'

// many of them point to the same few places of the table
const hashes = fc.uniqueArray(
  fc.oneof(
    fc.integer({ min: 0, max: 0xffffffff }),
    fc.integer({ min: 0, max: 40 }).map((n) => n * 4096),
  ),
  { maxLength: 600 },
)

describe('tokens by number', () => {
  it('come in the order in which they are met, and are found again, here and by who opens what was kept', () => {
    fc.assert(
      fc.property(hashes, (all) => {
        const vocabulary = createVocabulary()
        const expected = all.map((_, at) => at)
        expect(all.map(vocabulary.number)).toEqual(expected)
        expect(all.map(vocabulary.number)).toEqual(expected)
        const opened = createVocabulary(vocabulary.hashes().slice())
        for (const each of [vocabulary, opened]) {
          expect(all.map(each.find)).toEqual(expected)
          expect(each.size).toBe(all.length)
        }
        // one more than was kept
        const unknown = all.reduce((most, hash) => Math.max(most, hash), 0) + 1
        expect(opened.find(unknown)).toBe(-1)
        expect(opened.number(unknown)).toBe(all.length)
        expect(all.map(opened.find)).toEqual(expected)
      }),
    )
  })

  it('keep their places where two that were kept look the same', () => {
    const opened = createVocabulary(Uint32Array.of(7, 8, 7, 9))

    expect([7, 8, 9].map(opened.find)).toEqual([0, 1, 3])
  })
})

describe('bags in one run of memory', () => {
  it('hold what was put in them, however many follow', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(), { maxLength: 9 }), { maxLength: 50 }), (all) => {
        const bags = createBags(1, 1)
        const views = all.map((ids) => {
          const bag = bags.add(ids.length)
          bag.ids.set(ids)
          bag.weights.fill(ids.length)
          return bag
        })
        for (const [at, ids] of all.entries()) {
          for (const bag of [bags.at(at), views[at]!]) {
            expect([...bag.ids]).toEqual(ids)
            expect([...bag.weights]).toEqual(ids.map(() => ids.length))
          }
        }
        expect(bags.row().ids).toHaveLength(all.flat().length)
        expect([...bags.row().ends].at(-1) ?? 0).toBe(all.flat().length)
      }),
    )
  })
})
