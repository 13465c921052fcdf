import { z } from 'zod'
import { COMMANDS } from '../../flows/vocabulary.ts'
import type { Content } from '../content.ts'
import { degreesIn } from './answers/samples.ts'
import { type Learning, learnClasses, pick, scoresOf, spread, toUnit, type Words, weigh } from './classes.ts'
import { toChances } from './faq/learn.ts'
import type { Readings } from './faq/readings.ts'
import type { Scanner } from './faq/scan.ts'
import { createVocabulary } from './faq/vocabulary.ts'

const INTENTS = [...COMMANDS, 'yes', 'no'] as const
export type SampledIntent = (typeof INTENTS)[number]

/** `content/intents.yaml`: how people put what they want of the bot, in whole sentences; and what only sounds like it. */
export const intentsSchema = z.strictObject({
  intents: z.partialRecord(z.enum(INTENTS), z.array(z.string().min(1))),
  others: z.array(z.string().min(1)),
})
export type Intents = z.infer<typeof intentsSchema>

interface Trained extends Words {
  readonly weights: Float32Array
}

export interface IntentReader {
  /**
   * The likeliest of those that make sense, and how likely it is, 0 to 1, that a text means it and nothing else; where an
   * item of the questionnaire waits, it may be an answer to it. What a text says more surely, though it makes no sense
   * here, makes no other likelier.
   */
  read(
    text: string,
    makesSense: (intent: SampledIntent) => boolean,
    isItemAsked: boolean,
  ): { intent: SampledIntent; chance: number }
}

/** Tells what is wanted where none of the lexicon's words for it are met. */
export function createIntentReader(
  { intents, distress, elsewhere, answers }: Pick<Content, 'intents' | 'distress' | 'elsewhere' | 'answers'>,
  { questions, scanner, readings, readBy, keep }: Learning,
): IntentReader {
  const told = spread(degreesIn(answers), ANSWERS)
  const train = () =>
    trainIntents(intents, told, [...distress.others, ...Object.values(elsewhere).flat(), ...questions], readings)
  const samples = [intents.intents, intents.others, told, distress.others, elsewhere, questions]
  const learnedFrom = ['intents', ...samples, ...readBy]
  return openIntents(keep(learnedFrom, train), scanner)
}

/** An answer to an item, which is none of them, and is looked for only there: 「飽きます」 means to leave elsewhere. */
const ANSWER = INTENTS.length
/** None of all. */
const OTHER = INTENTS.length + 1
const CLASSES = INTENTS.length + 2
/** So many answers are taught: with more, what requests are told by would be rarer than it is. */
const ANSWERS = 2_000

function trainIntents(
  { intents, others }: Intents,
  answers: readonly string[],
  moreOthers: readonly string[],
  readings: Readings,
): Trained {
  const { vocabulary } = readings
  const known = [
    ...INTENTS.flatMap((intent, of) => (intents[intent] ?? []).map((text) => ({ text, of }))),
    ...answers.map((text) => ({ text, of: ANSWER })),
  ]
  const texts = [...known.map(({ text }) => text), ...others, ...moreOthers]
  const { bags, kept, words } = weigh(readings.bagsOf(texts), vocabulary)
  const weights = learnClasses(bags, (bag) => known[bag]?.of ?? OTHER, CLASSES, vocabulary.size)
  return { ...words, weights: pick(weights, kept, CLASSES) }
}

/** Apart, so that what was read to learn from is not kept with the reader. */
function openIntents({ hashes, rarity, weights }: Trained, scanner: Scanner): IntentReader {
  const vocabulary = createVocabulary(hashes)
  return {
    read(text, makesSense, isItemAsked) {
      const bag = toUnit(vocabulary.look(scanner.read(text)), rarity)
      const chances = toChances(scoresOf(bag, weights, CLASSES))
      let best: { intent: SampledIntent; chance: number } = { intent: INTENTS[0], chance: 0 }
      let sensible = chances[OTHER]! + (isItemAsked ? chances[ANSWER]! : 0)
      let senseless = 0
      INTENTS.forEach((intent, at) => {
        if (!makesSense(intent)) {
          senseless = Math.max(senseless, chances[at]!)
          return
        }
        sensible += chances[at]!
        if (chances[at]! > best.chance) best = { intent, chance: chances[at]! }
      })
      return senseless > best.chance ? best : { ...best, chance: best.chance / sensible }
    },
  }
}
