import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { plain } from '../../src/understanding/normalize.ts'
import { createSieve } from '../../src/understanding/sieve.ts'
import { createWordFinder } from '../../src/understanding/words.ts'

describe('a sieve of patterns', () => {
  test.each([
    ['ある(?:日|晩)', ['ある晩のこと'], ['あの晩']],
    ['(?:猫|犬)が(?:鳴|吠)く', ['犬が吠く'], ['鳥が鳴く']],
    ['a+b?', ['xAx'], ['b']],
    ['[アイ]ス', ['アス'], ['ウエオ']],
    ['𠮷野', ['𠮷野家'], ['吉野']],
    ['(?<=前)後|右', ['左右'], ['前']],
    ['(?:上|)下', ['下'], ['上']],
  ])('lets %s through where one of its words stands', (source, held, not) => {
    const sieve = createSieve([new RegExp(source, 'iu')])
    for (const text of held) expect(sieve(text)).toEqual([0])
    for (const text of not) expect(sieve(text)).toEqual([])
  })

  test.each(['.', 'あ?', '[^あ]', '\\d', '(あ|\\s)', '^$', '', 'あ*'])('always lets %s through', (source) => {
    expect(createSieve([new RegExp(source, 'u')])('い')).toEqual([0])
  })

  test('gives them in their order', () => {
    expect(createSieve([/三/u, /二/u, /./u, /一/u])('一二三')).toEqual([0, 1, 2, 3])
  })

  test('hides no match of any pattern of distress, whatever stands around its words', () => {
    const { care } = loadContent()
    const patterns = Object.values(care.kinds).flatMap(({ phrases }) => phrases.map((one) => new RegExp(one, 'iu')))
    const sieve = createSieve(patterns)
    const letters = fc.constantFrom(
      ...new Set(patterns.flatMap(({ source }) => source.split(/[()|?:[\]{}\\^$.*+]+/).filter(Boolean))),
    )
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 8 }), (pieces) => {
        const text = plain(pieces.join(''))
        const matching = patterns.flatMap((pattern, at) => (pattern.test(text) ? [at] : []))
        expect(sieve(text)).toEqual(expect.arrayContaining(matching))
      }),
      { numRuns: 2_000 },
    )
  })
})

test('words are found wherever they stand, short ones inside long ones too', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('あ', 'い', 'う'), maxLength: 3 }), { maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('あ', 'い', 'う', 'え'), maxLength: 12 }),
      (words, text) => {
        const found = new Set<string>()
        createWordFinder(words.map((word) => [word, word]))(text, (word) => found.add(word))
        expect([...found].sort()).toEqual([...new Set(words)].filter((one) => one && text.includes(one)).sort())
      },
    ),
  )
})

test('what is plain already is left as the long way leaves it', () => {
  for (let code = 0; code < 0x10000; code++) {
    const letter = String.fromCharCode(code)
    expect(plain(letter)).toBe(plain(`${letter}？`).slice(0, -1))
  }
})
