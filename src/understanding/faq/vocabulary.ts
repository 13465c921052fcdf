import type { Tokens } from './tokens.ts'

/** Tokens by number: what engines count with. A number below zero is a token no document has. */
export interface Bag {
  readonly ids: Int32Array
  readonly weights: Float64Array
}

export interface Vocabulary {
  /** Numbers the tokens of a document, new ones too. */
  learn(tokens: Tokens): Bag
  find(token: string): number
  /** Numbers the tokens of a query. */
  look(tokens: Tokens): Bag
  readonly size: number
}

export function createVocabulary(): Vocabulary {
  const idOf = new Map<string, number>()
  const bagOf = (tokens: Tokens, number: (token: string) => number): Bag => {
    const ids = new Int32Array(tokens.size)
    const weights = new Float64Array(tokens.size)
    let at = 0
    for (const [token, weight] of tokens) {
      ids[at] = number(token)
      weights[at++] = weight
    }
    return { ids, weights }
  }
  const find = (token: string) => idOf.get(token) ?? -1
  return {
    learn: (tokens) =>
      bagOf(tokens, (token) => {
        let id = idOf.get(token)
        if (id === undefined) {
          id = idOf.size
          idOf.set(token, id)
        }
        return id
      }),
    find,
    look: (tokens) => bagOf(tokens, find),
    get size() {
      return idOf.size
    },
  }
}

/** Adds up bags, each with its own weight. */
export function addBags(parts: readonly { readonly bag: Bag; readonly weight: number }[], size: number): Bag {
  if (scratch.length < size) scratch = new Float64Array(size)
  const sums = scratch
  const touched: number[] = []
  for (const { bag, weight } of parts) {
    for (let at = 0; at < bag.ids.length; at++) {
      const id = bag.ids[at]!
      if (sums[id] === 0) touched.push(id)
      sums[id]! += bag.weights[at]! * weight
    }
  }
  const ids = Int32Array.from(touched)
  const weights = new Float64Array(ids.length)
  for (let at = 0; at < ids.length; at++) {
    weights[at] = sums[ids[at]!]!
    sums[ids[at]!] = 0
  }
  return { ids, weights }
}

/** Sums by token, all zero between calls. */
let scratch = new Float64Array(0)
