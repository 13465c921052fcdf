import type { Content } from '../../content.ts'
import { type Learning, learnClasses, pick, scoresOf, toUnit, weigh } from '../classes.ts'
import { toChances } from '../faq/learn.ts'
import { type Bag, createVocabulary } from '../faq/vocabulary.ts'
import { asidesIn } from './asides.ts'
import type { Answers } from './samples.ts'

const UNCLEAR = 'unclear'
/** `unclear` is no answer that could be recorded. */
export const CLASSES = { scale: ['5', '4', '3', '2', '1', UNCLEAR], yesno: ['yes', 'no', UNCLEAR] } as const
type Kind = keyof typeof CLASSES
type Says = (typeof CLASSES)[Kind][number]

/** What the rules make of an answer, each of it one more thing to learn from. */
export type Clues = (text: string, question: string, kind: Kind) => readonly string[]

export interface DegreeReader {
  /** The likeliest step of the scale, yes or no; its chance among those; and the chance that it is none of them. */
  read(
    text: string,
    question: string,
    kind: Kind,
    clues: readonly string[],
  ): { value: string; chance: number; unclear: number }
}

interface Trained {
  readonly tokens: readonly string[]
  readonly rarity: Float64Array
  readonly weights: Float32Array
}

/** One clue, against all the words of an answer together. */
const CLUE = 0.5
/** A word that says less of every answer is forgotten, for it takes room. */
const SLIGHT = 0.2
/** Of so many questions and remarks that answer nothing one is taught as such. */
const ASIDES = 3

/** Reads how far somebody agrees, by answers that were put alike; learned from those to many statements. */
export function createDegreeReader(
  content: Pick<Content, 'answers' | 'intents' | 'elsewhere' | 'synonyms'>,
  clues: Clues,
  { topics, scanner, readings, dictionary, keep = (_, train) => train() }: Learning,
): DegreeReader {
  const { answers, synonyms } = content
  const remarks = asidesIn(content, topics, ASIDES)
  const readers = { scale: readerOf('scale'), yesno: readerOf('yesno') }
  return { read: (text, question, kind, found) => readers[kind](text, question, found) }

  function readerOf(kind: Kind) {
    const samples = samplesFor(kind, answers)
    const asked = [...new Set(samples.map(({ question }) => question))]
    const asides = remarks.map(
      (text, at): AnswerSample => ({ question: asked[at % asked.length]!, text, says: UNCLEAR }),
    )
    const learnedFrom = JSON.stringify(['answers', kind, samples, asides, synonyms, dictionary])
    const { tokens, rarity, weights } = keep(learnedFrom, () => train(kind, [...samples, ...asides]))
    const { find } = createVocabulary(tokens)
    const classes = CLASSES[kind]
    const wordsOf = createWordsOf((question) => new Set(scanner.tokensOf(question).keys()))
    return (text: string, question: string, found: readonly string[]) => {
      const tokens = scanner.tokensOf(text)
      const said = related([...tokens.keys()], [...tokens.values()], wordsOf(question), (side, token) =>
        find(side + token),
      )
      const chances = toChances(scoresOf(withClues(toUnit(said, rarity), found, find), weights, classes.length))
      const unclear = chances[classes.length - 1]!
      const sure = chances.subarray(0, -1)
      const best = sure.indexOf(Math.max(...sure))
      return { value: classes[best]!, chance: sure[best]! / (1 - unclear), unclear }
    }
  }

  function train(kind: Kind, samples: readonly AnswerSample[]): Trained {
    const classes: readonly Says[] = CLASSES[kind]
    const texts = new Set(samples.flatMap(({ text, question }) => [text, question]))
    const bags = new Map(Array.from(texts, (text) => [text, readings.bagOf(text)]))
    const names = readings.vocabulary.tokens()
    const size = SIDES.length * names.length
    const number = (side: Side, id: number) => SIDES.indexOf(side) * names.length + id
    const wordsOf = createWordsOf((question) => new Set(bags.get(question)!.ids))
    const counted = samples.map(({ text, question, says }) => {
      const { ids, weights } = bags.get(text)!
      const bag = related(ids, weights, wordsOf(question), number)
      return { bag, of: classes.indexOf(says) }
    })
    const words = weigh(counted, {
      vocabulary: { size, tokens: () => SIDES.flatMap((side) => names.map((name) => side + name)) },
    })
    const met = createVocabulary()
    const learned = words.samples.map(({ bag, of }, at) => {
      const { text, question } = samples[at]!
      return { bag: withClues(bag, clues(text, question, kind), (clue) => size + met.number(clue)), of }
    })
    const weights = learnClasses(learned, classes.length, size + met.size)
    const telling = words.kept.flatMap((id, at) => {
      const own = weights.subarray(id * classes.length, (id + 1) * classes.length)
      return own.some((weight) => Math.abs(weight) >= SLIGHT) ? [{ id, at }] : []
    })
    return {
      tokens: [...telling.map(({ at }) => words.tokens[at]!), ...met.tokens()],
      rarity: Float64Array.from([...telling.map(({ at }) => words.rarity[at]!), ...met.tokens().map(() => 0)]),
      weights: pick(
        weights,
        [...telling.map(({ id }) => id), ...met.tokens().map((_, at) => size + at)],
        classes.length,
      ),
    }
  }
}

interface AnswerSample {
  readonly question: string
  readonly text: string
  readonly says: Says
}

/** Yes and no are the two halves of the scale: what says the one says the other. */
const HALF: Readonly<Record<string, Says>> = { '5': 'yes', '4': 'yes', '3': UNCLEAR, '2': 'no', '1': 'no' }

function samplesFor(kind: Kind, { scale, yesno }: Answers): AnswerSample[] {
  const flat = (all: Answers[Kind], meant: Readonly<Record<string, Says>> = {}) =>
    all.flatMap(({ question, answers }) =>
      Object.entries(answers).flatMap(([says, texts]) =>
        texts.map((text): AnswerSample => ({ question, text, says: meant[says] ?? (says as Says) })),
      ),
    )
  return kind === 'scale' ? flat(scale) : [...flat(yesno), ...flat(scale, HALF)]
}

/** A question as an answer is held against it. */
interface QuestionWords<Token> {
  readonly tokens: ReadonlySet<Token>
  /** Whether being at ease with it is to agree. */
  readonly tone: '+' | '-'
}

/** There are no more questions than editors write. */
function createWordsOf<Token>(tokensOf: (question: string) => ReadonlySet<Token>) {
  const known = new Map<string, QuestionWords<Token>>()
  return (question: string): QuestionWords<Token> => {
    const words = known.get(question) ?? { tokens: tokensOf(question), tone: toneOf(question) }
    known.set(question, words)
    return words
  }
}

const HARD =
  /ない|ません|苦手|疲れ|ぐったり|あたふた|飽き|後回し|しまう|不安|緊張|つらい|嫌|落ち込|面倒|いらいら|イライラ|怖|こわ|ストレス|きつい|弱い|下手|避け|困/
const FINE = /苦にならない|苦ではない|気にならない|平気|できないと/
const toneOf = (question: string) =>
  HARD.test(question.replaceAll('ませんか', '')) && !FINE.test(question) ? '-' : '+'

/** What a word is to the question: a new one, one of its own, or said of something good or hard. */
const SIDES = ['', '=', '+', '-'] as const
type Side = (typeof SIDES)[number]

/** Each word twice: as the question's own or not, and by the question's tone. */
function related<Token>(
  tokens: ArrayLike<Token>,
  weights: ArrayLike<number>,
  { tokens: asked, tone }: QuestionWords<Token>,
  number: (side: Side, token: Token) => number,
): Bag {
  const bag = { ids: new Int32Array(2 * tokens.length), weights: new Float64Array(2 * tokens.length) }
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    bag.ids[2 * at] = number(asked.has(token) ? '=' : '', token)
    bag.ids[2 * at + 1] = number(tone, token)
    bag.weights[2 * at] = weights[at]!
    bag.weights[2 * at + 1] = weights[at]!
  }
  return bag
}

function withClues({ ids, weights }: Bag, clues: readonly string[], number: (clue: string) => number): Bag {
  const bag = { ids: new Int32Array(ids.length + clues.length), weights: new Float64Array(ids.length + clues.length) }
  bag.ids.set(ids)
  bag.weights.set(weights)
  bag.ids.set(clues.map(number), ids.length)
  bag.weights.fill(CLUE, ids.length)
  return bag
}
