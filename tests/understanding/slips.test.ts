import { describe, expect, it } from 'vitest'
import { loadDictionary } from '../../src/dictionary/load.ts'
import { createMender } from '../../src/understanding/slips.ts'

const mend = createMender(loadDictionary(console.warn)!.costOf, () => ['めんだん', 'たいしょく'])

describe('kana that were left half-typed', () => {
  it.each([
    { typed: 'はたらkうのが好き', means: 'はたらくのが好き', because: 'a consonant before a vowel makes the syllable' },
    { typed: 'chあんとやりたい', means: 'ちゃんとやりたい', because: 'two letters begin a syllable, too' },
    { typed: 'kyうは休みです', means: 'きょうは休みです', because: 'what looks more like Japanese is meant' },
    { typed: 'アルバイtオ', means: 'アルバイト', because: 'katakana words have slips, too' },
    { typed: 'かいsしゃを変えたい', means: 'かいしゃを変えたい', because: 'a consonant was typed twice' },
    { typed: 'ずtっと座る仕事', means: 'ずっと座る仕事', because: 'it was typed twice, with っ between' },
    { typed: 'まだ学生でsが', means: 'まだ学生ですが', because: 'a vowel was left out' },
    { typed: 'ゆっくり選びtい', means: 'ゆっくり選びたい', because: 'a vowel was left out before another' },
    { typed: 'かんたnなのがいい', means: 'かんたんなのがいい', because: 'ん has no vowel' },
    { typed: 'もういいでs', means: 'もういいです', because: 'the vowel left out most is the one not heard' },
    { typed: '働きますy', means: '働きます', because: 'a letter too many stands at the end' },
    { typed: 'そうでしょu', means: 'そうでしょう', because: 'a vowel at the end is its kana' },
    { typed: 'しaわせになりたい', means: 'しあわせになりたい', because: 'so is one between kana' },
    { typed: 'ぜんぜんだめｅす', means: 'ぜんぜんだめえす', because: 'letters may be wide' },
    { typed: '話を聞きtai', means: '話を聞きたい', because: 'whole syllables may be left' },
    { typed: 'mどれる?', means: 'もどれる?', because: 'a message may begin with one' },
    { typed: 'めnだんをかえる', means: 'めんだんをかえる', because: 'a word of ours is made' },
    { typed: 'たいしょkの日', means: 'たいしょくの日', because: 'a word of ours is made before a particle' },
    { typed: '電話dす、お願いしまs', means: '電話です、お願いします', because: 'one message may have several' },
  ])('reads 「$typed」 as 「$means」: $because', ({ typed, means }) => {
    expect(mend(typed)).toBe(means)
  })
})

describe('Latin letters that are meant', () => {
  it.each([
    { typed: '事務の仕事について知りたい', because: 'there are none' },
    { typed: 'ITもSEもAさんもA案もある', because: 'they are capitals' },
    { typed: 'pcとかwebデザインとか', because: 'they are a word' },
    { typed: '開発のseってなに', because: 'they are a job' },
    { typed: '好きなeスポーツ', because: 'they begin a word in katakana' },
    { typed: 'tシャツで働ける?', because: 'they begin a word in katakana' },
    { typed: 'おもしろw', because: 'somebody laughs' },
    { typed: 'やめたいwあとで', because: 'somebody laughs, and goes on' },
    { typed: 'それでおkです', because: 'that is how people agree' },
    { typed: 'aで', because: 'they name a choice' },
    { typed: 'やっぱりbで', because: 'they name a choice' },
    { typed: 'こっちのbがいい', because: 'they name a choice' },
    { typed: '自分はmです', because: 'a letter alone is not a slip of a word' },
    { typed: 'ぜったいpだと思う', because: 'the text is no better for a kana' },
    { typed: 'kさんとtくん', because: 'somebody stays unnamed' },
    { typed: 'このk社とかs案', because: 'they stand before a kanji' },
    { typed: 'メールはhana.k@example.jpです', because: 'they are of an address' },
    { typed: 'よろしくですm(__)m', because: 'they are of a picture' },
    { typed: '月20kくらい', because: 'they are a measure' },
    { typed: 'てfkんsじt', because: 'keys were hit at random' },
  ])('leaves 「$typed」 as it is: $because', ({ typed }) => {
    expect(mend(typed)).toBe(typed)
  })
})

describe('mending without a dictionary', () => {
  const mendPlainly = createMender()

  it.each([
    { typed: 'はたらkうのが好き', means: 'はたらくのが好き', because: 'there is one way to read it' },
    { typed: 'かいsしゃ', means: 'かいしゃ', because: 'there is one way to read it' },
    { typed: 'おしえtください', means: 'おしえtください', because: 'any vowel may be missing' },
  ])('reads 「$typed」 as 「$means」: $because', ({ typed, means }) => {
    expect(mendPlainly(typed)).toBe(means)
  })
})
