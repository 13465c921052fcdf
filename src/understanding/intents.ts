import { z } from 'zod'
import { COMMANDS } from '../../flows/vocabulary.ts'
import type { Content } from '../content.ts'
import { type Learning, learnClasses, pick, scoresOf, toUnit, weigh } from './classes.ts'
import { toChances } from './faq/learn.ts'
import { createVocabulary, type Readings } from './faq/vocabulary.ts'

const INTENTS = [...COMMANDS, 'yes', 'no'] as const
export type SampledIntent = (typeof INTENTS)[number]

/** `content/intents.yaml`: how people put what they want of the bot, in whole sentences; and what only sounds like it. */
export const intentsSchema = z.strictObject({
  intents: z.partialRecord(z.enum(INTENTS), z.array(z.string().min(1))),
  others: z.array(z.string().min(1)),
})
export type Intents = z.infer<typeof intentsSchema>

interface Trained {
  readonly tokens: readonly string[]
  readonly rarity: Float64Array
  readonly weights: Float32Array
}

export interface IntentReader {
  /** The likeliest of those that make sense, and how likely it is, 0 to 1, that a text means it and nothing else. */
  read(text: string, makesSense: (intent: SampledIntent) => boolean): { intent: SampledIntent; chance: number }
}

/** Tells what is wanted where none of the lexicon's words for it are met. */
export function createIntentReader(
  { intents, distress, elsewhere, synonyms }: Pick<Content, 'intents' | 'distress' | 'elsewhere' | 'synonyms'>,
  { topics, scanner, readings, dictionary, keep = (_, train) => train() }: Learning,
): IntentReader {
  const others = [...intents.others, ...distress.others, ...Object.values(elsewhere).flat()]
  const questions = topics.flatMap((topic) => topic.questions)
  const learnedFrom = JSON.stringify(['intents', intents.intents, others, questions, synonyms, dictionary])
  const { tokens, rarity, weights } = keep(learnedFrom, () => train(intents, [...others, ...questions], readings))
  const vocabulary = createVocabulary(tokens)
  return {
    read(text, makesSense) {
      const bag = toUnit(vocabulary.look(scanner.tokensOf(text)), rarity)
      const chances = toChances(scoresOf(bag, weights, CLASSES))
      let best: { intent: SampledIntent; chance: number } = { intent: INTENTS[0], chance: 0 }
      let sensible = chances[OTHER]!
      INTENTS.forEach((intent, at) => {
        if (!makesSense(intent)) return
        sensible += chances[at]!
        if (chances[at]! > best.chance) best = { intent, chance: chances[at]! }
      })
      return { ...best, chance: best.chance / sensible }
    },
  }
}

/** None of them. */
const OTHER = INTENTS.length
const CLASSES = INTENTS.length + 1

function train({ intents }: Intents, others: readonly string[], readings: Readings): Trained {
  const read = (texts: readonly string[], of: number) => texts.map((text) => ({ bag: readings.bagOf(text), of }))
  const counted = [...INTENTS.flatMap((intent, at) => read(intents[intent] ?? [], at)), ...read(others, OTHER)]
  const { samples, kept, tokens, rarity } = weigh(counted, readings)
  return { tokens, rarity, weights: pick(learnClasses(samples, CLASSES, readings.vocabulary.size), kept, CLASSES) }
}
