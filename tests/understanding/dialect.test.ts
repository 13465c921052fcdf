import { describe, expect, it } from 'vitest'
import { standard } from '../../src/understanding/dialect.ts'

describe('regional words', () => {
  it.each([
    { said: '会わんでよか仕事', means: '会わないでいい仕事', because: 'Kyushu' },
    { said: '何がちゃうん？', means: '何が違うの？', because: 'Kansai' },
    { said: '給料なんぼもらえるん', means: '給料いくらもらえるん', because: 'Kansai' },
    { said: '何しよるん？', means: '何しているの？', because: 'Chugoku' },
    { said: '電話ばかりしとる', means: '電話ばかりしている', because: 'Nagoya' },
    { said: 'どげん仕事', means: 'どんな仕事', because: 'Hakata' },
    { said: '楽なんじゃろ？', means: '楽なんだろう？', because: 'Hiroshima' },
  ])('are read in standard ones ($because): $said', ({ said, means }) => {
    expect(standard(said)).toBe(means)
  })

  it.each([
    'お客さんとかかわる',
    'たくさんの人と話す',
    '忘れちゃうことが多い',
    '受かってよかったと思う',
    '簡単に考えたい',
    '人間関係なんか気にしない',
    '変な人',
  ])('leave standard Japanese alone: %s', (said) => {
    expect(standard(said)).toBe(said)
  })
})
