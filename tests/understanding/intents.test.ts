import { beforeAll, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { BEGINNING } from '../../src/editing/destination.ts'
import type { Understanding } from '../../src/understanding/understanding.ts'
import type { Pending, Talk } from '../../src/understanding/understood.ts'
import { SUMMARY, understandingOf } from '../support/understanding.ts'

const TALK: Talk = { ...BEGINNING, now: Date.parse('2026-11-24T12:00:00+09:00') }
const ITEM: Pending = { ...SUMMARY, slot: 'fit.sample', question: '細かい作業が好きだ' }

let understanding: Understanding
beforeAll(async () => {
  understanding = await understandingOf(loadContent())
})
const understand = (text: string, pending?: Pending, talk: Partial<Talk> = {}) =>
  understanding.understand(text, pending, { ...TALK, ...talk })

describe('what is wanted, in words nobody listed', () => {
  it.each([
    { text: 'ここの動かし方がようわからんのやけど、どうしたらええん', command: 'help' },
    { text: 'わたしの登録内容、きれいさっぱり消去してほしいんですけど', command: 'delete_my_data' },
    { text: 'ロボットじゃない、ほんものの担当者さんにつないでほしいです', command: 'talk_to_human' },
    { text: '例の電話、土曜の朝にずらしてほしいねん', command: 'change_callback', talk: { hasBooking: true } },
    {
      text: '電話の件なんですが、ご縁がなかったことにしてください',
      command: 'cancel_callback',
      talk: { hasBooking: true },
    },
    { text: 'はやくやりたい', command: 'start_fit' },
    { text: 'さっさと向いてる仕事出せや', command: 'start_fit' },
    { text: '前に出た判定のやつ、もういっぺん拝ませて', command: 'show_result', talk: { hasResult: true } },
    { text: 'どの答えのせいで経理寄りになったんですか', command: 'why_result', talk: { hasResult: true } },
    { text: '悪いけどここらで切り上げさせてもらうわ', command: 'stop', talk: { inFit: true }, pending: ITEM },
  ])('is $command: $text', ({ text, command, talk, pending }) => {
    expect(understand(text, pending, talk)).toMatchObject({ kind: 'command', command })
  })

  it.each([
    { text: '止まっていたところから、また始めたいです', command: 'resume', because: 'not its last word alone' },
    {
      text: '予約番号をなくしました、教えてください',
      command: 'callback_status',
      talk: { hasBooking: true },
      because: 'the whole says more than its end',
    },
    {
      text: '明日の夕方で合ってますよね、お電話',
      command: 'callback_status',
      talk: { hasBooking: true },
      because: 'a time that is asked about is no wish for it',
    },
    {
      text: 'うわ、反対のほうをタップしちゃった',
      command: 'back',
      talk: { inFit: true },
      pending: ITEM,
      because: 'it is no answer',
    },
    {
      text: '1番目の質問から全部答え直したい',
      command: 'restart',
      talk: { inFit: true },
      pending: ITEM,
      because: 'all is more than one answer',
    },
    {
      text: 'まちがって予約しちゃったので消してもらえますか',
      command: 'cancel_callback',
      talk: { hasBooking: true },
      because: 'a booking is no data',
    },
    {
      text: 'キャリアアドバイザーさんとの面談をお願いしたいです',
      command: 'talk_to_human',
      because: 'no article is asked for',
    },
  ])('is $command, for $because: $text', ({ text, command, talk, pending }) => {
    expect(understand(text, pending, talk)).toMatchObject({ kind: 'command', command })
  })

  it.each([
    { text: 'はいはい、その中身で進めちゃってくださいな', value: 'yes' },
    { text: 'うーん、やっぱり今回は見合わせときますわ', value: 'no' },
  ])('is $value where something is to be confirmed: $text', ({ text, value }) => {
    expect(understand(text, SUMMARY, { inCallback: true })).toMatchObject({ kind: 'answer', value })
  })

  it('is no answer to an item: agreeing there says nothing of what the person is like', () => {
    expect(understand('その中身で進めちゃってくださいな', ITEM, { inFit: true })).not.toMatchObject({ kind: 'answer' })
  })

  it.each(['匿名がいい', '親には内緒にしてほしい', '私の情報いつ消える？'])('has nothing erased: %s', (text) => {
    expect(understand(text)).not.toMatchObject({ command: 'delete_my_data' })
  })

  it.each(['全然', 'そんなもん知るか'])('is no wish for the questionnaire: %s', (text) => {
    expect(understand(text).kind).not.toBe('command')
  })

  it('is rather an answer to the item that waits where answers are put so', () => {
    const bored: Pending = {
      slot: 'fit.sample',
      question: '毎日同じことのくり返しだと、すぐ飽きてしまう',
      kind: 'scale',
      options: ['5', '4', '3', '2', '1'].map((value) => ({ value, label: value })),
    }
    for (const text of ['三日で飽きてしまいます', '飽きて途中で終わることが多いです'])
      expect(understand(text, bored, { inFit: true })).not.toMatchObject({ kind: 'command' })
  })

  it.each([
    '営業って電話をかけ直すことが多いの？',
    '入社してから最初の配属は選べますか',
    '事務で使うソフトの使い方は教えてもらえる？',
    '人に相談されるのが好きな人って、どんな仕事をしてますか',
    'クレームの電話を途中で切られたらどうなりますか',
  ])('is not read into a question about work: %s', (text) => {
    expect(understand(text, undefined, { hasBooking: true, hasResult: true }).kind).not.toBe('command')
  })
})
