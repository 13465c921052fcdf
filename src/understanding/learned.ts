import type { Content } from '../content.ts'
import { topicsAsAsked } from '../locales.ts'
import { createChoiceReader } from './answers/choices.ts'
import { createDegreeReader } from './answers/degrees.ts'
import { spread } from './classes.ts'
import { createDistressReader } from './distress.ts'
import type { Dictionary } from './faq/dictionary.ts'
import { buildFaqIndex } from './faq/index.ts'
import { createReadings } from './faq/readings.ts'
import { createScanner } from './faq/scan.ts'
import { createIntentReader } from './intents.ts'
import type { Keep, KeepModel } from './keep.ts'
import { createReaders } from './readers.ts'
import { createMender } from './slips.ts'

/** So many questions are taught to the other readers as being questions: with more, what those look for would be rare, and less of it found. */
const QUESTIONS = 6_000

const learnAnew: KeepModel = (_, train) => train()

/** Everything that reads a text, learned from what editors wrote. Nothing of what it takes to learn stays in memory behind it. */
export function learnReaders(content: Content, dictionary: Dictionary | undefined, keep: Keep | undefined) {
  const scanner = createScanner(dictionary, content.synonyms)
  const readBy = [content.synonyms, dictionary?.version]
  const readings = createReadings(scanner.scan, () => keep?.readings(readBy))
  const topics = topicsAsAsked(content.topics, content.locales)
  const faq = buildFaqIndex(topics, {
    synonyms: content.synonyms,
    elsewhere: content.elsewhere,
    dictionary: dictionary ?? null,
    scanner,
    readings,
    ...(keep ? { keep: keep.model } : {}),
  })
  const questions = spread(
    topics.flatMap((topic) => topic.questions),
    QUESTIONS,
  )
  const learning = { questions, scanner, readings, readBy, keep: keep?.model ?? learnAnew }
  const readers = createReaders(content.lexicon, content.care, content.synonyms, (clues, named) => ({
    degrees: createDegreeReader(content, clues, learning),
    choices: createChoiceReader(content, named, learning),
  }))
  const distress = createDistressReader(content, learning)
  const intents = createIntentReader(content, learning)
  const toKeep = readings.toKeep()
  if (toKeep) keep?.keepReadings(readBy, toKeep)
  const mend = createMender(dictionary?.costOf, inKana(Object.values(content.lexicon.spellings).flat()))
  return { faq, readers, distress, intents, mend }
}

const inKana = (words: readonly string[]) => words.filter((word) => /^[ぁ-んー]{3,}$/.test(word))
