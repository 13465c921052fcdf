import { type Bag, type Bags, createBags, sizeOf } from './faq/bags.ts'
import { createRandom, shuffle, toChances } from './faq/learn.ts'
import type { Readings } from './faq/readings.ts'
import type { Scanner } from './faq/scan.ts'
import type { Vocabulary } from './faq/vocabulary.ts'
import type { KeepModel } from './keep.ts'

/** Logistic regression over the tokens of whole sentences: what tells apart kinds of talk that are few and have many samples. */

const EPOCHS = 4
const RATE = 3
/** So many rounds, the last ones, count alike; there are no fewer. */
const AVERAGED = 4

/** What a reader of classes learns from besides its own samples, and with. */
export interface Learning {
  /** What people ask, of all topics. */
  readonly questions: readonly string[]
  readonly scanner: Scanner
  readonly readings: Readings
  /** All that decides how a text is read, but the code. */
  readonly readBy: readonly unknown[]
  readonly keep: KeepModel
}

/** So nearly right, a sample teaches nothing. */
export const KNOWN = 0.02
/** So little a class is not corrected. */
const SLIGHT = 0.005

/** What each token says for each class: those of one token side by side. `classOf` tells of which each bag is. */
export function learnClasses(
  bags: Bags,
  classOf: (bag: number) => number,
  classes: number,
  tokens: number,
  epochs = EPOCHS,
): Float32Array {
  const weights = new Float32Array(tokens * classes)
  // the mean of the last rounds hangs less on the order of the samples than the last one
  const sum = new Float32Array(weights.length)
  const misjudged = new Int32Array(classes)
  const steps = new Float64Array(classes)
  const learn = (sample: number, rate: number) => {
    const bag = bags.at(sample)
    const chances = toChances(scoresOf(bag, weights, classes))
    const right = classOf(sample)
    if (chances[right]! > 1 - KNOWN) return true
    let count = 0
    for (let one = 0; one < classes; one++) {
      const wrong = (one === right ? 1 : 0) - chances[one]!
      // most classes are out of the question at once
      if (Math.abs(wrong) < SLIGHT) continue
      misjudged[count] = one
      steps[count++] = rate * wrong
    }
    for (let token = 0; token < bag.ids.length; token++) {
      const from = bag.ids[token]! * classes
      const weight = bag.weights[token]!
      for (let at = 0; at < count; at++) weights[from + misjudged[at]!]! += steps[at]! * weight
    }
    return true
  }
  const ended = (epoch: number) => {
    if (epoch < epochs - AVERAGED) return
    for (let at = 0; at < sum.length; at++) sum[at]! += weights[at]! / AVERAGED
  }
  visit(bags.length, learn, { epochs, ended })
  return sum
}

/** So many of a list, from its first to its last. */
export const spread = <T>(all: readonly T[], most: number): T[] =>
  all.length <= most ? [...all] : Array.from({ length: most }, (_, at) => all[Math.floor((at * all.length) / most)]!)

/**
 * All samples in an order of chance, several times, with ever smaller steps; `learn` tells whether one is worth another
 * visit, `ended` hears that all were visited once more.
 */
export function visit(
  samples: number,
  learn: (sample: number, rate: number) => boolean,
  { epochs, rate = RATE, ended }: { epochs: number; rate?: number; ended(epoch: number): void },
) {
  let order = Array.from({ length: samples }, (_, at) => at)
  const random = createRandom()
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    order = order.filter((at) => learn(at, rate / Math.sqrt(1 + epoch)))
    ended(epoch)
  }
}

export function scoresOf({ ids, weights: own }: Bag, weights: Float32Array, classes: number): Float64Array {
  const scores = new Float64Array(classes)
  for (let token = 0; token < ids.length; token++) {
    const from = ids[token]! * classes
    if (from < 0) continue
    for (let one = 0; one < classes; one++) scores[one]! += own[token]! * weights[from + one]!
  }
  return scores
}

/** Tokens of which something was learned, by their hashes, and how rare each is. */
export interface Words {
  readonly hashes: Uint32Array
  readonly rarity: Float32Array
}

/** Texts by what is rare in them, shorter than length one where they hold less than `least`; `kept` are the tokens worth keeping. */
export function weigh(counted: Bags, vocabulary: Pick<Vocabulary, 'hashes' | 'size'>, least = 0) {
  const hashes = vocabulary.hashes()
  const rarity = rarityIn(counted, vocabulary.size)
  const kept = metTwice(rarity, counted.length)
  const bags = createBags(counted.length, sizeOf(counted))
  for (let at = 0; at < counted.length; at++) {
    const bag = counted.at(at)
    const room = bags.add(bag.ids.length)
    room.ids.set(bag.ids)
    fillUnit(room.weights, bag, rarity, least)
  }
  return {
    bags,
    kept,
    words: { hashes: kept.map((id) => hashes[id]!), rarity: Float32Array.from(kept, (id) => rarity[id]!) },
  }
}

/** In how few of the texts each token stands. */
function rarityIn(bags: Bags, tokens: number): Float64Array {
  const counts = new Float64Array(tokens)
  for (let at = 0; at < bags.length; at++) {
    const { ids } = bags.at(at)
    for (let token = 0; token < ids.length; token++) counts[ids[token]!]!++
  }
  return counts.map((count) => Math.log(bags.length / (count + 0.5)))
}

/** What one sentence alone had is rarely met again, and is two thirds of all: it is left out, and counts as unknown. */
function metTwice(rarity: Float64Array, samples: number): Uint32Array {
  const single = Math.log(samples / 1.5) - 1e-9
  const kept = new Uint32Array(rarity.length)
  let count = 0
  for (let id = 0; id < rarity.length; id++) if (rarity[id]! < single) kept[count++] = id
  return kept.slice(0, count)
}

/** The weights of some tokens, in their order. */
export function pick(weights: Float32Array, ids: ArrayLike<number>, classes: number): Float32Array {
  const picked = new Float32Array(ids.length * classes)
  for (let at = 0; at < ids.length; at++) {
    picked.set(weights.subarray(ids[at]! * classes, (ids[at]! + 1) * classes), at * classes)
  }
  return picked
}

/** A token no sample has, about as rare as can be. */
const UNKNOWN = 9

/** A text's tokens at length one, so that long texts and short ones say as much; those that hold less than `least` say less. */
export function toUnit(bag: Bag, rarity: Float32Array, least = 0): Bag {
  const weights = new Float32Array(bag.ids.length)
  fillUnit(weights, bag, rarity, least)
  return { ids: bag.ids, weights }
}

function fillUnit(unit: Float32Array, { ids, weights }: Bag, rarity: ArrayLike<number>, least: number): void {
  let sum = 0
  for (let at = 0; at < ids.length; at++) {
    const weight = weights[at]! * (ids[at]! < 0 ? UNKNOWN : rarity[ids[at]!]!)
    unit[at] = weight
    sum += weight * weight
  }
  const length = Math.max(Math.sqrt(sum), least) || 1
  for (let at = 0; at < ids.length; at++) unit[at]! /= length
}
