import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadDictionary } from '../../src/dictionary/load.ts'
import { parseTimeWish } from '../../src/understanding/datetime.ts'
import { parseFields, parseRequest, requestIn } from '../../src/understanding/fields.ts'
import { createParts } from '../../src/understanding/several/parts.ts'
import { createMender } from '../../src/understanding/slips.ts'
import type { Pending } from '../../src/understanding/understood.ts'
import { ANSWERS } from './answer-table.ts'
import { readers } from './readers.ts'

const PENDING: Pending = { slot: 'fit.item', ...ANSWERS[0]! }
const HERE = { pendingSlot: 'fit.item', inFit: true, inCallback: false, hasResult: true, hasBooking: true }
const { questionsIn, partsOf } = createParts(/(?:営業|事務)+職?/g)
const READERS: [name: string, read: (text: string) => unknown][] = [
  ['distress', readers.readCrisis],
  ['commands', (text) => readers.readCommand(text, HERE)],
  ['answers', (text) => readers.readAnswer(text, PENDING)],
  ['yes and no', readers.readYesNo],
  ['small talk', readers.readSmallTalk],
  ['politeness', readers.stripPoliteness],
  ['phone', readers.parsePhone],
  ['email', readers.parseEmail],
  ['name', readers.parseName],
  ['fields', (text) => parseFields(text, 0)],
  ['a request', (text) => [requestIn(text, 0), parseRequest(text, 0)]],
  ['slips', createMender(loadDictionary(console.warn)!.costOf, () => ['めんだん'])],
  ['several questions', (text) => questionsIn(text).flatMap(partsOf)],
  ['time', (text) => parseTimeWish(text, 0)],
]

describe('reading', () => {
  it.each(READERS)('is quick for any 10,000 letters: %s', (_, read) => {
    // a piece over and over is what makes a careless pattern slow; so are halves of emoji and text from right to left
    const piece = fc.oneof(
      fc.constantFrom(
        'あ',
        '死',
        '1-',
        '電話',
        '(',
        '<tel:',
        'a@',
        'a.',
        'でsか',
        'ありがとう',
        '生きて',
        '薬たくさん',
        '\ud800',
        '👩‍👩‍👧',
        'שלום',
        '\u202e',
        '〜',
        'もう',
        '母が',
        '営業と',
        'のメリットか、',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
    )
    read('あ')
    fc.assert(
      fc.property(piece, (part) => {
        const text = part.repeat(Math.ceil(10_000 / part.length))
        // the processor's own time: another process may take the processor away
        const times = [0, 1, 2].map(() => {
          const start = process.threadCpuUsage()
          read(text)
          return process.threadCpuUsage(start).user / 1000
        })
        expect(Math.min(...times)).toBeLessThan(20)
      }),
      { numRuns: 40 },
    )
  })
})
