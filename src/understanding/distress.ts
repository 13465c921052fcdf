import type { Content } from '../content.ts'
import type { Distress } from './care.ts'
import type { FaqEntry } from './faq/entry.ts'
import { createRandom, shuffle, toChances } from './faq/learn.ts'
import type { Scanner } from './faq/scan.ts'
import { type Bag, createVocabulary, type Readings } from './faq/vocabulary.ts'
import type { KeepModel } from './keep.ts'
import { CARE_KINDS, type CareKind } from './understood.ts'

/** What tells distress from other talk, as numbers that can be kept and opened again. */
interface TrainedDistress {
  readonly tokens: readonly string[]
  /** How rare each token is. */
  readonly rarity: Float64Array
  /** What each token says for distress, of whatever kind. */
  readonly alarm: Float32Array
  readonly bias: number
  /** What each token says for each kind: those of one token side by side. */
  readonly kinds: Float32Array
}

export interface DistressReader {
  /** How likely a text tells of distress, 0 to 1, and of which kind if it does. */
  read(text: string): { readonly chance: number; readonly kind: () => CareKind }
}

/** Tells distress where no phrase of `care.yaml` is met. */
export function createDistressReader(
  { distress, elsewhere, lexicon, synonyms }: Pick<Content, 'distress' | 'elsewhere' | 'lexicon' | 'synonyms'>,
  topics: readonly FaqEntry[],
  scanner: Scanner,
  readings: Readings,
  dictionary: string | undefined,
  keep: KeepModel = (_, train) => train(),
): DistressReader {
  const requests = [...Object.values(lexicon.commands), ...Object.values(lexicon.smallTalk)]
  const others = [...distress.others, ...Object.values(elsewhere).flat(), ...requests.flatMap(({ phrases }) => phrases)]
  const questions = topics.flatMap((topic) => topic.questions)
  const learnedFrom = JSON.stringify(['distress', distress.kinds, others, questions, synonyms, dictionary])
  return openDistress(
    keep(learnedFrom, () => trainDistress(distress.kinds, [...others, ...questions], readings)),
    scanner,
  )
}

const KINDS = CARE_KINDS.length
const EPOCHS = 6
const RATE = 3
/** What an example of distress teaches, against one of other talk: to miss one is worse than to ask in vain. */
const DISTRESS = 3
/** So nearly right, an example teaches nothing. */
const KNOWN = 0.02

interface Example {
  readonly bag: Bag
  /** Undefined: other talk. */
  readonly kind: CareKind | undefined
}

/** Logistic regression by stochastic gradient over the tokens of whole sentences: distress or not, then which kind. */
function trainDistress(
  distress: Distress['kinds'],
  others: readonly string[],
  { vocabulary, bagOf }: Readings,
): TrainedDistress {
  const read = (texts: readonly string[], kind?: CareKind) => texts.map((text) => ({ bag: bagOf(text), kind }))
  const counted = [...CARE_KINDS.flatMap((kind) => read(distress[kind] ?? [], kind)), ...read(others)]
  const rarity = rarityIn(
    counted.map(({ bag }) => bag),
    vocabulary.size,
  )
  const examples = counted.map(({ bag, kind }) => ({ bag: toUnit(bag, rarity), kind }))
  const alarm = new Float32Array(vocabulary.size)
  let bias = -1
  visit(examples, ({ bag, kind }, rate) => {
    const wrong = (kind ? 1 : 0) - chanceOf(bag, alarm, bias)
    if (Math.abs(wrong) < KNOWN) return
    const step = rate * (kind ? DISTRESS : 1) * wrong
    bias += step / 10
    for (let token = 0; token < bag.ids.length; token++) alarm[bag.ids[token]!]! += step * bag.weights[token]!
  })
  const kinds = new Float32Array(vocabulary.size * KINDS)
  visit(
    examples.filter(({ kind }) => kind),
    ({ bag, kind }, rate) => {
      const chances = toChances(scoresOf(bag, kinds))
      for (let token = 0; token < bag.ids.length; token++) {
        const from = bag.ids[token]! * KINDS
        const step = rate * bag.weights[token]!
        CARE_KINDS.forEach((one, at) => {
          kinds[from + at]! += step * ((one === kind ? 1 : 0) - chances[at]!)
        })
      }
    },
  )
  return withoutSingles({ tokens: vocabulary.tokens(), rarity, alarm, bias, kinds }, examples.length)
}

/** What one sentence alone had is rarely met again, and is two thirds of all: it is left out, and counts as unknown. */
function withoutSingles({ tokens, rarity, alarm, bias, kinds }: TrainedDistress, examples: number): TrainedDistress {
  const single = Math.log(examples / 1.5) - 1e-9
  const kept = tokens.map((_, id) => id).filter((id) => rarity[id]! < single)
  const keptKinds = new Float32Array(kept.length * KINDS)
  kept.forEach((id, at) => {
    keptKinds.set(kinds.subarray(id * KINDS, (id + 1) * KINDS), at * KINDS)
  })
  return {
    tokens: kept.map((id) => tokens[id]!),
    rarity: Float64Array.from(kept, (id) => rarity[id]!),
    alarm: Float32Array.from(kept, (id) => alarm[id]!),
    bias,
    kinds: keptKinds,
  }
}

/** All examples in an order of chance, several times, with ever smaller steps. */
function visit(examples: readonly Example[], learn: (example: Example, rate: number) => void) {
  const order = examples.map((_, at) => at)
  const random = createRandom()
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    for (const at of order) learn(examples[at]!, RATE / (1 + epoch))
  }
}

function openDistress({ tokens, rarity, alarm, bias, kinds }: TrainedDistress, scanner: Scanner): DistressReader {
  const vocabulary = createVocabulary(tokens)
  return {
    read(text) {
      const bag = toUnit(vocabulary.look(scanner.tokensOf(text)), rarity)
      return {
        chance: chanceOf(bag, alarm, bias),
        kind() {
          const scores = scoresOf(bag, kinds)
          return CARE_KINDS[scores.indexOf(Math.max(...scores))]!
        },
      }
    },
  }
}

/** In how few of the texts each token stands. */
function rarityIn(bags: readonly Bag[], vocabulary: number): Float64Array {
  const counts = new Float64Array(vocabulary)
  for (const { ids } of bags) for (let at = 0; at < ids.length; at++) counts[ids[at]!]!++
  return counts.map((count) => Math.log(bags.length / (count + 0.5)))
}

/** A token no example has, about as rare as can be. */
const UNKNOWN = 9

/** A text's tokens at length one, so that long texts and short ones say as much. */
function toUnit({ ids, weights }: Bag, rarity: Float64Array): Bag {
  const unit = weights.map((weight, at) => weight * (ids[at]! < 0 ? UNKNOWN : rarity[ids[at]!]!))
  const length = Math.sqrt(unit.reduce((sum, weight) => sum + weight * weight, 0)) || 1
  return { ids, weights: unit.map((weight) => weight / length) }
}

function chanceOf({ ids, weights }: Bag, alarm: Float32Array, bias: number): number {
  let sum = bias
  for (let token = 0; token < ids.length; token++) if (ids[token]! >= 0) sum += weights[token]! * alarm[ids[token]!]!
  return 1 / (1 + Math.exp(-sum))
}

function scoresOf({ ids, weights }: Bag, kinds: Float32Array): Float64Array {
  const scores = new Float64Array(KINDS)
  for (let token = 0; token < ids.length; token++) {
    const from = ids[token]! * KINDS
    if (from < 0) continue
    for (let kind = 0; kind < KINDS; kind++) scores[kind]! += weights[token]! * kinds[from + kind]!
  }
  return scores
}
