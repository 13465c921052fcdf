import { createAnswerReader } from './answers.ts'
import { createCommandReader } from './commands.ts'
import { createCrisisReader } from './crisis.ts'
import { parseEmail } from './email.ts'
import type { Care, Lexicon } from './lexicon.ts'
import { parseName } from './name.ts'
import { fold, plain } from './normalize.ts'
import { parsePhone } from './phone.ts'
import { createSmallTalkReader, stripPoliteness } from './smalltalk.ts'

/** Everything that reads a text but the FAQ index, compiled once from what editors wrote. */
export function createReaders(lexicon: Lexicon, care: Care) {
  const readYesNo = createYesNoReader(lexicon)
  const refusals = lexicon.refusingPhone.map((source) => new RegExp(source, 'u'))
  return {
    readCrisis: createCrisisReader(care),
    readCommand: createCommandReader(lexicon),
    readYesNo,
    readAnswer: createAnswerReader(lexicon, readYesNo),
    readSmallTalk: createSmallTalkReader(lexicon),
    stripPoliteness,
    isRefusingPhone: (text: string) => refusals.some((pattern) => pattern.test(plain(text))),
    parsePhone,
    parseEmail,
    parseName,
  }
}

export type Readers = ReturnType<typeof createReaders>

/** A bare yes or no, in any of the ways people say it. */
function createYesNoReader(lexicon: Lexicon) {
  // emoji survive no folding: they are compared as they are
  const keep = (words: readonly string[]) => new Set(words.flatMap((word) => [fold(word), word]).filter(Boolean))
  const [yes, no] = [keep(lexicon.yes), keep(lexicon.no)]
  const endings = /(です|ます|だ|よ|ね|な|わ|で|かな|と思います|お願いします|おねがいします|ください|けど|っす|やで|や|〜|w|笑)+$/
  return (text: string): 'yes' | 'no' | undefined => {
    const bare = plain(text).replace(/\s/g, '')
    for (const form of [bare, fold(bare), fold(bare).replace(endings, '')]) {
      if (form === '') continue
      if (no.has(form)) return 'no'
      if (yes.has(form)) return 'yes'
    }
    return undefined
  }
}
