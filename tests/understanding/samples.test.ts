import { beforeAll, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { BEGINNING } from '../../src/editing/destination.ts'
import type { Understanding } from '../../src/understanding/understanding.ts'
import type { Pending, Talk } from '../../src/understanding/understood.ts'
import { SUMMARY, understandingOf } from '../support/understanding.ts'

const TALK: Talk = { ...BEGINNING, inFit: true, now: Date.parse('2026-11-24T12:00:00+09:00') }
const content = loadContent()
const SCALE = ['とても', 'やや', 'どちらとも', 'あまり', 'まったく'].map((label, at) => ({
  value: String(5 - at),
  label: `${label}あてはまる`,
}))

function item(question: string, labels?: readonly string[]): Pending {
  const options = labels?.map((label) => ({ value: label, label })) ?? SCALE
  return { slot: 'fit.sample', question, kind: labels ? 'choice' : 'scale', options }
}

const NEXT_TO_NOTHING = {
  scale: [{ question: '朝型だ', answers: { '5': ['はい'], '1': ['いいえ'] } }],
  yesno: [{ question: '朝型ですか？', answers: { yes: ['はい'], no: ['いいえ'] } }],
  choice: [{ question: '朝型ですか？', options: { 朝型: ['はい'], 夜型: ['いいえ'] }, unclear: [] }],
}

let understanding: Understanding
let untaught: Understanding
beforeAll(async () => {
  understanding = await understandingOf(content)
  untaught = await understandingOf({ ...content, answers: NEXT_TO_NOTHING })
})
const recorded = (understood: ReturnType<Understanding['understand']>) =>
  understood.kind === 'answer' ? understood.value : undefined

/** None of these sentences is taught; the statements are the content's own and others. */
const TOLD = [
  { question: '何かを出す前に、もう一度見直すのがくせになっている', text: '送信してから誤字に気づく', value: '1' },
  { question: '話がかみ合わない人たちの間に入って、まとめることがある', text: '黙って見てるだけ', value: '1' },
  { question: '話しながら、相手が何をしてほしいか気づくほうだ', text: '察するのは得意な方だと思う', value: '4' },
  {
    question: 'はじめて会う人とも、わりと自然に話せる',
    text: '飲み会で隣になった人と朝までしゃべってました',
    value: '5',
  },
  {
    question: 'はじめて会う人とも、わりと自然に話せる',
    text: '知らない人の前だと固まって何も言えません',
    value: '1',
  },
  { question: '毎日同じことのくり返しだと、すぐ飽きてしまう', text: '三日でいやになるタイプ', value: '5' },
  {
    question: '急に予定が変わると、あたふたしてしまう',
    text: 'へえそうなんだ、くらいで何とも思わないです',
    value: '1',
  },
  { question: '気になったことは、しくみがわかるまで調べる', text: '日によるかなあ、気分しだいです', value: '3' },
  { question: '人前で発表するのは気が重い', text: '前の晩から眠れなくなります', value: '5' },
]
const LABELS = ['給料', '休みの多さ', '人間関係', '成長できること']
const CHOSEN = [
  { text: '手取りがいちばん大事っす', value: '給料' },
  { text: 'まわりの人がやさしいとこがいいです', value: '人間関係' },
  { text: 'スキルが身につくところに行きたいです', value: '成長できること' },
]

describe('an answer in words of its own', () => {
  it.each(TOLD)('is read by what it is like: $text → $value', ({ question, text, value }) => {
    expect(recorded(understanding.understand(text, item(question), TALK))).toBe(value)
  })

  it.each(CHOSEN)('means the option its words go with: $text', ({ text, value }) => {
    const pending = item('仕事を選ぶとき、何を大事にしたいですか？', LABELS)

    expect(recorded(understanding.understand(text, pending, TALK))).toBe(value)
  })

  it('is learned from the sentences in the content alone', () => {
    const known = [
      ...TOLD.filter(
        ({ question, text, value }) => recorded(untaught.understand(text, item(question), TALK)) === value,
      ),
      ...CHOSEN.filter(({ text, value }) => recorded(untaught.understand(text, item('', LABELS), TALK)) === value),
    ]

    expect(known.length).toBeLessThan((TOLD.length + CHOSEN.length) / 3)
  })

  it.each([
    '営業のノルマってどれくらいきついですか？',
    '今ちょっと電車なんで後で',
    'うちの姉はそういうタイプやけど',
    'それって学校の話も入りますか',
    '友達は三日で飽きてたよ',
  ])('is recorded for none of this: %s', (text) => {
    expect(understanding.understand(text, item('毎日同じことのくり返しだと、すぐ飽きてしまう'), TALK).kind).not.toBe(
      'answer',
    )
  })

  it.each([
    ['妹は大学に通ってます', ['学生', '働いている']],
    ['父は会社員です', ['学生', '会社員']],
  ])('is recorded for nothing that is told of somebody else: %s', (text, labels) => {
    expect(understanding.understand(text, item('今の状況は？', labels), TALK).kind).not.toBe('answer')
  })

  it.each([
    ['土日は休みたいです', '夢中になりやすいのは？', ['人と話す', '物をつくる']],
    ['裏方のほうが好きです', '夢中になりやすいのは？', ['人と話す', '物をつくる']],
  ])('is asked back where it may be one, and not taken for a question to us: %s', (text, question, labels) => {
    expect(understanding.understand(text, item(question, labels), TALK).kind).toBe('unclear')
  })

  it.each([
    '経理の仕事内容が知りたいです',
    '営業のやりがいについて教えていただけませんか',
    '事務 仕事内容',
    'ミドルオフィスって何する部署',
  ])('leaves a question to us its article, whatever waits: %s', (text) => {
    const yesNo: Pending = { ...item('電話に出るのは苦手ですか？', ['はい', 'いいえ']), kind: 'yesno' }
    const [pay, scale] = [item('給料はどちらがいいですか？', ['毎月安定', '歩合']), item('朝は得意なほうだ')]

    expect([pay, yesNo, scale].map((waits) => understanding.understand(text, waits, TALK).kind)).toEqual(
      Array(3).fill('topic'),
    )
  })

  it('begins no questionnaire that is under way already', () => {
    const meant = understanding.understand(
      '気になったらググる',
      item('毎日同じことのくり返しだと、すぐ飽きてしまう'),
      TALK,
    )

    expect(meant.kind).not.toBe('command')
  })

  it('is seen in hardly any question to us', () => {
    const questions = [...content.topics.values()].map((topic) => topic.questions[1]!)
    const items = content.bank.items.filter(({ kind }) => kind === 'choice')
    const taken = questions.filter((text, at) => {
      const { id, kind, text: question, options } = items[at % items.length]!
      return understanding.understand(text, { slot: `fit.${id}`, kind, question, options }, TALK).kind === 'answer'
    })

    expect(taken.length / questions.length).toBeLessThan(0.06)
  })

  it('is heard as distress where it tells of it, however well it would fit', () => {
    const told = understanding.understand(
      'もう明日が来なければいいのにって毎晩思ってます',
      item('気持ちを引きずってしまう'),
      TALK,
    )

    expect(told.kind).toBe('crisis')
  })

  it.each([
    ['a choice', item('給料はどちらがいいですか？', ['毎月安定', '歩合'])],
    ['a way to be reached', { ...item('電話番号は？', []), slot: 'callback.phone', kind: 'phone' as const }],
    ['whether one agrees', { ...item('よろしいですか？', ['はい', 'いいえ']), slot: 'callback.consent' }],
    ['a time', { ...item('いつがよいですか？', []), slot: 'callback.time', kind: 'datetime' as const }],
  ])('is heard as distress, though it answers nothing of %s', (_, waits) => {
    const told = understanding.understand('もう明日が来なければいいのにって毎晩思ってます', waits, TALK)

    expect(told.kind).toBe('crisis')
  })

  it('binds nobody: a summary is agreed to in so many words', () => {
    expect(
      understanding.understand('人と話すのはわりと得意なほうです', SUMMARY, { ...TALK, inFit: false }).kind,
    ).not.toBe('answer')
  })
})

describe('what is taught as an answer', () => {
  it('is no alarm and no request to the bot', () => {
    const mistaken = content.answers.scale.slice(0, 15).flatMap(({ question, answers }) =>
      Object.entries(answers)
        .filter(([says]) => says !== 'unclear')
        .flatMap(([, texts]) => texts)
        .filter((text) => {
          const { kind } = understanding.understand(text, item(question), TALK)
          return kind === 'crisis' || kind === 'command'
        })
        .map((text) => `${question} — ${text}`),
    )
    const all = content.answers.scale.slice(0, 15).flatMap(({ answers }) => Object.values(answers).flat())

    expect(mistaken.length / all.length).toBeLessThan(0.01)
  })
})
