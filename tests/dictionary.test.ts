import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadDictionary } from '../src/dictionary/load.ts'

const FILE = 'src/dictionary/ipadic.bin'
const dictionary = loadDictionary(console.warn)!

describe('the dictionary', () => {
  it.each([
    {
      text: '経理の仕事について詳しく知りたいです',
      bases: '経理 仕事 詳しい 知る',
      reading: 'ケイリノシゴトニツイテクワシクシリタイデス',
      because: 'inflected words have a base form, and grammar means nothing',
    },
    {
      text: 'すもももももももものうち',
      bases: 'すもも もも もも うち',
      reading: 'スモモモモモモモモノウチ',
      because: 'of all ways to cut, the likeliest counts, not the longest words',
    },
    {
      text: '東京で働きたくないんだけど',
      bases: '東京 働く ん',
      reading: 'トウキョウデハタラキタクナインダケド',
      because: 'names that are common are known',
    },
    {
      text: 'ズキャリアってなに',
      bases: 'なに',
      reading: 'ズキャリアッテナニ',
      because: 'a word nobody knows is as long as its letters are of one kind',
    },
    {
      text: '𠮷田の店 👀 なにそれ',
      bases: '田 店 なに それ',
      reading: '𠮷タノミセ👀ナニソレ',
      because: 'spaces part words and do not sound',
    },
    {
      text: '人事、総務。経理\nです',
      bases: '人事 総務 経理',
      reading: 'ジンジ、ソウム。ケイリデス',
      because: 'sentences are cut one by one',
    },
    { text: '', bases: '', reading: '', because: 'there is nothing to cut' },
  ])('cuts 「$text」: $because', ({ text, bases, reading }) => {
    const found = dictionary.analyse(text)

    expect(found.bases.join(' ')).toBe(bases)
    expect(found.reading).toBe(reading)
  })

  it('cuts a text of any length, again and again alike', () => {
    const long = '営業の仕事はつらいですか'.repeat(400)
    const first = dictionary.analyse('もものうち')

    expect(dictionary.analyse(long).bases).toHaveLength(400 * 3)
    expect(dictionary.analyse('もものうち')).toEqual(first)
  })

  it.each([
    { what: 'missing', of: () => undefined },
    { what: 'empty', of: () => Buffer.alloc(0) },
    { what: 'cut short', of: (file: Buffer) => file.subarray(0, file.length / 2) },
    { what: 'changed in one place', of: (file: Buffer) => file.fill(file[90_000]! ^ 1, 90_000, 90_001) },
    { what: 'of another version', of: (file: Buffer) => file.fill(9, 0, 1) },
  ])('is done without, after one warning, when its file is $what', ({ of }) => {
    const file = join(mkdtempSync(join(tmpdir(), 'dictionary-')), 'ipadic.bin')
    const bytes = of(readFileSync(FILE))
    if (bytes) writeFileSync(file, bytes)
    const warnings: string[] = []

    expect(loadDictionary((problem) => warnings.push(problem), file)).toBeUndefined()
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(file)
  })
})
