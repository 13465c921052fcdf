import type { FaqEntry } from './faq/entry.ts'
import { createRandom, shuffle, toChances } from './faq/learn.ts'
import type { Scanner } from './faq/scan.ts'
import type { Bag, Readings } from './faq/vocabulary.ts'
import type { KeepModel } from './keep.ts'

/** Logistic regression over the tokens of whole sentences: what tells apart kinds of talk that are few and have many samples. */

const EPOCHS = 4
const RATE = 3

/** What a reader of classes learns from besides its own samples, and with. */
export interface Learning {
  readonly topics: readonly FaqEntry[]
  readonly scanner: Scanner
  readonly readings: Readings
  /** Undefined where none could be loaded. */
  readonly dictionary: string | undefined
  readonly keep: KeepModel | undefined
}

export interface Sample {
  readonly bag: Bag
  /** Which of the classes, by number. */
  readonly of: number
}

/** So nearly right, a sample teaches nothing. */
export const KNOWN = 0.02
/** So little a class is not corrected. */
const SLIGHT = 0.005

/** What each token says for each class: those of one token side by side. */
export function learnClasses(samples: readonly Sample[], classes: number, tokens: number): Float32Array {
  const weights = new Float32Array(tokens * classes)
  const misjudged = new Int32Array(classes)
  const steps = new Float64Array(classes)
  visit(samples, ({ bag, of }, rate) => {
    const chances = toChances(scoresOf(bag, weights, classes))
    if (chances[of]! > 1 - KNOWN) return true
    let count = 0
    for (let one = 0; one < classes; one++) {
      const wrong = (one === of ? 1 : 0) - chances[one]!
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
  })
  return weights
}

/** All samples in an order of chance, several times, with ever smaller steps; `learn` tells whether one is worth another visit. */
export function visit<T>(samples: readonly T[], learn: (sample: T, rate: number) => boolean) {
  let order = samples.map((_, at) => at)
  const random = createRandom()
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    order = order.filter((at) => learn(samples[at]!, RATE / (1 + epoch)))
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

/** Texts by what is rare in them. `kept` are the tokens worth keeping, `rarity` tells how rare each is. */
export function weigh<Of>(
  counted: readonly { readonly bag: Bag; readonly of: Of }[],
  { vocabulary }: { readonly vocabulary: Pick<Readings['vocabulary'], 'size' | 'tokens'> },
) {
  const rarity = rarityIn(
    counted.map(({ bag }) => bag),
    vocabulary.size,
  )
  const tokens = vocabulary.tokens()
  const kept = metTwice(rarity, counted.length)
  return {
    samples: counted.map(({ bag, of }) => ({ bag: toUnit(bag, rarity), of })),
    kept,
    tokens: kept.map((id) => tokens[id]!),
    rarity: Float64Array.from(kept, (id) => rarity[id]!),
  }
}

/** In how few of the texts each token stands. */
function rarityIn(bags: readonly Bag[], tokens: number): Float64Array {
  const counts = new Float64Array(tokens)
  for (const { ids } of bags) for (let at = 0; at < ids.length; at++) counts[ids[at]!]!++
  return counts.map((count) => Math.log(bags.length / (count + 0.5)))
}

/** What one sentence alone had is rarely met again, and is two thirds of all: it is left out, and counts as unknown. */
function metTwice(rarity: Float64Array, samples: number): number[] {
  const single = Math.log(samples / 1.5) - 1e-9
  return [...rarity.keys()].filter((id) => rarity[id]! < single)
}

/** The weights of some tokens, in their order. */
export function pick(weights: Float32Array, ids: readonly number[], classes: number): Float32Array {
  const picked = new Float32Array(ids.length * classes)
  ids.forEach((id, at) => {
    picked.set(weights.subarray(id * classes, (id + 1) * classes), at * classes)
  })
  return picked
}

/** A token no sample has, about as rare as can be. */
const UNKNOWN = 9

/** A text's tokens at length one, so that long texts and short ones say as much. */
export function toUnit({ ids, weights }: Bag, rarity: Float64Array): Bag {
  const unit = weights.map((weight, at) => weight * (ids[at]! < 0 ? UNKNOWN : rarity[ids[at]!]!))
  const length = Math.sqrt(unit.reduce((sum, weight) => sum + weight * weight, 0)) || 1
  return { ids, weights: unit.map((weight) => weight / length) }
}
