import { mkdtempSync, readdirSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepModels } from '../src/kept-models.ts'
import { buildFaqIndex, type FaqEntry, type KeepModel } from '../src/understanding/faq/index.ts'

const topic = (id: string, word: string): FaqEntry => ({
  id,
  title: `${word}について`,
  questions: [`${word}って何`, `${word}を教えて`],
  keywords: [word],
  answer: `${word}です。`,
  covered: true,
})
const entries = [topic('sea', 'かもめ'), topic('hill', 'きつね')]
let folder: string
let learned: number

/** Counts how often something had to be learned. */
const counting: KeepModel = (from, train) =>
  keepModels(folder)(from, () => {
    learned++
    return train()
  })
const ask = (of: readonly FaqEntry[], text: string) => buildFaqIndex(of, { keep: counting }).search(text)

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'kept-')), 'learned')
  learned = 0
})

describe('a model kept in a file', () => {
  it('answers as the one just learned, without learning again', () => {
    const first = ask(entries, 'かもめのこと')
    const second = ask(entries, 'かもめのこと')

    expect(second).toEqual(first)
    expect(learned).toBe(1)
  })

  it('is not used for other content', () => {
    ask(entries, 'かもめのこと')

    expect(ask([...entries, topic('lake', 'めだか')], 'めだかのこと').hits[0]?.id).toBe('lake')
    expect(learned).toBe(2)
  })

  it('is learned again when its file is cut short', () => {
    const first = ask(entries, 'かもめのこと')
    truncateSync(join(folder, readdirSync(folder)[0]!), 100)

    expect(ask(entries, 'かもめのこと')).toEqual(first)
    expect(learned).toBe(2)
  })

  it('is done without where nothing can be written', () => {
    folder = '/dev/null/learned'

    expect(ask(entries, 'きつねのこと').hits[0]?.id).toBe('hill')
  })
})
