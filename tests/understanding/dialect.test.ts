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
    { said: '盆も正月も働かなあかんの', means: '盆も正月も働かないといけないの', because: 'Kansai' },
    { said: '謝らんといけん', means: '謝らないといけない', because: 'Hiroshima' },
    { said: '働かにゃいけんの', means: '働かないといけないの', because: 'Hiroshima' },
    { said: '通勤せんでええ', means: '通勤しなくていい', because: 'Kansai' },
    { said: '売れへんかったら', means: '売れなかったら', because: 'Kansai' },
    { said: '数字が足りんかったら', means: '数字が足りなかったら', because: 'Hiroshima' },
    { said: 'むずかしいんちゃう？', means: 'むずかしいんじゃない？', because: 'Kansai' },
    { said: '何してはるん', means: '何しているの', because: 'Kyoto' },
    { said: '飽きてまう', means: '飽きてしまう', because: 'Nagoya' },
    { said: 'これはいけんかね', means: 'これはだめかね', because: 'Hiroshima' },
    { said: 'ネットに出とらん求人', means: 'ネットに出ていない求人', because: 'Chugoku' },
    { said: '裏方がおらんかったら', means: '裏方がいなかったら', because: 'Kyushu' },
    { said: '経理ばやってみたかっちゃけど', means: '経理をやってみたいんだけど', because: 'Hakata' },
    { said: '難しかとこ', means: '難しいとこ', because: 'Kyushu' },
    { said: 'もっと知りたか', means: 'もっと知りたい', because: 'Kyushu' },
    { said: '奨学金ば返しきらん', means: '奨学金を返しきれない', because: 'Kyushu' },
    { said: '経験なかでもよか？', means: '経験ないでもいい？', because: 'Kyushu' },
    { said: 'どげんしたらいい', means: 'どうしたらいい', because: 'Kyushu' },
    { said: 'フロントっちゅうとは', means: 'フロントというのは', because: 'Kyushu' },
    { said: '辞めたのはなして？', means: '辞めたのはなぜ？', because: 'Hokkaido' },
    { said: '経験ねえけど大丈夫だべか', means: '経験ないけど大丈夫だろうか', because: 'Tohoku' },
    { said: 'ごしゃがれるのがおっかねえ', means: '怒られるのが怖い', because: 'Tohoku' },
    { said: '仕事の話を聞かせてけろ', means: '仕事の話を聞かせてください', because: 'Tohoku' },
    { said: '銀行さ入って働く', means: '銀行に入って働く', because: 'Tohoku' },
    { said: 'なじょな仕事', means: 'どんな仕事', because: 'Tohoku' },
    { said: '違いを教えてちょう', means: '違いを教えてください', because: 'Nagoya' },
    { said: 'なまら忙しい', means: 'とても忙しい', because: 'Hokkaido' },
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
    '喜ばれた',
    '話す力を伸ばした',
    '大学を選ばせる',
    '大変だと言われるばかり',
    'ぶっちゃけどうなの',
    'しょっちゅうある',
    '熱中しやすい',
    '定見がない',
    '必要経費',
    '夕べの話',
    'つまらなかろうと思う',
    '経験の中で学ぶ',
    '飛び込んで失敗をなした',
    'お客さんが決めたか？',
    'これだけの話です',
    '簡単に始められる',
    'ましてや無理',
    '昨日の夜はさいけんをした',
  ])('leave standard Japanese alone: %s', (said) => {
    expect(standard(said)).toBe(said)
  })
})
