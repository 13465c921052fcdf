import { describe, expect, it } from 'vitest'
import { createLoanwords } from '../../src/understanding/loanwords.ts'

const write = createLoanwords(['デメリット', 'メリットと魅力', 'インターン', 'クレーム対応', 'ノルマ', 'スキルアップ'])

describe('katakana words in hiragana', () => {
  it.each([
    { typed: 'いんたーんって何', means: 'インターンって何', because: 'it is one of ours' },
    { typed: 'じむのめりっとは', means: 'じむのメリットは', because: 'it stands among other words of a text' },
    { typed: 'じむのでめりっとは', means: 'じむのデメリットは', because: 'the longest is meant' },
    { typed: '電話のくれーむ', means: '電話のクレーム', because: 'a particle stands before it' },
    { typed: 'でめりっっとは', means: 'デメリットは', because: 'っ was typed twice' },
    { typed: 'すごいすきるあっぷ', means: 'すごいスキルアップ', because: 'so long a word is no other' },
  ])('writes 「$typed」 as 「$means」: $because', ({ typed, means }) => {
    expect(write(typed)).toBe(means)
  })

  it.each([
    { typed: 'それでもくるまがいい', because: 'no word of ours is in it' },
    { typed: 'のるまで待つ', because: 'three letters are parts of other words' },
    { typed: 'さくれーむ', because: 'another word ends like it' },
    { typed: 'あっっ', because: 'nothing follows, and somebody is startled' },
    { typed: 'インターンのメリット', because: 'it is in katakana' },
  ])('leaves 「$typed」 as it is: $because', ({ typed }) => {
    expect(write(typed)).toBe(typed)
  })
})
