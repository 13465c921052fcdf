import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDictionary, type Dictionary } from '../understanding/faq/dictionary.ts'
import { checksumOf, unpackLexemes } from './file.ts'

/** Made of IPADIC by `npm run dictionary`; the licence stands beside it. */
const FILE = join(import.meta.dirname, 'ipadic.bin')

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
