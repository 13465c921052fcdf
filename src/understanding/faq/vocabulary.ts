import { type Bag, makeBag } from './bags.ts'
import { hashOf } from './hash.ts'
import type { Said } from './scan.ts'

/**
 * Numbers tokens, in the order in which they come. A token is known by its
 * hash: the letters of all of them would take more room than what is learned of
 * them. Of 200,000 tokens some five pairs are taken for one.
 */
export interface Vocabulary {
  /** The number of a token, by its hash; a new one where it had none. */
  number(hash: number): number
  /** The same, but below zero where it has none. */
  find(hash: number): number
  /** Numbers the tokens of a query. */
  look(said: Pick<Said, 'hashes' | 'weights'>): Bag
  /** Of all tokens, by number; good until another one is numbered. */
  hashes(): Uint32Array
  readonly size: number
}

const FREE = 0

/** `known` are the hashes of the first tokens. */
export function createVocabulary(known: Uint32Array = new Uint32Array()): Vocabulary {
  let hashes = known
  let size = known.length
  // each token's number, plus one, where its hash points or soon behind
  let places = placesFor(hashes)

  const placeOf = (hash: number) => placeIn(places, hashes, hash)
  const find = (hash: number) => places[placeOf(hash)]! - 1
  return {
    number(hash) {
      const known = find(hash)
      if (known >= 0) return known
      if (size === hashes.length) {
        const before = hashes
        hashes = new Uint32Array(Math.max(1 << 8, 2 * size))
        hashes.set(before)
        places = placesFor(hashes, size)
      }
      places[placeOf(hash)] = size + 1
      hashes[size] = hash
      return size++
    },
    find,
    look({ hashes, weights }) {
      const ids = new Int32Array(hashes.length)
      for (let at = 0; at < ids.length; at++) ids[at] = find(hashes[at]!)
      return { ids, weights }
    },
    hashes: () => hashes.subarray(0, size),
    get size() {
      return size
    },
  }
}

/** Places for as many tokens as there is room for, at most half of them taken; the first `size` are in theirs. */
function placesFor(hashes: Uint32Array, size = hashes.length): Int32Array {
  const places = new Int32Array(2 ** Math.ceil(Math.log2(2 * hashes.length + 2)))
  for (let id = 0; id < size; id++) {
    const place = placeIn(places, hashes, hashes[id]!)
    if (places[place] === FREE) places[place] = id + 1
  }
  return places
}

/** Where a hash is, or would be. */
function placeIn(places: Int32Array, hashes: Uint32Array, hash: number): number {
  const last = places.length - 1
  let place = hash & last
  while (places[place] !== FREE && hashes[places[place]! - 1] !== hash) place = (place + 1) & last
  return place
}

/** Hands out the tokens of a text one by one; the same one may come again. */
export type Scan = (add: (token: string, weight: number) => void) => void
/** Makes room for a bag of so many tokens. */
export type MakeRoom = (length: number) => Bag

/** The tokens of a text by number, new ones too. */
export function learnBag(scan: Scan, vocabulary: Vocabulary, makeRoom: MakeRoom = makeBag): Bag {
  scan((token, weight) => sums.add(vocabulary.number(hashOf(token)), weight))
  return sums.take(makeRoom)
}

/** Adds up bags, each with its own weight. */
export function addBags(parts: readonly { readonly bag: Bag; readonly weight: number }[]): Bag {
  for (const { bag, weight } of parts) {
    for (let at = 0; at < bag.ids.length; at++) sums.add(bag.ids[at]!, bag.weights[at]! * weight)
  }
  return sums.take(makeBag)
}

/** Sums by token: an array as long as the vocabulary, used again and again, and a list of what was touched. */
const sums = (() => {
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
    take(makeRoom: MakeRoom): Bag {
      const { ids, weights } = makeRoom(touched.length)
      for (let at = 0; at < ids.length; at++) {
        ids[at] = touched[at]!
        weights[at] = sums[ids[at]!]!
        sums[ids[at]!] = 0
      }
      touched = []
      return { ids, weights }
    },
  }
})()
