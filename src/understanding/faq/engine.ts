import type { Bag } from './bags.ts'
import { addUp, createPostings, type Postings } from './postings.ts'

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
  /** What each token weighs in each document; whoever learns better weights writes them here. */
  readonly postings: Postings
  /** How rare each token is. */
  readonly rarity: Float64Array
  /** What a token weighs in a document that holds it so many times, against once more or less. */
  saturate(count: number, doc: number): number
}

/**
 * BM25+ as in Lv & Zhai, Lower-bounding term frequency normalization
 * (https://doi.org/10.1145/2063576.2063584).
 */
export interface Saturation {
  /** How soon repeating a word says nothing new. */
  readonly k1: number
  /** How much a long document's words count less. */
  readonly b: number
  /** What holding a word is worth at least. */
  readonly delta: number
}

/** An inverted index over weighted tokens. */
export function createEngine(docs: readonly Bag[], vocabulary: number, { k1, b, delta }: Saturation): Engine {
  const size = docs.length
  const lengths = docs.map((doc) => doc.weights.reduce((sum, weight) => sum + weight, 0))
  const average = lengths.reduce((sum, length) => sum + length, 0) / size || 1
  const postings = createPostings(docs, vocabulary)
  const { starts, docs: where, weights } = postings
  const rarity = new Float64Array(vocabulary)
  const norms = Float64Array.from(lengths, (length) => k1 * (1 - b + (b * length) / average))
  const saturate = (count: number, doc: number) => (count * (k1 + 1)) / (count + norms[doc]!) + delta
  for (let id = 0; id < vocabulary; id++) {
    const [from, to] = [starts[id]!, starts[id + 1]!]
    const idf = Math.log(1 + (size - (to - from) + 0.5) / (to - from + 0.5))
    rarity[id] = idf
    for (let at = from; at < to; at++) weights[at] = idf * saturate(weights[at]!, where[at]!)
  }

  return {
    postings,
    saturate,
    score: (query) => addUp(postings, query, new Float64Array(size)),
    search(query, limit) {
      return best(addUp(postings, query, new Float64Array(size)), size, limit)
    },
    rarity,
    idf: rarityOf(rarity, size),
  }
}

/** The best of the first documents that score at all, best first. */
export function best(scores: Float64Array, documents: number, limit: number): Found[] {
  const found: Found[] = []
  for (let doc = 0; doc < documents; doc++) {
    const score = scores[doc]!
    if (score <= 0 || (found.length >= limit && score <= found.at(-1)!.score)) continue
    let at = found.length
    while (at > 0 && found[at - 1]!.score < score) at--
    found.splice(at, 0, { doc, score })
    if (found.length > limit) found.pop()
  }
  return found
}

/** How rare a token is among so many documents; one that none has is as rare as can be. */
export function rarityOf(rarity: Float64Array, documents: number): (id: number) => number {
  const rarest = Math.log(1 + (documents + 0.5) / 0.5)
  return (id) => (id < 0 ? rarest : rarity[id]!)
}
