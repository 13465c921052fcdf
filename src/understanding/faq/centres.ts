import { addUp, createPostings } from './postings.ts'
import type { Bag } from './vocabulary.ts'

/** The cosine to each topic's centre, as a linear classifier would see it. */
export function createCentres(
  topics: readonly Bag[],
  vocabulary: number,
  idf: (id: number) => number,
): (query: Bag) => Float64Array {
  const centres = topics.map(({ ids, weights }): Bag => {
    const weighted = weights.map((count, at) => Math.log(1 + count) * idf(ids[at]!))
    const norm = Math.sqrt(weighted.reduce((sum, weight) => sum + weight * weight, 0)) || 1
    return { ids, weights: weighted.map((weight) => weight / norm) }
  })
  const postings = createPostings(centres, vocabulary)
  return ({ ids, weights }) => {
    const weighted = weights.map((count, at) => count * idf(ids[at]!))
    const norm = Math.sqrt(weighted.reduce((sum, weight) => sum + weight * weight, 0)) || 1
    return addUp(postings, { ids, weights: weighted.map((weight) => weight / norm) }, topics.length)
  }
}
