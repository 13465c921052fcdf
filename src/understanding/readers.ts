import { createAnswerReader, type LearnAnswers } from './answers/index.ts'
import type { SoundOf } from './answers/sounds.ts'
import type { Care } from './care.ts'
import { createCommandReader } from './commands.ts'
import { createCrisisReader } from './crisis.ts'
import { parseEmail } from './email.ts'
import type { Synonyms } from './faq/synonyms.ts'
import type { Lexicon } from './lexicon.ts'
import { parseName } from './name.ts'
import { plain } from './normalize.ts'
import { parsePhone } from './phone.ts'
import { createSmallTalkReader, stripPoliteness } from './smalltalk.ts'
import { createYesNoReader } from './yesno.ts'

/** Everything that reads a text but the FAQ index, compiled once from what editors wrote. */
export function createReaders(
  lexicon: Lexicon,
  care: Care,
  synonyms?: Synonyms,
  learnAnswers?: LearnAnswers,
  soundOf?: SoundOf,
) {
  const readYesNo = createYesNoReader(lexicon)
  const refusals = lexicon.refusingPhone.map((source) => new RegExp(source, 'u'))
  const more = lexicon.askingForMore.map((source) => new RegExp(source, 'u'))
  return {
    ...createCrisisReader(care),
    readCommand: createCommandReader(lexicon),
    readYesNo,
    readAnswer: createAnswerReader(lexicon, readYesNo, synonyms, learnAnswers, soundOf),
    readSmallTalk: createSmallTalkReader(lexicon),
    stripPoliteness,
    isAskingForMore: (text: string) => more.some((pattern) => pattern.test(plain(text))),
    isRefusingPhone: (text: string) => refusals.some((pattern) => pattern.test(plain(text))),
    parsePhone,
    parseEmail,
    parseName,
  }
}

export type Readers = ReturnType<typeof createReaders>
