import { beforeAll, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import type { Understanding } from '../../src/understanding/understanding.ts'
import type { Pending, Talk } from '../../src/understanding/understood.ts'
import { understandingOf } from '../support/understanding.ts'

const TALK: Talk = {
  now: Date.parse('2026-11-24T12:00:00+09:00'),
  inFit: false,
  inCallback: false,
  hasResult: false,
  hasBooking: false,
}
const STATEMENT: Pending = {
  slot: 'fit.sample',
  question: '新しいことを始めるのが好きだ',
  kind: 'scale',
  options: [
    'とてもあてはまる',
    'ややあてはまる',
    'どちらともいえない',
    'あまりあてはまらない',
    'まったくあてはまらない',
  ].map((label, at) => ({ value: String(5 - at), label })),
}

let understanding: Understanding
beforeAll(async () => {
  understanding = await understandingOf(loadContent())
})

/** The topics that a message is answered with, or what else was made of it. */
function asked(text: string, pending?: Pending): string[] {
  const understood = understanding.understand(text, pending, { ...TALK, inFit: pending !== undefined })
  if (understood.kind !== 'topic' && understood.kind !== 'notCovered') return [understood.kind]
  return [understood.topic, ...(understood.also ?? []).map(({ topic }) => topic)]
}

describe('a message that asks for several things', () => {
  it.each([
    ['経理ってどんな仕事ですか？あとノルマはありますか？', ['back.jobs.accounting', 'front.demerits.quota']],
    ['接客って何するの？それと個人情報って誰が見るの？', ['front.jobs.retail', 'service.privacy']],
    ['経理の仕事って何？ちなみに初任給はいくら？', ['back.jobs.accounting', 'not-covered.salary-figures']],
    ['人事ってどんな仕事か、経理ってどんな仕事か教えて', ['back.jobs.hr', 'back.jobs.accounting']],
  ])('has each of them answered, in their order: %s', (text, topics) => {
    expect(asked(text)).toEqual(topics)
  })

  it.each([
    ['事務のいいところと大変なところは？', ['back.merits', 'back.demerits']],
    ['販売の仕事内容と向いてる人を知りたいです', ['front.jobs.retail', 'front.fit']],
    ['フロントのデメリットとバックのデメリット', ['front.demerits', 'back.demerits']],
    ['営業と事務のメリットを教えて', ['front.merits', 'back.merits']],
    ['経理と人事、どっちも興味あります', ['back.jobs.accounting', 'back.jobs.hr']],
    ['販売も人事も気になります', ['front.jobs.retail', 'back.jobs.hr']],
    ['営業と経理と人事について教えてください', ['front.jobs.sales', 'back.jobs.accounting', 'back.jobs.hr']],
  ])('has what it names together taken apart: %s', (text, topics) => {
    expect(asked(text)).toEqual(topics)
  })

  it.each([
    ['経理って何するの？あとどんな人に向いてる？', ['back.jobs.accounting', 'back.fit']],
    ['フロントのメリットは？バックは？', ['front.merits', 'back.merits']],
    ['経理ってどんな仕事？あと人事も', ['back.jobs.accounting', 'back.jobs.hr']],
  ])('means what was named before: %s', (text, topics) => {
    expect(asked(text)).toEqual(topics)
  })

  it('has no more than three answers', () => {
    expect(asked('経理って何するの？人事って何するの？営業って何するの？販売って何するの？')).toEqual([
      'back.jobs.accounting',
      'back.jobs.hr',
      'front.jobs.sales',
    ])
  })

  it('is answered by all it asks for while a question waits', () => {
    expect(asked('事務のいいところと大変なところは？', STATEMENT)).toEqual(['back.merits', 'back.demerits'])
  })
})

describe('a comparison', () => {
  it.each([
    ['販売と経理、どっちが自分に向いてますか', ['basics.difference', 'front.jobs.retail', 'back.jobs.accounting']],
    ['経理と事務って何が違うの？', ['back.jobs.accounting', 'back.jobs.clerical']],
    ['フロントとバック、どっちが合ってるかな', ['basics.difference', 'front.fit', 'back.fit']],
    ['バックオフィスとミドルオフィスの違いは？', ['basics.difference', 'middle']],
    ['人事ってどんな仕事？経理とはどう違うの？', ['back.jobs.hr', 'back.jobs.accounting']],
  ])('is answered by what compares, and by both: %s', (text, topics) => {
    expect(asked(text)).toEqual(topics)
  })

  it('of the two offices is an article of its own', () => {
    expect(asked('フロントとバックってどう違うんですか')).toEqual(['basics.difference'])
  })
})

describe('a message that asks for one thing', () => {
  it.each([
    '居酒屋でホールをしています。経理って私に向いていますか？',
    'ちょっと質問してもいいですか？人事って何をするんですか',
    '母に「手に職つけたら？」と言われました。経理ってどんな仕事ですか',
    '経理？それってどんな仕事なの？',
    '営業事務ってどんな仕事か教えて',
    'フロントとバックの間に立つ仕事ってありますか？',
    '人事と労務は何が違いますか',
    '販売と事務のアルバイトをしてたんですけど、営業ってきついですか？',
    '残業って多い？早く帰れる？',
    '営業ってつらい？目標に追われるって聞いたけど',
  ])('has one answer, whatever is told around it: %s', (text) => {
    expect(asked(text)).toHaveLength(1)
  })

  it('begins the check where the check is what it wants', () => {
    expect(understanding.understand('診断で営業と事務どっちが向いてるか知りたい', undefined, TALK)).toMatchObject({
      kind: 'command',
      command: 'start_fit',
    })
  })

  it('passes over no distress', () => {
    expect(asked('営業ってどんな仕事？事務ってどんな仕事？死にたい')).toEqual(['crisis'])
  })
})
