import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { careSchema } from '../../src/understanding/care.ts'
import { lexiconSchema } from '../../src/understanding/lexicon.ts'
import { createReaders } from '../../src/understanding/readers.ts'

const read = (file: string) => load(readFileSync(new URL(`../../content/${file}`, import.meta.url), 'utf8'))

export const care = careSchema.parse(read('care.yaml'))
/** The readers as they run, with the content as it is. */
export const readers = createReaders(lexiconSchema.parse(read('lexicon.yaml')), care)

/** What people write, as a list that reads like one: 「a／b／c」 over several lines. */
export const list = (texts: string) =>
  texts
    .trim()
    .split(/[／\n]/)
    .map((text) => text.trim())
