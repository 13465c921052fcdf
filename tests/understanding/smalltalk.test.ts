import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stripPoliteness } from '../../src/understanding/smalltalk.ts'
import { list, readers } from './readers.ts'

const TALK = [
  {
    talk: 'greeting',
    texts: list(`
      こんにちは！／こんばんは〜／おはよ／はじめまして、よろしくお願いします／やっほー！／ども／お疲れ様です。
      こんちゃ／ハロー／おつかれー／久しぶり！／どうもです／初めまして！／こんにちは、はじめまして。よろしくです
      おはようございます☀️／おばんです／こんにちは、大学生の息子の母です／はじめまして。大学3年生です／23歳フリーターです
      ちわーっす／おつー／フリーター24さいです
    `),
  },
  {
    talk: 'thanks',
    texts: list(`
      ありがとう！／ありがとうございます😊／助かりました。ありがとうございます／教えてくれてありがとう
      すごく参考になりました／わかりやすかったです、ありがとうございます／サンキューです／あざっした
      ほんとに助かった／相談してよかったです／丁寧にありがとうございました／話聞いてくれてありがとう／ありがとー
      感謝しかない／おかげで元気出ました／あんがと／助かったばい／たすかったわ
      ありがとさんです、また寄るわ／おおきに、ほなまた／ありがとなー
    `),
  },
  {
    talk: 'chitchat',
    texts: list(`
      暇だなあ／何してるの？／今日暑いね／雨やだなー／お腹へった／ラーメン食べたい／好きな色は？
      歌って／おもしろい話して／明日テストだ／昨日の試合見た？／推しのライブ最高だった／彼氏欲しい
      カラオケ行きたい／猫かわいい／なんか話そうよ
    `),
  },
  {
    talk: 'about_bot',
    texts: list(`
      あなたは誰ですか／名前なんていうの／AIですか？／人間ですか？／ロボットなの？／何歳？／男？女？
      どこに住んでるの／中の人いる？／ChatGPTなの？／誰が作ったの
    `),
  },
  {
    talk: 'abuse',
    texts: list(`
      ばか／アホか／死ね／うざい／きもっ／使えない／役に立たないな／クソbot／黙れ／消えろ／お前バカだろ
      ふざけんな／頭悪いな／ゴミすぎる／だまれカス／まじで役に立たんな／使い物にならない
    `),
  },
  {
    talk: 'gibberish',
    texts: list(`
      あああああ／asdfghjkl／っっっっｋ／ddddd／！！！！／、、、／ｇｈｊｋｌ／🎉🎉／いいいいいい
      1111111
    `),
  },
  {
    talk: 'foreign',
    texts: list(`
      Is it really free?／i want to talk to someone／Can you speak English?／What kind of job is good for me
      Do you have English support?／Tôi muốn tìm việc làm ở Nhật／한국어 가능해요?／Здравствуйте, ищу работу／你们好吗？我想找工作
      ＩＴ ｉｓ ｇｏｏｄ ｆｏｒ ｍｅ？
    `),
  },
  {
    talk: 'laugh',
    texts: list(`
      笑／www／草／草生える／ｗｗｗ／わろた／爆笑／あはは
    `),
  },
  {
    talk: 'tired',
    texts: list(`
      😭😭😭／😭／😢😢／はぁ…つかれた／あー、今日も寝れない／毎日終電です／面接落ちたわ／またお祈りきた
      疲れた／眠い／しんどい／もう疲れたよ／つらい／だるい〜／やる気出ない／落ち込んでる
    `),
  },
  {
    talk: 'apology',
    texts: [
      'ごめん風呂入ってた',
      'ながくてごめん',
      'すみません愚痴って',
      'ごめんなさい',
      'すみません',
      'ごめんね',
      '申し訳ないです',
    ],
  },
  {
    talk: 'calling',
    texts: list(`
      ねえねえ／仕事のことなんだけど／聞いてる？／質問してもいいですか／あのー、一個聞いていい？／今ちょっと大丈夫？
      すみません、ちょっとお聞きしたいことがあって／突然すみません、質問があるんですけど／何でも聞いていいの？
    `),
  },
  {
    talk: 'vague',
    texts: list(`
      なんでもいいっす／おまかせします／シゴト／転職／しゅうかつ／何から始めればいい？／どれでも／どんな仕事があるの？／どういう職業がありますか
    `),
  },
  {
    talk: 'wait',
    texts: list(`
      ちょっと待って／ちょい待って／待って待って／少々お待ちください／今バイト中／もう少し待ってもらえますか／いま手が離せない
      あとで答える／帰ってから答えます／時間あるときに返信します／考え中／待って、今考える
    `),
  },
  {
    talk: 'acknowledge',
    texts: list(`
      😊／👍／🙆‍♀️
      なるほど／わかりました／了解です／そうなんだ／へえ〜／ふーん／そっか／なるほどです／ほうほう／理解しました
    `),
  },
  {
    talk: 'praise',
    texts: list(`
      すごいね／かしこい！／さすが／いいね／優しいね／天才か／便利だなあ
    `),
  },
  {
    talk: 'farewell',
    texts: list(`
      子供が帰ってきたので失礼します／そろそろ寝ます／バイト行ってくる／またくるわ
      さようなら／バイバイ／またね／おやすみ／じゃあまた／また来ます／失礼します
    `),
  },
]

const QUESTIONS = list(`
      こんにちは、経理について知りたいです／営業って何？ありがとう
      はじめまして、質問いいですか、事務の仕事って何ですか／お疲れ様です。人事の仕事内容を教えてください
      ありがとう、あと販売についても知りたい／経理かっこいい／営業つらい？／接客は疲れる？
      好きなことを仕事にしたい／人と話すのが好き／名前は田中です／笑顔で接客したい／人間関係が不安
      AIに仕事を奪われる？／事務ってつまらない？／バカでもできる仕事／暇な仕事がいい／男でも事務できますか
      何歳まで応募できますか／楽な仕事ある？／優しい上司がいい／ゲームが好きなんだけど向いてる仕事は
      数学が苦手です／すごい人しかなれない？／会社員って疲れる／ブラック企業は嫌だ／コミュ障です
      it is OKですか／テスト対策どうする／眠くならない仕事／学生です。営業ってどんな仕事ですか／大学生でも応募できますか
    `)

describe('small talk', () => {
  it.each(TALK)('is $talk as a whole message', ({ talk, texts }) => {
    expect(texts.filter((text) => readers.readSmallTalk(text) !== talk)).toEqual([])
  })

  it.each(['ありがとうと言われる仕事がしたい', 'ありがとうって言ってもらえると嬉しい', '簿記の資格は役に立たない？'])(
    'is none where it speaks of work: %s',
    (text) => {
      expect(readers.readSmallTalk(text)).toBeUndefined()
    },
  )

  it.each(['CA GA RA', 'John Smith', 'Nguyễn Anh', '김민수'])(
    'is not in another language where it is a name: %s',
    (text) => {
      expect(readers.readSmallTalk(text)).not.toBe('foreign')
    },
  )

  it('takes no adverb for abuse by letters inside it', () => {
    expect(readers.readSmallTalk('まったくその通りかと')).toBeUndefined()
    expect(readers.readSmallTalk('すごくそんな感じ')).toBeUndefined()
    expect(readers.readSmallTalk('くそボット')).toBe('abuse')
  })

  it('is no question, though it begins with a greeting or ends with thanks', () => {
    expect(QUESTIONS.filter((text) => readers.readSmallTalk(text))).toEqual([])
  })

  it.each([
    {
      text: 'こんばんは、人事の仕事を知りたいです',
      rest: '人事の仕事を知りたいです',
      because: 'it begins with a greeting',
    },
    { text: '経理って何するの？ありがとう', rest: '経理って何するの?', because: 'it ends with thanks' },
    { text: 'ありがとう', rest: 'ありがとう', because: 'nothing else would be left' },
  ])('is taken from 「$text」, for $because', ({ text, rest }) => {
    expect(stripPoliteness(text)).toBe(rest)
  })

  it('is looked for in any text without harm', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void readers.readSmallTalk(text)))
  })
})
