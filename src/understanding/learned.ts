import type { Content } from '../content.ts'
import { topicsAsAsked } from '../locales.ts'
import { isAboutUs } from '../topics.ts'
import { createChoiceReader } from './answers/choices.ts'
import { createDegreeReader } from './answers/degrees.ts'
import type { LearnAnswers } from './answers/index.ts'
import type { SoundOf } from './answers/sounds.ts'
import { spread } from './classes.ts'
import { createDistressReader } from './distress.ts'
import type { Dictionary } from './faq/dictionary.ts'
import { buildFaqIndex } from './faq/index.ts'
import { createReadings } from './faq/readings.ts'
import { createScanner } from './faq/scan.ts'
import { createIntentReader } from './intents.ts'
import type { Keep, KeepModel } from './keep.ts'
import { createLoanwords } from './loanwords.ts'
import { hiragana } from './normalize.ts'
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
  const questionsOn = (some: typeof topics) =>
    spread(
      some.flatMap((topic) => topic.questions),
      QUESTIONS,
    )
  // questions about us are in the words of requests and answers to us
  const ofWork = questionsOn(topics.filter(({ id }) => !isAboutUs(id)))
  const learning = { questions: ofWork, scanner, readings, readBy, keep: keep?.model ?? learnAnew }
  const learnAnswers: LearnAnswers = (clues, named) => ({
    degrees: createDegreeReader(content, clues, learning),
    choices: createChoiceReader(content, named, learning),
  })
  const soundOf = dictionary && ((text: string) => dictionary.analyse(text).reading)
  const readers = createReaders(content.lexicon, content.care, content.synonyms, learnAnswers, soundOf)
  const distress = createDistressReader(content, { ...learning, questions: questionsOn(topics) })
  const intents = createIntentReader(content, learning)
  const toKeep = readings.toKeep()
  if (toKeep) keep?.keepReadings(readBy, toKeep)
  const mend = createMender(dictionary?.costOf, () => wordsInKana(content, soundOf))
  const spell = createLoanwords(topics.flatMap(({ title, keywords }) => [title, ...keywords]))
  return { faq, readers, distress, intents, mend: (text: string) => spell(mend(text)) }
}

/** Words of ours as they sound, for telling which of them a slip was to become. */
function wordsInKana({ lexicon, topics, synonyms }: Content, soundOf: SoundOf = (text) => text): string[] {
  const words = [
    ...Object.entries(lexicon.spellings).flat(2),
    ...lexicon.concepts.flat(),
    ...topics.values().flatMap(({ keywords }) => keywords),
    ...synonyms.groups.flat(),
  ]
  return [...new Set(words.map((word) => hiragana(soundOf(word))))].filter((word) => /^[ぁ-んー]{3,}$/.test(word))
}
