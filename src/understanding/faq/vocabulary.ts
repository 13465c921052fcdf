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
  /** The number of a token, a new one where it had none. */
  number(token: string): number
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
  const number = (token: string) => {
    let id = idOf.get(token)
    if (id === undefined) {
      id = idOf.size
      idOf.set(token, id)
    }
    return id
  }
  const sums = createSums()
  return {
    learn(scan) {
      scan((token, weight) => sums.add(number(token), weight))
      return sums.take()
    },
    number,
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
  /** All that was asked for, to be recalled at the next start; undefined where nothing of it was read anew. */
  toKeep(): KeptReadings | undefined
}

/** What texts hold, as numbers and texts that can be kept: the bags of all in one row. */
export interface KeptReadings {
  readonly texts: readonly string[]
  readonly tokens: readonly string[]
  /** Where the bag of each text ends. */
  readonly ends: Uint32Array
  readonly ids: Uint32Array
  readonly weights: Float64Array
}

/** A text that is recalled need not be read: an editor changes a few of thousands. */
export function createReadings(
  scan: (text: string) => Scan,
  recall: () => KeptReadings | undefined = () => undefined,
): Readings {
  const vocabulary = createVocabulary()
  const bags = new Map<string, Bag>()
  let recalled: ((text: string) => Bag | undefined) | undefined
  let isRead = false
  return {
    vocabulary,
    bagOf(text) {
      const known = bags.get(text)
      if (known) return known
      recalled ??= reopen(recall(), vocabulary)
      const kept = recalled(text)
      if (!kept) isRead = true
      const bag = kept ?? vocabulary.learn(scan(text))
      bags.set(text, bag)
      return bag
    },
    toKeep() {
      if (!isRead) return undefined
      const all = [...bags.values()]
      const ends = new Uint32Array(all.length)
      all.forEach(({ ids }, at) => {
        ends[at] = (ends[at - 1] ?? 0) + ids.length
      })
      const ids = new Uint32Array(ends.at(-1) ?? 0)
      const weights = new Float64Array(ids.length)
      all.forEach((bag, at) => {
        ids.set(bag.ids, ends[at - 1] ?? 0)
        weights.set(bag.weights, ends[at - 1] ?? 0)
      })
      return { texts: [...bags.keys()], tokens: vocabulary.tokens(), ends, ids, weights }
    },
  }
}

/** Gives bags their numbers in `vocabulary`: the same as if their texts were read now. */
function reopen(kept: KeptReadings | undefined, vocabulary: Vocabulary): (text: string) => Bag | undefined {
  if (!kept) return () => undefined
  const { texts, tokens, ends, ids, weights } = kept
  const placeOf = new Map(texts.map((text, at) => [text, at]))
  const numbers = new Int32Array(tokens.length).fill(-1)
  return (text) => {
    const place = placeOf.get(text)
    if (place === undefined) return undefined
    const [from, to] = [ends[place - 1] ?? 0, ends[place]!]
    const own = new Int32Array(to - from)
    for (let at = 0; at < own.length; at++) {
      const id = ids[from + at]!
      if (numbers[id]! < 0) numbers[id] = vocabulary.number(tokens[id]!)
      own[at] = numbers[id]!
    }
    return { ids: own, weights: weights.slice(from, to) }
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
