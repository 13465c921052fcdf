import { type Bag, type Bags, createBags } from './bags.ts'
import { createVocabulary, learnBag, type MakeRoom, type Scan, type Vocabulary } from './vocabulary.ts'

/** Texts that are learned from, as bags; each is read once, whoever learns from it. */
export interface Readings {
  readonly vocabulary: Vocabulary
  bagOf(text: string): Bag
  bagsOf(texts: readonly string[]): Bags
  /** All that was asked for, to be recalled at the next start; undefined where nothing of it was read anew. */
  toKeep(): KeptReadings | undefined
}

/** What texts hold, as numbers and texts that can be kept: the bags of all in one row. */
export interface KeptReadings {
  readonly texts: readonly string[]
  readonly hashes: Uint32Array
  /** Where the bag of each text ends. */
  readonly ends: Uint32Array
  readonly ids: Int32Array
  readonly weights: Float32Array
}

/** A text that is recalled need not be read: an editor changes a few of thousands. */
export function createReadings(
  scan: (text: string) => Scan,
  recall: () => KeptReadings | undefined = () => undefined,
): Readings {
  const vocabulary = createVocabulary()
  const bags = createBags()
  const places = new Map<string, number>()
  let recalled: ((text: string, makeRoom: MakeRoom) => boolean) | undefined
  let isRead = false
  function placeOf(text: string): number {
    const known = places.get(text)
    if (known !== undefined) return known
    recalled ??= reopen(recall(), vocabulary)
    if (!recalled(text, bags.add)) {
      isRead = true
      learnBag(scan(text), vocabulary, bags.add)
    }
    places.set(text, bags.length - 1)
    return bags.length - 1
  }
  return {
    vocabulary,
    bagOf: (text) => bags.at(placeOf(text)),
    bagsOf(texts) {
      const own = Uint32Array.from(texts, placeOf)
      return { length: own.length, at: (place) => bags.at(own[place]!) }
    },
    toKeep: () => (isRead ? { texts: [...places.keys()], hashes: vocabulary.hashes(), ...bags.row() } : undefined),
  }
}

/** Gives bags their numbers in `vocabulary`: the same as if their texts were read now. */
function reopen(kept: KeptReadings | undefined, vocabulary: Vocabulary): (text: string, makeRoom: MakeRoom) => boolean {
  if (!kept) return () => false
  const { texts, hashes, ends, ids, weights } = kept
  const placeOf = new Map(texts.map((text, at) => [text, at]))
  const numbers = new Int32Array(hashes.length).fill(-1)
  return (text, makeRoom) => {
    const place = placeOf.get(text)
    if (place === undefined) return false
    const [from, to] = [ends[place - 1] ?? 0, ends[place]!]
    const own = makeRoom(to - from)
    for (let at = 0; at < own.ids.length; at++) {
      const id = ids[from + at]!
      if (numbers[id]! < 0) numbers[id] = vocabulary.number(hashes[id]!)
      own.ids[at] = numbers[id]!
    }
    own.weights.set(weights.subarray(from, to))
    return true
  }
}
