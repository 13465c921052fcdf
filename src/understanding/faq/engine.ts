import type { Tokens } from './tokens.ts'

/** A document found, by its place in the list it was built from. */
export interface Found {
  readonly doc: number
  readonly score: number
}

export interface Engine {
  /** Scores of all documents that share a token with the query; zero for the others. */
  score(query: Tokens): Float64Array
  /** The best documents, best first. */
  search(query: Tokens, limit: number): Found[]
  /** How rare a token is; a token no document has is as rare as can be. */
  idf(token: string): number
  has(token: string): boolean
  readonly size: number
}

/** BM25+ as in Lv & Zhai, Lower-bounding term frequency normalization (https://doi.org/10.1145/2063576.2063584). */
const K1 = 0.9
const B = 0.75
const DELTA = 0.5

/** An inverted index over weighted tokens. */
export function createEngine(docs: readonly Tokens[]): Engine {
  const size = docs.length
  const lengths = new Float64Array(size)
  const raw = new Map<string, { docs: number[]; counts: number[] }>()
  let total = 0
  for (let doc = 0; doc < size; doc++) {
    for (const [token, count] of docs[doc]!) {
      let posting = raw.get(token)
      if (!posting) {
        posting = { docs: [], counts: [] }
        raw.set(token, posting)
      }
      posting.docs.push(doc)
      posting.counts.push(count)
      lengths[doc]! += count
    }
    total += lengths[doc]!
  }
  const average = size === 0 ? 1 : total / size || 1
  const maxIdf = Math.log(1 + (size + 0.5) / 0.5)
  const postings = new Map<string, { docs: Int32Array; weights: Float64Array; idf: number }>()
  for (const [token, { docs: where, counts }] of raw) {
    const idf = Math.log(1 + (size - where.length + 0.5) / (where.length + 0.5))
    const weights = new Float64Array(where.length)
    for (let at = 0; at < where.length; at++) {
      const count = counts[at]!
      const norm = K1 * (1 - B + (B * lengths[where[at]!]!) / average)
      weights[at] = idf * ((count * (K1 + 1)) / (count + norm) + DELTA)
    }
    postings.set(token, { docs: Int32Array.from(where), weights, idf })
  }

  function score(query: Tokens): Float64Array {
    const scores = new Float64Array(size)
    for (const [token, count] of query) {
      const posting = postings.get(token)
      if (!posting) continue
      const { docs: where, weights } = posting
      for (let at = 0; at < where.length; at++) scores[where[at]!]! += count * weights[at]!
    }
    return scores
  }

  return {
    size,
    score,
    search(query, limit) {
      const scores = score(query)
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
    has: (token) => postings.has(token),
    idf: (token) => postings.get(token)?.idf ?? maxIdf,
  }
}
