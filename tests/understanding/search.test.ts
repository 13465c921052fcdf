import { expect, it } from 'vitest'
import type { Content } from '../../src/content.ts'
import type { FaqFound, FaqIndex } from '../../src/understanding/faq/index.ts'
import { createSearch } from '../../src/understanding/search.ts'

const topics = new Map(
  ['sales', 'clerical', 'retail', 'visa'].map((id) => [id, { id, covered: id !== 'visa' }]),
) as unknown as Content['topics']

/** What is made of a text of which the index says this, when nothing sounds like distress. */
function searching(ids: readonly string[], found: Omit<FaqFound, 'hits' | 'notCovered'>) {
  const hits = ids.map((id, at) => ({ id, score: 10 - at * 5 }))
  const faq = { search: () => ({ hits, notCovered: ids[0] === 'visa', ...found }) } as unknown as FaqIndex
  return createSearch(topics, faq, () => ({ chance: 0, kind: () => 'unsure' })).search('text')
}

it('offers what a weak question is most like, though there is no article on it', () => {
  const weak = { confidence: 0.3, decision: 'suggest' } as const

  expect(searching(['visa', 'sales', 'clerical', 'retail'], weak)).toMatchObject({
    kind: 'suggest',
    topics: ['visa', 'sales', 'clerical'],
  })
  expect(searching(['sales', 'visa', 'clerical', 'retail'], weak)).toMatchObject({
    topics: ['sales', 'clerical', 'retail'],
  })
})

it('lets a person choose between what we do not cover and an article that is nearly as near', () => {
  const torn = { confidence: 0.55, decision: 'answer' } as const

  expect(searching(['visa', 'sales'], torn)).toMatchObject({ kind: 'suggest', topics: ['visa', 'sales'] })
  expect(searching(['visa', 'sales'], { ...torn, confidence: 0.9 })).toMatchObject({ kind: 'notCovered' })
})
