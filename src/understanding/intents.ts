import { z } from 'zod'
import { COMMANDS } from '../../flows/vocabulary.ts'
import type { Content } from '../content.ts'
import { type Learning, learnClasses, pick, scoresOf, toUnit, type Words, weigh } from './classes.ts'
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
   * The likeliest of those that make sense, and how likely it is, 0 to 1, that a text means it and nothing else. What a
   * text says more surely, though it makes no sense here, makes no other likelier.
   */
  read(text: string, makesSense: (intent: SampledIntent) => boolean): { intent: SampledIntent; chance: number }
}

/** Tells what is wanted where none of the lexicon's words for it are met. */
export function createIntentReader(
  { intents, distress, elsewhere }: Pick<Content, 'intents' | 'distress' | 'elsewhere'>,
  { questions, scanner, readings, readBy, keep }: Learning,
): IntentReader {
  const train = () =>
    trainIntents(intents, [...distress.others, ...Object.values(elsewhere).flat(), ...questions], readings)
  const samples = [intents.intents, intents.others, distress.others, elsewhere, questions]
  const learnedFrom = ['intents', ...samples, ...readBy]
  return openIntents(keep(learnedFrom, train), scanner)
}

/** None of them. */
const OTHER = INTENTS.length
const CLASSES = INTENTS.length + 1

function trainIntents({ intents, others }: Intents, moreOthers: readonly string[], readings: Readings): Trained {
  const { vocabulary } = readings
  const known = INTENTS.flatMap((intent, of) => (intents[intent] ?? []).map((text) => ({ text, of })))
  const texts = [...known.map(({ text }) => text), ...others, ...moreOthers]
  const { bags, kept, words } = weigh(readings.bagsOf(texts), vocabulary)
  const weights = learnClasses(bags, (bag) => known[bag]?.of ?? OTHER, CLASSES, vocabulary.size)
  return { ...words, weights: pick(weights, kept, CLASSES) }
}

/** Apart, so that what was read to learn from is not kept with the reader. */
function openIntents({ hashes, rarity, weights }: Trained, scanner: Scanner): IntentReader {
  const vocabulary = createVocabulary(hashes)
  return {
    read(text, makesSense) {
      const bag = toUnit(vocabulary.look(scanner.read(text)), rarity)
      const chances = toChances(scoresOf(bag, weights, CLASSES))
      let best: { intent: SampledIntent; chance: number } = { intent: INTENTS[0], chance: 0 }
      let sensible = chances[OTHER]!
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
