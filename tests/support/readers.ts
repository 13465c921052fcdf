import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { careSchema, lexiconSchema } from '../../src/understanding/lexicon.ts'
import { createReaders } from '../../src/understanding/readers.ts'

const read = (file: string) => parse(readFileSync(new URL(`../../content/${file}`, import.meta.url), 'utf8'))

/** The readers over the shipped words. */
export const readers = createReaders(lexiconSchema.parse(read('lexicon.yaml')), careSchema.parse(read('care.yaml')))
