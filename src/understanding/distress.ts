import type { Content } from '../content.ts'
import { sentencesOf } from './answers/samples.ts'
import type { Distress } from './care.ts'
import { KNOWN, type Learning, learnClasses, pick, scoresOf, toUnit, visit, weigh } from './classes.ts'
import type { Scanner } from './faq/scan.ts'
import { type Bag, createVocabulary, type Readings } from './faq/vocabulary.ts'
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
  {
    distress,
    elsewhere,
    lexicon,
    synonyms,
    intents,
    answers,
  }: Pick<Content, 'distress' | 'elsewhere' | 'lexicon' | 'synonyms' | 'intents' | 'answers'>,
  { topics, scanner, readings, dictionary, keep = (_, train) => train() }: Learning,
): DistressReader {
  const requests = [...Object.values(lexicon.commands), ...Object.values(lexicon.smallTalk)]
  const others = [
    ...distress.others,
    ...Object.values(elsewhere).flat(),
    ...requests.flatMap(({ phrases }) => phrases),
    ...Object.values(intents.intents).flat(),
    ...intents.others,
    ...sentencesOf(answers),
  ]
  const questions = topics.flatMap((topic) => topic.questions)
  const learnedFrom = JSON.stringify(['distress', distress.kinds, others, questions, synonyms, dictionary])
  return openDistress(
    keep(learnedFrom, () => trainDistress(distress.kinds, [...others, ...questions], readings)),
    scanner,
  )
}

const KINDS = CARE_KINDS.length
/** What an example of distress teaches, against one of other talk: to miss one is worse than to ask in vain. */
const DISTRESS = 3

/** Logistic regression by stochastic gradient over the tokens of whole sentences: distress or not, then which kind. */
function trainDistress(distress: Distress['kinds'], others: readonly string[], readings: Readings): TrainedDistress {
  const read = (texts: readonly string[], of?: CareKind) => texts.map((text) => ({ bag: readings.bagOf(text), of }))
  const counted = [...CARE_KINDS.flatMap((kind) => read(distress[kind] ?? [], kind)), ...read(others)]
  const { samples, kept, tokens, rarity } = weigh(counted, readings)
  const { size } = readings.vocabulary
  const alarm = new Float32Array(size)
  let bias = -1
  visit(samples, ({ bag, of: kind }, rate) => {
    const wrong = (kind ? 1 : 0) - chanceOf(bag, alarm, bias)
    if (Math.abs(wrong) < KNOWN) return false
    const step = rate * (kind ? DISTRESS : 1) * wrong
    bias += step / 10
    for (let token = 0; token < bag.ids.length; token++) alarm[bag.ids[token]!]! += step * bag.weights[token]!
    return true
  })
  const distressed = samples.flatMap(({ bag, of }) => (of ? [{ bag, of: CARE_KINDS.indexOf(of) }] : []))
  const kinds = learnClasses(distressed, KINDS, size)
  return { tokens, rarity, alarm: pick(alarm, kept, 1), bias, kinds: pick(kinds, kept, KINDS) }
}

function openDistress({ tokens, rarity, alarm, bias, kinds }: TrainedDistress, scanner: Scanner): DistressReader {
  const vocabulary = createVocabulary(tokens)
  return {
    read(text) {
      const bag = toUnit(vocabulary.look(scanner.tokensOf(text)), rarity)
      return {
        chance: chanceOf(bag, alarm, bias),
        kind() {
          const scores = scoresOf(bag, kinds, KINDS)
          return CARE_KINDS[scores.indexOf(Math.max(...scores))]!
        },
      }
    },
  }
}

function chanceOf({ ids, weights }: Bag, alarm: Float32Array, bias: number): number {
  let sum = bias
  for (let token = 0; token < ids.length; token++) if (ids[token]! >= 0) sum += weights[token]! * alarm[ids[token]!]!
  return 1 / (1 + Math.exp(-sum))
}
