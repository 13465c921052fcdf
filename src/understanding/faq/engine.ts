import { addUp, createPostings } from './postings.ts'
import type { Bag } from './vocabulary.ts'

/** A document found, by its place in the list it was built from. */
export interface Found {
  readonly doc: number
  readonly score: number
}

export interface Engine {
  /** Scores of all documents that share a token with the query; zero for the others. */
  score(query: Bag): Float64Array
  /** The best documents, best first. */
  search(query: Bag, limit: number): Found[]
  /** How rare a token is; a token no document has is as rare as can be. */
  idf(id: number): number
  has(id: number): boolean
  holds(doc: number, id: number): boolean
  readonly size: number
}

/** BM25+ as in Lv & Zhai, Lower-bounding term frequency normalization (https://doi.org/10.1145/2063576.2063584). */
const K1 = 0.9
const B = 0.75
const DELTA = 0.5

/** An inverted index over weighted tokens. */
export function createEngine(docs: readonly Bag[], vocabulary: number): Engine {
  const size = docs.length
  const lengths = docs.map((doc) => doc.weights.reduce((sum, weight) => sum + weight, 0))
  const average = lengths.reduce((sum, length) => sum + length, 0) / size || 1
  const postings = createPostings(docs, vocabulary)
  const { starts, docs: where, weights } = postings
  const rarity = new Float64Array(vocabulary)
  const norms = lengths.map((length) => K1 * (1 - B + (B * length) / average))
  for (let id = 0; id < vocabulary; id++) {
    const [from, to] = [starts[id]!, starts[id + 1]!]
    const idf = Math.log(1 + (size - (to - from) + 0.5) / (to - from + 0.5))
    rarity[id] = idf
    for (let at = from; at < to; at++) {
      const count = weights[at]!
      weights[at] = idf * ((count * (K1 + 1)) / (count + norms[where[at]!]!) + DELTA)
    }
  }
  const rarest = Math.log(1 + (size + 0.5) / 0.5)

  return {
    size,
    score: (query) => addUp(postings, query, size),
    search(query, limit) {
      const scores = addUp(postings, query, size)
      const found: Found[] = []
      for (let doc = 0; doc < size; doc++) {
        const value = scores[doc]!
        if (value === 0 || (found.length >= limit && value <= found.at(-1)!.score)) continue
        let at = found.length
        while (at > 0 && found[at - 1]!.score < value) at--
        found.splice(at, 0, { doc, score: value })
        if (found.length > limit) found.pop()
      }
      return found
    },
    has: (id) => id >= 0 && starts[id + 1]! > starts[id]!,
    holds(doc, id) {
      if (id < 0) return false
      // documents stand in order within a run
      let [from, to] = [starts[id]!, starts[id + 1]!]
      while (from < to) {
        const middle = (from + to) >> 1
        if (where[middle]! < doc) from = middle + 1
        else to = middle
      }
      return from < starts[id + 1]! && where[from] === doc
    },
    idf: (id) => (id < 0 ? rarest : rarity[id]!),
  }
}
