import type { Bag } from './bags.ts'
import { addUp, type Postings, placeOf } from './postings.ts'

/** A way of asking for a document, and what each of its tokens is worth there without this very example. */
export interface Example {
  readonly doc: number
  readonly bag: Bag
  /** For each token, 0 where the document has it from this example alone, 1 where it hardly matters. */
  readonly without: Float32Array
}

const RATE = 1.2
/** So often all examples are gone through, with ever smaller steps: more fits what is there, and finds new topics less. */
const EPOCHS = 2
/** So much more an example of a topic with few of them may teach. */
const MOST_WEIGHT = 15
/** Found so surely, an example teaches nothing new. */
const KNOWN = 0.95
/** Work at a start: postings touched. With thousands of topics only as many examples are learned from as fit. */
const MOST = 40_000_000

/**
 * Learns from the examples what each token says for and against each document:
 * logistic regression by stochastic gradient, begun at what the weights are.
 *
 * An example is part of its own document, so taken as it is it would always be
 * found and teach nothing. It is asked as if the document did not hold it.
 */
export function learn(postings: Postings, examples: readonly Example[], documents: number): void {
  const { starts, docs, weights } = postings
  const order = examples.map((_, at) => at)
  const counts = new Float64Array(documents)
  for (const { doc } of examples) counts[doc]!++
  const usual = examples.length / documents
  const blame = new Float64Array(documents)
  const random = createRandom()
  let work = 0
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    for (const at of order) {
      if (work > MOST) return
      const { doc } = examples[at]!
      const rate = (RATE / (1 + epoch)) * Math.min(MOST_WEIGHT, usual / counts[doc]!)
      work += learnOne(examples[at]!, rate)
    }
  }

  /** Returns how many postings it touched. */
  function learnOne({ doc, bag, without }: Example, rate: number): number {
    const scores = addUp(postings, bag, blame.fill(0))
    for (let token = 0; token < bag.ids.length; token++) {
      const own = placeOf(postings, bag.ids[token]!, doc)
      scores[doc]! -= (1 - without[token]!) * bag.weights[token]! * weights[own]!
    }
    toChances(scores)
    if (scores[doc]! > KNOWN) return documents
    for (let other = 0; other < documents; other++) blame[other] = -rate * scores[other]!
    blame[doc]! += rate
    let touched = documents
    for (let token = 0; token < bag.ids.length; token++) {
      const id = bag.ids[token]!
      const weight = bag.weights[token]!
      const end = starts[id + 1]!
      for (let place = starts[id]!; place < end; place++) {
        const which = docs[place]!
        weights[place]! += weight * blame[which]! * (which === doc ? without[token]! : 1)
      }
      touched += end - starts[id]!
    }
    return touched
  }
}

/** Turns scores into chances that add up to one. */
export function toChances(scores: Float64Array): Float64Array {
  let most = -Infinity
  for (let at = 0; at < scores.length; at++) if (scores[at]! > most) most = scores[at]!
  let sum = 0
  for (let at = 0; at < scores.length; at++) {
    scores[at] = Math.exp(scores[at]! - most)
    sum += scores[at]!
  }
  for (let at = 0; at < scores.length; at++) scores[at]! /= sum
  return scores
}

/** The same order at every start: two nodes must answer alike. */
export function createRandom(): () => number {
  let seed = 7
  return () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    return seed / 0x80000000
  }
}

export function shuffle(list: number[], random: () => number) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[list[at], list[other]] = [list[other]!, list[at]!]
  }
}
