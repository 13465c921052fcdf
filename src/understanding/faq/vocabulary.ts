import type { Tokens } from './tokens.ts'

/** Tokens by number: what engines count with. A number below zero is a token no document has. */
export interface Bag {
  readonly ids: Int32Array
  readonly weights: Float64Array
}

/** Hands out the tokens of a text one by one; the same one may come again. */
export type Scan = (add: (token: string, weight: number) => void) => void

export interface Vocabulary {
  /** Numbers the tokens of a document, new ones too. */
  learn(scan: Scan): Bag
  find(token: string): number
  /** Numbers the tokens of a query. */
  look(tokens: Tokens): Bag
  /** All tokens, by number. */
  tokens(): string[]
  readonly size: number
}

export function createVocabulary(known: readonly string[] = []): Vocabulary {
  const idOf = new Map(known.map((token, id) => [token, id]))
  const find = (token: string) => idOf.get(token) ?? -1
  const sums = createSums()
  return {
    learn(scan) {
      scan((token, weight) => {
        let id = idOf.get(token)
        if (id === undefined) {
          id = idOf.size
          idOf.set(token, id)
        }
        sums.add(id, weight)
      })
      return sums.take()
    },
    find,
    look(tokens) {
      const ids = Int32Array.from(tokens.keys(), find)
      return { ids, weights: Float64Array.from(tokens.values()) }
    },
    tokens: () => [...idOf.keys()],
    get size() {
      return idOf.size
    },
  }
}

/** Texts that are learned from, as bags; each is read once, whoever learns from it. */
export interface Readings {
  readonly vocabulary: Vocabulary
  bagOf(text: string): Bag
}

export function createReadings(scan: (text: string) => Scan): Readings {
  const vocabulary = createVocabulary()
  const bags = new Map<string, Bag>()
  return {
    vocabulary,
    bagOf(text) {
      const known = bags.get(text)
      if (known) return known
      const bag = vocabulary.learn(scan(text))
      bags.set(text, bag)
      return bag
    },
  }
}

/** Adds up bags, each with its own weight. */
export function addBags(parts: readonly { readonly bag: Bag; readonly weight: number }[]): Bag {
  for (const { bag, weight } of parts) {
    for (let at = 0; at < bag.ids.length; at++) together.add(bag.ids[at]!, bag.weights[at]! * weight)
  }
  return together.take()
}

/** Sums by token: an array as long as the vocabulary, used again and again, and a list of what was touched. */
function createSums() {
  let sums = new Float64Array(1 << 12)
  let touched: number[] = []
  return {
    add(id: number, weight: number) {
      if (id >= sums.length) {
        const longer = new Float64Array(id * 2)
        longer.set(sums)
        sums = longer
      }
      if (sums[id] === 0) touched.push(id)
      sums[id]! += weight
    },
    take(): Bag {
      const ids = Int32Array.from(touched)
      const weights = new Float64Array(ids.length)
      for (let at = 0; at < ids.length; at++) {
        weights[at] = sums[ids[at]!]!
        sums[ids[at]!] = 0
      }
      touched = []
      return { ids, weights }
    },
  }
}
const together = createSums()
