import { beforeAll, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { BEGINNING } from '../../src/editing/destination.ts'
import type { Understanding } from '../../src/understanding/understanding.ts'
import type { Pending } from '../../src/understanding/understood.ts'
import { understandingOf } from '../support/understanding.ts'
import { list, readers } from './readers.ts'

const content = loadContent()
let understanding: Understanding
beforeAll(async () => {
  understanding = await understandingOf(content)
})
const talk = { ...BEGINNING, hasBooking: true }
const kindOf = (text: string, pending?: Pending) => understanding.understand(text, pending, talk).kind

/** None of these is among the sentences that are taught, and no phrase of `care.yaml` is met. */
const TOLD_OTHERWISE = list(`
  納屋で縄を見つめていた／川べりに立って一時間たった／今夜も野宿。所持金もない
  みんな今までごめんね、もう会えないけど元気でね／もう何もしたくない、息するのも面倒／自分には何の価値もないって毎日思う
  ご飯の味がしないし、夜は一睡もできないし、もうだめだと思う
  旅に出ます、もう帰りません／もう家には帰らないつもりで出てきました／包丁を見てると変な気持ちになる
  父が毎晩酒を飲んで私を叩きます／店長に倉庫に呼ばれて触られました／元彼がずっと家の前にいます
  知らない男につけられてる今／手首が切れてて血がすごい／意識がもうろうとする、薬のみすぎた／もう生きとるんがえらい
`)

/** They share words with distress, and are none. */
const NONE = list(`
  書類選考で落ちてばかりで、さすがに自信がなくなってきた／推しの卒業ライブで泣きすぎて目が死んだ／もう寝ます、また明日
  母に就活のことを毎日聞かれてうんざり／バイト先の店長が厳しくて辞めたい／高いところの作業がある仕事って資格いりますか
  引っ越すので冷蔵庫を友達にゆずりました／看護師の友達が夜勤で眠れないと言っています／疲れたけど楽しかった
  最近ちょっと疲れてて／ESが通らないのは自分の書き方が悪いのかな／内定が出なくてあせっています／夜型なので朝がつらい
  今夜9時だといけますかね？／今晩7時半なら話せるかも
`)

/** A word or two, in which distress is told and much else. */
const SHORT = list('もう／最後／最後の／家／夜なら／きのうから／おととい／母と／窓')

describe('distress that no phrase foresees', () => {
  it('is heard by what it is like', () => {
    expect(TOLD_OTHERWISE.filter((text) => readers.readCrisis(text))).toEqual([])
    expect(TOLD_OTHERWISE.filter((text) => kindOf(text) !== 'crisis')).toEqual([])
  })

  it('is learned from the sentences in the content alone', async () => {
    const untaught = await understandingOf({ ...content, distress: { ...content.distress, kinds: {} } })
    expect(TOLD_OTHERWISE.filter((text) => untaught.understand(text, undefined, talk).kind === 'crisis')).toEqual([])
  })

  it('is not seen in what only sounds like it', () => {
    expect(NONE.filter((text) => kindOf(text) === 'crisis')).toEqual([])
  })

  it('is not seen in a word or two', () => {
    expect(SHORT.filter((text) => kindOf(text) === 'crisis')).toEqual([])
  })

  it.each([
    { text: '元彼がずっと家の前にいます', care: 'violence' },
    { text: '店長に倉庫に呼ばれて触られました', care: 'harassment' },
    { text: '意識がもうろうとする、薬のみすぎた', care: 'emergency' },
    { text: '自分には何の価値もないって毎日思う', care: 'unsure' },
  ])('is answered as $care: 「$text」', ({ text, care }) => {
    expect(understanding.understand(text, undefined, talk)).toEqual({ kind: 'crisis', care })
  })

  it('is heard where a person writes to the advisor what it is about', () => {
    const topic: Pending = { slot: 'callback.topic', question: 'どんなご相談ですか？', kind: 'text', options: [] }
    expect(kindOf('もう何もしたくない、息するのも面倒', topic)).toBe('crisis')
    expect(kindOf('面接がうまくいかなくて困っています', topic)).toBe('answer')
  })

  it('is heard behind words that could ask the bot for something', () => {
    expect(kindOf('どこか静かな場所に行って、もう誰のところにも戻らないつもり')).toBe('crisis')
  })

  it.each([
    {
      text: '面談はやめます。そのころ自分はどこにもいないので',
      because: 'it calls the talk off for the worst of reasons',
    },
    { text: 'しゃちょう たたく。にげたい。どこ でんわ する', because: 'it asks whom to ring for help' },
    {
      text: '「お前は無能だ」と毎日言われて、朝になると玄関で足が動かず、涙だけ出ます',
      because: 'it quotes what was said to the person',
    },
  ])('is heard before a request and small talk: 「$text」, $because', ({ text }) => {
    expect(kindOf(text)).toBe('crisis')
  })

  it('is not seen where somebody shouts at the bot', () => {
    expect(understanding.understand('無能、消えろ', undefined, talk)).toEqual({ kind: 'smallTalk', talk: 'abuse' })
  })

  it.each([
    { text: '私に関するデータを全部消してほしいです', command: 'delete_my_data' },
    { text: 'もう電話してこなくていいので予約を取り消したい', command: 'cancel_callback' },
    { text: 'もうこの診断は終わりにしたい', command: 'stop' },
    { text: '申し込んだあとに眠れなくなっちゃって、もうかけてこないでほしいです', command: 'cancel_callback' },
    { text: 'わたしの情報をまるごと消して', command: 'delete_my_data' },
  ])('is not seen in a request: 「$text」', ({ text, command }) => {
    expect(understanding.understand(text, undefined, talk)).toMatchObject({ kind: 'command', command })
  })
})
