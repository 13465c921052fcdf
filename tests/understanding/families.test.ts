import { describe, expect, it } from 'vitest'
import { familiesOf } from '../../src/understanding/faq/families.ts'
import { buildFaqIndex, type FaqEntry } from '../../src/understanding/faq/index.ts'

const entry = (id: string, ...questions: string[]): FaqEntry => ({
  id,
  title: questions[0]!,
  questions,
  keywords: [],
  answer: '',
  covered: true,
})

describe('topics of one family', () => {
  it('are those with the same area, and those with the same aspect in another area', () => {
    const [areas, aspects] = familiesOf([
      'front.merits',
      'front.jobs.sales',
      'back.merits.pay',
      'basics.profit',
      'middle',
    ])

    expect([...areas!]).toEqual([0, 0, 1, 2, 3])
    expect([...aspects!]).toEqual([0, 1, 0, 2, 3])
  })

  it('are found by words that their own ways of asking lack', () => {
    const index = buildFaqIndex([
      entry('hill.jobs', '林業の仕事を教えて'),
      entry('hill.merits', '林業の魅力は'),
      entry('sea.jobs', '漁師の仕事を教えて', '船で働く人は何をする'),
      entry('sea.merits', '漁師の魅力は'),
    ])

    expect(index.search('船に乗る魅力は').hits[0]?.id).toBe('sea.merits')
  })
})
