import type { Content } from '../content.ts'
import { sentencesOf } from './answers/samples.ts'
import type { Distress } from './care.ts'
import { KNOWN, type Learning, learnClasses, pick, scoresOf, toUnit, visit, type Words, weigh } from './classes.ts'
import type { Bag, Bags } from './faq/bags.ts'
import type { Readings } from './faq/readings.ts'
import type { Scanner } from './faq/scan.ts'
import { createVocabulary } from './faq/vocabulary.ts'
import { CARE_KINDS, type CareKind } from './understood.ts'

/** What tells distress from other talk, as numbers that can be kept and opened again. */
interface TrainedDistress extends Words {
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
    lexicon: { commands, smallTalk },
    intents,
    answers,
  }: Pick<Content, 'distress' | 'elsewhere' | 'lexicon' | 'intents' | 'answers'>,
  { questions, scanner, readings, readBy, keep }: Learning,
): DistressReader {
  const train = () =>
    trainDistress(
      distress.kinds,
      [
        ...distress.others,
        ...Object.values(elsewhere).flat(),
        ...[...Object.values(commands), ...Object.values(smallTalk)].flatMap(({ phrases }) => phrases),
        ...Object.values(intents.intents).flat(),
        ...intents.others,
        ...sentencesOf(answers),
        ...questions,
      ],
      readings,
    )
  const samples = [distress.kinds, distress.others, elsewhere, commands, smallTalk, intents.intents, intents.others]
  const learnedFrom = ['distress', ...samples, answers.scale, answers.yesno, answers.choice, questions, ...readBy]
  return openDistress(keep(learnedFrom, train), scanner)
}

const KINDS = CARE_KINDS.length
/** What an example of distress teaches, against one of other talk: to miss one is worse than to ask in vain. */
const DISTRESS = 2
/** Smaller steps, and more of them, than where classes are learned: a sentence more or less in the content moves little. */
const EPOCHS = 8
const RATE = 2
/** What some ten letters hold. A word or two by themselves are no distress, though it is told in them: 「最後」, 「もう」. */
const WORTH_HEARING = 25

/** Logistic regression by stochastic gradient over the tokens of whole sentences: distress or not, then which kind. */
function trainDistress(distress: Distress['kinds'], others: readonly string[], readings: Readings): TrainedDistress {
  const { vocabulary } = readings
  const told = CARE_KINDS.flatMap((kind, of) => (distress[kind] ?? []).map((text) => ({ text, of })))
  const { bags, kept, words } = weigh(
    readings.bagsOf([...told.map(({ text }) => text), ...others]),
    vocabulary,
    WORTH_HEARING,
  )
  const { alarm, bias } = learnAlarm(bags, told.length, vocabulary.size)
  const distressed = { length: told.length, at: bags.at }
  const kinds = learnClasses(distressed, (bag) => told[bag]!.of, KINDS, vocabulary.size)
  return { ...words, alarm: pick(alarm, kept, 1), bias, kinds: pick(kinds, kept, KINDS) }
}

/** The first bags are distress. */
function learnAlarm(bags: Bags, distressed: number, tokens: number) {
  const alarm = new Float32Array(tokens)
  let bias = -1
  // the mean of all rounds but the first hangs less on the order of the samples
  const sum = new Float32Array(tokens)
  let biases = 0
  let rounds = 0
  const learn = (sample: number, rate: number) => {
    const bag = bags.at(sample)
    const isDistress = sample < distressed
    const wrong = (isDistress ? 1 : 0) - chanceOf(bag, alarm, bias)
    if (Math.abs(wrong) < KNOWN) return false
    const step = rate * (isDistress ? DISTRESS : 1) * wrong
    bias += step / 10
    for (let token = 0; token < bag.ids.length; token++) alarm[bag.ids[token]!]! += step * bag.weights[token]!
    return true
  }
  const ended = (epoch: number) => {
    if (epoch === 0) return
    for (let token = 0; token < tokens; token++) sum[token]! += alarm[token]!
    biases += bias
    rounds++
  }
  visit(bags.length, learn, { epochs: EPOCHS, rate: RATE, ended })
  return { alarm: sum.map((weight) => weight / rounds), bias: biases / rounds }
}

/** Apart, so that what was read to learn from is not kept with the reader. */
function openDistress({ hashes, rarity, alarm, bias, kinds }: TrainedDistress, scanner: Scanner): DistressReader {
  const vocabulary = createVocabulary(hashes)
  return {
    read(text) {
      const bag = toUnit(vocabulary.look(scanner.read(text)), rarity, WORTH_HEARING)
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
