import { describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { buildFaqIndex, linesOf, loadDictionary } from '../../src/understanding/faq/index.ts'
import { parseReadings, renderReadings, spoken } from '../../src/understanding/faq/readings.ts'

const content = loadContent()
const dictionary = (await loadDictionary(console.warn))!
const some = [...content.topics.values()].slice(0, 4)

describe('the readings written down beside the content', () => {
  it('say what the dictionary says', () => {
    const written = [...content.readings].filter((_, at) => at % 20 === 0)

    for (const [text, analysis] of written) expect(dictionary.analyse(text), text).toEqual(analysis)
  })

  it('spare the start nearly all of the work: run `npm run readings` when this fails', () => {
    const lines = [...content.topics.values()].flatMap(linesOf)
    const known = lines.filter((line) => content.readings.has(spoken(line))).length

    expect(known / lines.length).toBeGreaterThan(0.5)
  })

  it('change no answer: without them, or with few, the index is the same', () => {
    const asked = '経費の精算をする人のこと'
    const few = parseReadings(renderReadings(linesOf(some[0]!), dictionary))
    const [written, unwritten] = [few, undefined].map((readings) =>
      buildFaqIndex(some, { dictionary, ...(readings ? { readings } : {}) }).explain(asked),
    )

    expect(few.size).toBeGreaterThan(5)
    expect(written).toEqual(unwritten)
  })

  it('come back from their file as they were, whatever a line holds', () => {
    const texts = ['Ａ\tＢ社の営業', '', '  ', '👍', '改行の\nある文']

    const read = parseReadings(renderReadings(texts, dictionary))
    for (const text of texts.filter((one) => spoken(one) !== ''))
      expect(read.get(spoken(text))).toEqual(dictionary.analyse(spoken(text)))
  })
})
