import { beforeAll, describe, expect, it } from 'vitest'
import { type Content, loadContent } from '../src/content.ts'
import { type Difference, differenceOf, differenceText, type Move } from '../src/editing/difference.ts'
import { previewOf, tryOut } from '../src/editing/preview.ts'
import { flattenMessages } from '../src/messages.ts'
import type { Topic } from '../src/topics.ts'
import type { Understanding } from '../src/understanding/understanding.ts'
import { understandingOf } from './support/understanding.ts'

const whole = loadContent()
/** Few topics, so that six indexes are made in a moment. */
const FEW = ['front.jobs.sales', 'front.jobs.retail', 'back.jobs.accounting', 'back.jobs.hr', 'back.jobs.clerical']
const content = {
  ...whole,
  topics: new Map(FEW.map((id) => [id, whole.topics.get(id)!])),
  answers: {
    scale: whole.answers.scale.slice(0, 1),
    yesno: whole.answers.yesno.slice(0, 1),
    choice: whole.answers.choice.slice(0, 1),
  },
}
const QUESTION = '社食のカレーは何曜日ですか'
const CURRY: Topic = {
  ...content.topics.get('front.jobs.sales')!,
  id: 'basics.curry',
  title: '社食のカレーの日は？',
  label: '社食のカレー',
  questions: [
    QUESTION,
    ...['火曜', '水曜', '木曜', '金曜'].flatMap((day) => [`社食カレーは${day}？`, `${day}の社食はカレー？`]),
  ],
  keywords: ['社食', 'カレー'],
  answer: 'カレーは金曜です。',
}
const withTopics = (change: (topics: Map<string, Topic>) => void): Content => {
  const topics = new Map(content.topics)
  change(topics)
  return { ...content, topics }
}

describe('what an edit changes for people', () => {
  let difference: Difference
  beforeAll(async () => {
    const after = withTopics((topics) => {
      topics.set(CURRY.id, CURRY)
      topics.set('back.jobs.hr', { ...topics.get('back.jobs.hr')!, answer: '別の答えです。' })
      topics.delete('front.jobs.retail')
    })
    const { messages } = flattenMessages({ help: '使い方が変わりました' })
    difference = await differenceOf(content, { ...after, messages: new Map([...content.messages, ...messages]) })
  })

  it('names topics that came, went and read otherwise, and sentences', () => {
    expect(difference.added).toEqual(['basics.curry'])
    expect(difference.touched).toEqual(['front.jobs.retail', 'back.jobs.hr', 'basics.curry'])
    expect(difference.removed).toEqual(['front.jobs.retail'])
    expect(difference.reworded).toEqual(['back.jobs.hr'])
    expect(difference.sentences).toEqual(['help'])
  })

  it('lists questions whose answer is now another, as written and as unseen', () => {
    const asked = (moves: Difference['moved'], to: string) =>
      moves.filter((move) => move.to === to).flatMap((move) => move.questions)
    expect(asked(difference.moved, 'basics.curry')).toContain(QUESTION)
    expect(asked(difference.unseen, 'basics.curry').length).toBeGreaterThan(0)
    expect(difference.moved.some((move) => move.from === 'front.jobs.retail')).toBe(true)
    expect(differenceText(difference)).toContain('増えた話題: basics.curry')
  })

  it('is nothing where groups of words only stand in another order', async () => {
    const thesaurus = content.synonyms.thesaurus.toReversed()
    const difference = await differenceOf(content, { ...content, synonyms: { ...content.synonyms, thesaurus } })

    expect([difference.moved, difference.unseen]).toEqual([[], []])
  })

  it('is nothing where nothing was edited', async () => {
    expect(differenceText(await differenceOf(content, content))).toBe(
      '答え・文・聞き方の行き先に、変わったところはありません。',
    )
  })
})

describe('moved questions', () => {
  const move = (from: string, to: string, many: number): Move => ({ from, to, questions: Array(many).fill('？') })
  const told = (touched: readonly string[]) =>
    differenceText({
      ...{ touched, added: [], removed: [], reworded: [], sentences: [], unseen: [] },
      moved: [move('middle', 'advisor', 9), move('back.fit', 'front.fit', 2), move('middle', 'basics.curry', 1)],
    })

  it('are told first of the topics that were edited; of others, what only wavers is counted', () => {
    const [, ...lines] = told(['basics.curry'])
      .split('\n')
      .filter((line) => /^ {2}\S/.test(line))

    expect(told(['basics.curry'])).toMatch(/: 12件\n {2}middle → basics\.curry {2}1件/)
    expect(lines).toEqual(['  middle → advisor  9件', expect.stringContaining('直していない話題のあいだ  2件')])
  })

  it('are all told where no topic was edited, but words', () => {
    expect(told([])).toContain('back.fit → front.fit  2件')
  })
})

describe('a preview', () => {
  let understanding: Understanding
  beforeAll(async () => {
    understanding = await understandingOf(content)
  })

  it('shows the answer as people see it, with its buttons', () => {
    const preview = previewOf(content, understanding, 'front.jobs.sales')
    const topic = content.topics.get('front.jobs.sales')!
    expect(preview).toContain(topic.answer.split('\n')[0])
    expect(preview).toContain(`[${content.topics.get(topic.related[0]!)?.label ?? topic.related[0]}]`)
  })

  it('names example questions that lead elsewhere', () => {
    const wrong = withTopics((topics) => topics.set(CURRY.id, { ...CURRY, questions: ['経理の仕事内容を教えて'] }))
    expect(previewOf(wrong, understanding, CURRY.id)).toContain('✗ 「経理の仕事内容を教えて」 → back.jobs.accounting')
  })

  it('tells where any question goes', () => {
    expect(tryOut(content, understanding, '経理ってどんな仕事？')).toContain('→ back.jobs.accounting')
    expect(tryOut(content, understanding, 'こんにちは')).toContain('→ あいさつ・雑談')
  })
})
