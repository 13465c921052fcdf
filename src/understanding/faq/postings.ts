import type { Bag } from './bags.ts'

/** For each token, which documents hold it and how much it weighs there, in one run of memory. */
export interface Postings {
  /** The run of token `id` is from `starts[id]` to `starts[id + 1]`. */
  readonly starts: Int32Array
  readonly docs: Int32Array
  readonly weights: Float32Array
}

export function createPostings(bags: readonly Bag[], vocabulary: number): Postings {
  const starts = new Int32Array(vocabulary + 1)
  for (const { ids } of bags) for (let at = 0; at < ids.length; at++) starts[ids[at]! + 1]!++
  for (let id = 0; id < vocabulary; id++) starts[id + 1]! += starts[id]!
  const total = starts[vocabulary]!
  const docs = new Int32Array(total)
  const weights = new Float32Array(total)
  const next = starts.slice(0, vocabulary)
  bags.forEach((bag, doc) => {
    for (let at = 0; at < bag.ids.length; at++) {
      const place = next[bag.ids[at]!]!++
      docs[place] = doc
      weights[place] = bag.weights[at]!
    }
  })
  return { starts, docs, weights }
}

/** Where a document stands in the run of a token; it must hold the token. */
export function placeOf({ starts, docs }: Postings, id: number, doc: number): number {
  let [from, to] = [starts[id]!, starts[id + 1]!]
  // documents stand in order within a run
  while (from < to) {
    const middle = (from + to) >> 1
    if (docs[middle]! < doc) from = middle + 1
    else to = middle
  }
  return from
}

/** Adds to each document's sum the weights of the query's tokens in it. */
export function addUp(postings: Postings, query: Bag, sums: Float64Array): Float64Array {
  const { starts, docs, weights } = postings
  for (let at = 0; at < query.ids.length; at++) {
    const id = query.ids[at]!
    if (id < 0) continue
    const weight = query.weights[at]!
    for (let place = starts[id]!, end = starts[id + 1]!; place < end; place++) {
      sums[docs[place]!]! += weight * weights[place]!
    }
  }
  return sums
}
