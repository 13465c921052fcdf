import { createCut } from '../japanese/cut.ts'
import { baseOf, type Lexemes, soundOf } from '../japanese/lexemes.ts'

/** A dictionary of Japanese: base forms of the words that mean something, and how it all sounds. */
export interface Dictionary {
  /** Another one for each content: what was learned with one is not for another. */
  readonly version: string
  analyse(text: string): Analysis
  /** The less, the more a text looks like Japanese; for comparing texts of the same letters but few. */
  costOf(text: string): number
}
export interface Analysis {
  readonly bases: readonly string[]
  readonly reading: string
}

/** After these a new sentence begins; what is cut is shorter, and no worse. */
const SENTENCES = /(?<=[。、\n\t])/

export function createDictionary(lexemes: Lexemes, version: string): Dictionary {
  const { cut, costOf } = createCut(lexemes)
  const { contexts, meaningful } = lexemes
  return {
    version,
    costOf,
    analyse(text) {
      const bases: string[] = []
      let reading = ''
      for (const sentence of text.split(SENTENCES)) {
        for (const { from, to, lexeme } of cut(sentence)) {
          const surface = sentence.slice(from, to)
          if (lexeme === undefined) reading += surface.trim()
          else {
            if (meaningful[contexts[lexeme]!]) bases.push(baseOf(lexemes, lexeme, surface))
            reading += soundOf(lexemes, lexeme, surface)
          }
        }
      }
      return { bases, reading }
    },
  }
}
