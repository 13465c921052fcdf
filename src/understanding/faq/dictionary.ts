import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCut } from '../japanese/cut.ts'
import { baseOf, checksumOf, type Lexemes, soundOf, unpackLexemes } from '../japanese/lexemes.ts'

/** A dictionary of Japanese: base forms of the words that mean something, and how it all sounds. */
export interface Dictionary {
  /** Another one for each content: what was learned with one is not for another. */
  readonly version: string
  analyse(text: string): Analysis
}
export interface Analysis {
  readonly bases: readonly string[]
  readonly reading: string
}

/** Made of IPADIC by `npm run dictionary`; the licence stands beside it. */
const FILE = join(import.meta.dirname, '../japanese/ipadic.bin')

/** One for all: contents come and go. */
let opened: Dictionary | undefined

/** Opens the dictionary; undefined, after one warning, when it is missing or broken. */
export function loadDictionary(warn: (problem: string) => void, file = FILE): Dictionary | undefined {
  if (file === FILE && opened) return opened
  try {
    const bytes = readFileSync(file)
    const dictionary = createDictionary(unpackLexemes(bytes), checksumOf(bytes))
    if (file === FILE) opened = dictionary
    return dictionary
  } catch (error) {
    warn(
      `the Japanese dictionary cannot be loaded (${error instanceof Error ? error.message : error}): questions are understood less well. Put ${file} back in place.`,
    )
    return undefined
  }
}

/** After these a new sentence begins; what is cut is shorter, and no worse. */
const SENTENCES = /(?<=[。、\n\t])/

function createDictionary(lexemes: Lexemes, version: string): Dictionary {
  const cut = createCut(lexemes)
  const { contexts, meaningful } = lexemes
  return {
    version,
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
