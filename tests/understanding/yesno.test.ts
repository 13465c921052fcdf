import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { list, readers } from './readers.ts'

const YES = list(`
      はい、お願いします／そうです／うん、いいよ／オッケーです／OK！／それでお願いします／いいですよ／ええよ
      うんうん／合ってる／間違いないです／了解です／もちろんです／ぜひ／はーい／せやで／お願い！
      そうしてください／いいっすよ／よろしくお願いします／問題ありません／構わないです／それでいいです／👍
      はいはい／うん、それで／おk／ok／いいね／頼むわ／イエス／そやね／うむ／承知しました／ハイ
      それで合ってます／それでオッケー／やります／そう／はい！！／うん👍／よろしく頼みます／あってるよ
      んだ／んだんだ／そうなの／うん、そうなのね／よかよ／よかばい／かまへん／そうじゃ／そうたい／おうとる／いいべ／いいっしょ
      間違いなし！／そのまま送って／🙆で／全部合ってます／ばっちりだべ
    `)

const NO = list(`
      いいえ、違います／いや、いい／やめときます／だめ／ちがうよ／いやです／今回はいいです／遠慮しておきます
      必要ないです／無理です／ノー／やめておく／まだいい／いらんわ／ちゃうよ／違うなあ／ううん、違う
      キャンセルで／しないです／また今度で／やっぱりやめる／結構っす／嫌だ／ダメです／そうじゃなくて／違うんです
      いえ、大丈夫です／別にいい／間違ってます／やめて／いらないっす／だいじょうぶです、いりません／いいえ！／🙅
      のー／断ります／いや違う／今はやめときます／せえへん／ええです、いらんです
      いんにゃ／んでねえ／ちごうとる／まちごうとる／そやない／いけん／だめだべ
      合っとらんばい／送るな／やだ／🙅で／のーで🙅／間違いがあります
    `)

const NEITHER = list(`
      はいといいえの間／いいえって言ったらどうなる？／営業／いつでもいいので教えて／大丈夫ですか？
      無理しないで働ける会社／うんざり／あのさ／あの／
    `)

describe('a bare yes or no', () => {
  it.each([
    { answer: 'yes', texts: YES, because: 'all of it agrees' },
    { answer: 'no', texts: NO, because: 'a clear no beside a polite word decides' },
    { answer: undefined, texts: NEITHER, because: 'more is said, or it is a question' },
  ])('is $answer where $because', ({ answer, texts }) => {
    expect(texts.filter((text) => readers.readYesNo(text) !== answer)).toEqual([])
  })

  it('is read from any text without harm', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void readers.readYesNo(text)))
  })
})
