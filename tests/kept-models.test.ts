import { mkdtempSync, readdirSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepModels } from '../src/kept-models.ts'
import { buildFaqIndex, type FaqEntry } from '../src/understanding/faq/index.ts'
import { trainTopicModel } from '../src/understanding/faq/model.ts'
import { createReadings } from '../src/understanding/faq/readings.ts'
import { createScanner } from '../src/understanding/faq/scan.ts'
import type { KeepModel } from '../src/understanding/keep.ts'

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
  keepModels(folder).model(from, () => {
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

  it('is still there when many more were learned before it, and those longest ago are gone', () => {
    const kept = keepModels(folder)
    const all = Array.from({ length: 50 }, (_, at) => ['words', at])
    for (const words of all) {
      kept.model(words, () => ({ learned: words }))
      // what is written in the same tick of the disk's clock is of one age
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
    const again: number[] = []
    for (const [name, at] of all.slice(-30)) kept.model([name, at], () => again.push(Number(at)))

    expect(again).toEqual([])
    expect(readdirSync(folder).length).toBeLessThan(40)
  })

  it('is done without where nothing can be written', () => {
    folder = '/dev/null/learned'

    expect(ask(entries, 'きつねのこと').hits[0]?.id).toBe('hill')
  })
})

describe('what was read, kept in a file', () => {
  const scan = createScanner(undefined, undefined).scan
  /** A start: trains on what it recalls or reads, and keeps it. */
  function start(of: readonly FaqEntry[]) {
    const kept = keepModels(folder)
    const read: string[] = []
    const readings = createReadings(
      (text) => {
        read.push(text)
        return scan(text)
      },
      () => kept.readings(['words']),
    )
    const trained = trainTopicModel(of, readings)
    const toKeep = readings.toKeep()
    if (toKeep) kept.keepReadings(['words'], toKeep)
    return { read, trained }
  }
  const more = [{ ...entries[0]!, questions: ['かもめは飛びますか', ...entries[0]!.questions] }, entries[1]!]

  it('is not read again: only what is new in the content', () => {
    expect(start(entries).read).toContain('きつねって何')
    expect(start(entries).read).toEqual([])
    expect(start(more).read).toEqual(['かもめは飛びますか'])
    expect(start(more).read).toEqual([])
  })

  it('teaches the same as what is read anew', () => {
    start(entries)
    const recalled = start(more).trained
    folder = join(mkdtempSync(join(tmpdir(), 'kept-')), 'learned')

    expect(recalled).toEqual(start(more).trained)
  })

  it('forgets what the content does not have any more, and is read again where its file is cut short', () => {
    start(more)
    start([entries[0]!])
    start([...entries, topic('lake', 'めだか')])
    expect(readdirSync(folder)).toHaveLength(1)
    expect(start(more).read).toEqual(['かもめは飛びますか'])

    truncateSync(join(folder, readdirSync(folder)[0]!), 100)
    expect(start(more).read).toContain('きつねって何')
  })
})
