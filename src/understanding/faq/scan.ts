import { remembered } from '../remembered.ts'
import type { Dictionary } from './dictionary.ts'
import { compared } from './entry.ts'
import { hashOf } from './hash.ts'
import { createGroupReader, type Synonyms } from './synonyms.ts'
import { gather, QUESTION, scanTokens } from './tokens.ts'
import type { Scan } from './vocabulary.ts'

const SYNONYM = 1.4
/** A group of the thesaurus, against one of the topics' own. */
const KINSHIP = 2

export interface Scanner {
  scan(text: string): Scan
  /** What a message says; asked again for the same message it is not read again. */
  read(text: string): Said
}

/** The tokens of a text, each once: by name, by hash, and how much each counts. */
export interface Said {
  readonly tokens: readonly string[]
  readonly hashes: Uint32Array
  readonly weights: Float32Array
}

export function createSaid(scan: Scan): Said {
  const counted = gather(scan)
  const tokens = [...counted.keys()]
  return { tokens, hashes: Uint32Array.from(tokens, hashOf), weights: Float32Array.from(counted.values()) }
}

/** What a short text is compared by: its tokens, and the groups of kindred words it touches. */
export function createScanner(dictionary: Dictionary | undefined, synonyms: Synonyms | undefined): Scanner {
  const synonymsIn = createGroupReader(synonyms?.groups ?? [])
  const kinIn = createGroupReader(synonyms?.thesaurus ?? [])
  const scan =
    (text: string): Scan =>
    (add) => {
      const read = compared(text)
      scanTokens(read, dictionary, QUESTION, add)
      for (const group of synonymsIn(read)) add(`s${group}`, SYNONYM)
      for (const group of kinIn(read)) add(`t${group}`, KINSHIP)
    }
  return { scan, read: remembered((text) => createSaid(scan(text))) }
}
