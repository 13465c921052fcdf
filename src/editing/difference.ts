import type { Content } from '../content.ts'
import { fingerprint } from '../fingerprint.ts'
import type { KeptReadings } from '../understanding/faq/readings.ts'
import type { Keep } from '../understanding/keep.ts'
import { createUnderstanding } from '../understanding/understanding.ts'
import { destinationOf, unseenDestinations } from './destination.ts'

/** Questions that all went to one place and now go to another. */
export interface Move {
  readonly from: string
  readonly to: string
  readonly questions: readonly string[]
}

export interface Difference {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Topics of which anything is other than it was, those that came and went too. */
  readonly touched: readonly string[]
  /** Topics whose answer reads otherwise. */
  readonly reworded: readonly string[]
  /** Sentences that read otherwise, by key. */
  readonly sentences: readonly string[]
  /** Example questions, asked as they are written. */
  readonly moved: readonly Move[]
  /** Example questions asked as if nobody had written them down: what people's own words come to. */
  readonly unseen: readonly Move[]
}

/** What people notice of an edit: words that changed, and questions whose answer is now another. */
export async function differenceOf(before: Content, after: Content): Promise<Difference> {
  const ids = (content: Content) => [...content.topics.keys()]
  const both = ids(after).filter((id) => before.topics.has(id))
  const questionsOf = (content: Content) => [...content.topics.values()].flatMap((topic) => topic.questions)
  const asked = [...new Set([...questionsOf(before), ...questionsOf(after)])]
  const keep = rememberedHere()
  const [old, now] = await Promise.all([before, after].map((content) => createUnderstanding(content, () => {}, keep)))
  const [oldUnseen, nowUnseen] = await Promise.all([before, after].map((content) => unseenDestinations(content, keep)))
  const touched = [...new Set([...ids(before), ...ids(after)])].filter(
    (id) => JSON.stringify(before.topics.get(id)) !== JSON.stringify(after.topics.get(id)),
  )
  return {
    touched,
    added: ids(after).filter((id) => !before.topics.has(id)),
    removed: ids(before).filter((id) => !after.topics.has(id)),
    reworded: both.filter((id) => before.topics.get(id)!.answer !== after.topics.get(id)!.answer),
    sentences: [...after.messages].flatMap(([key, variants]) =>
      JSON.stringify(before.messages.get(key)) === JSON.stringify(variants) ? [] : [key],
    ),
    moved: moves(
      asked,
      (text) => destinationOf(old!, text),
      (text) => destinationOf(now!, text),
    ),
    unseen: moves(asked, oldUnseen!, nowUnseen!),
  }
}

/** Most of what is learned and read is the same for all contents that are compared. */
function rememberedHere(): Keep {
  const models = new Map<string, unknown>()
  const readings = new Map<string, KeptReadings>()
  return {
    model<Model>(learnedFrom: readonly unknown[], train: () => Model) {
      const print = fingerprint(learnedFrom)
      const model = models.get(print) ?? train()
      models.set(print, model)
      return model as Model
    },
    readings: (readBy) => readings.get(fingerprint(readBy)),
    keepReadings: (readBy, read) => readings.set(fingerprint(readBy), read),
  }
}

function moves(asked: readonly string[], before: (text: string) => string, after: (text: string) => string): Move[] {
  const found = new Map<string, { from: string; to: string; questions: string[] }>()
  for (const text of asked) {
    const [from, to] = [before(text), after(text)]
    if (from === to) continue
    const move = found.get(`${from} ${to}`) ?? { from, to, questions: [] }
    move.questions.push(text)
    found.set(`${from} ${to}`, move)
  }
  return [...found.values()].sort((a, b) => b.questions.length - a.questions.length)
}

const EXAMPLES = 5
/** So many questions that move alike, between topics nobody touched, are more than questions that could go either way. */
const MANY = 5

/** The difference for an editor. */
export function differenceText(difference: Difference): string {
  const { added, removed, reworded, sentences, moved, unseen, touched } = difference
  const list = (title: string, names: readonly string[]) => (names.length > 0 ? [`${title}: ${names.join(', ')}`] : [])
  const lines = [
    ...list('増えた話題', added),
    ...list('なくなった話題', removed),
    ...list('答えの文が変わった話題', reworded),
    ...list('文が変わったところ(messages.yaml)', sentences),
    ...moveLines('行き先が変わった聞き方(書いてあるとおりに聞いたとき)', moved, touched),
    ...moveLines('行き先が変わった聞き方(はじめて聞く言い方としてためしたとき)', unseen, touched),
  ]
  return lines.length > 0 ? lines.join('\n') : '答え・文・聞き方の行き先に、変わったところはありません。'
}

function moveLines(title: string, all: readonly Move[], touched: readonly string[]): string[] {
  if (all.length === 0) return []
  const count = (moves: readonly Move[]) => moves.reduce((sum, move) => sum + move.questions.length, 0)
  const isNear = ({ from, to }: Move) => touched.length === 0 || touched.includes(from) || touched.includes(to)
  const near = all.filter(isNear)
  const far = all.filter((move) => !isNear(move))
  const [many, few] = [
    far.filter((move) => move.questions.length >= MANY),
    far.filter((move) => move.questions.length < MANY),
  ]
  return [
    `${title}: ${count(all)}件`,
    ...[...near, ...many].flatMap(({ from, to, questions }) => [
      `  ${from} → ${to}  ${questions.length}件`,
      ...questions.slice(0, EXAMPLES).map((question) => `      「${question}」`),
      ...(questions.length > EXAMPLES ? [`      ほか${questions.length - EXAMPLES}件`] : []),
    ]),
    ...(few.length > 0
      ? [`  直していない話題のあいだ  ${count(few)}件(もともとどちらともとれて、学びなおすたびに少しゆれる聞き方です)`]
      : []),
  ]
}
