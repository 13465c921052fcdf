import { describe, expect, it } from 'vitest'
import { loadDictionary } from '../../src/dictionary/load.ts'
import { createOptionReader } from '../../src/understanding/answers/options.ts'
import { evened } from '../../src/understanding/answers/sounds.ts'
import { fold } from '../../src/understanding/normalize.ts'

const dictionary = loadDictionary(console.warn)!
const read = createOptionReader([], [], (text) => dictionary.analyse(text).reading)
const answer = (text: string, options: string, question = '') => {
  const shown = options.split('／').map((label) => ({ value: label, label }))
  const found = read(fold(text), shown, question)
  return found && ('value' in found ? found.value : found.problem)
}

describe('options by how they sound', () => {
  it.each([
    { text: 'きょういく', options: '医療／教育', means: '教育', because: 'that is how it sounds' },
    { text: 'きょーいくでおねがいします', options: '医療／教育', means: '教育', because: 'long vowels are one' },
    {
      text: 'すうぱあ',
      options: 'コンビニ／スーパー',
      means: 'スーパー',
      because: 'katakana words are drawn out alike',
    },
    { text: 'えきがいいです', options: '駅／空港', means: '駅', because: 'a short sound is all that is said' },
    { text: 'えきのほうで', options: '駅／空港', means: '駅', because: 'what comes behind it is polite' },
    { text: 'うーん、やっぱりえき', options: '駅／空港', means: '駅', because: 'somebody thinks before it' },
    { text: 'できればくうこう', options: '駅／空港', means: undefined, because: 'a word may only end like it' },

    { text: 'わたしはしけんかな', options: '試験／面接', means: '試験', because: 'a particle stands before a word' },
    { text: 'えきたいをあつかう', options: '駅／空港', means: undefined, because: 'a short sound is in many words' },
    { text: 'あいしょう', options: '愛／商売', means: undefined, because: 'another word begins with it' },
    { text: 'しけんとめんせつ', options: '試験／面接', means: 'several', because: 'both are said' },
    { text: 'しけんはむり', options: '試験／面接', means: 'unclear', because: 'it is turned down' },
    {
      text: 'ざいこかんりかな',
      options: '在庫管理の補助／配達',
      means: '在庫管理の補助',
      because: 'it is the main part',
    },
    {
      text: 'ものをはこぶ',
      options: '物を運ぶ仕事／話す仕事',
      means: '物を運ぶ仕事',
      because: 'it is most of the name',
    },
    { text: 'しごと', options: '物を運ぶ仕事／話す仕事', means: undefined, because: 'each of them has that part' },
    {
      text: 'かんりがよくわからない',
      options: '在庫の管理／配達',
      question: '管理と配達なら?',
      means: undefined,
      because: 'the question said it',
    },
  ])('takes 「$text」 for $means of $options: $because', ({ text, options, question, means }) => {
    expect(answer(text, options, question)).toBe(means)
  })

  it('writes long vowels one way, and none at the end', () => {
    expect(['けいえい', 'ケーエー', 'けえええ'].map(evened)).toEqual(Array(3).fill(evened('けいえい')))
    expect(evened('おおきい')).toBe(evened('おーきー'))
    expect(evened('こい')).not.toBe(evened('こう'))
  })
})
