import type { Content } from '../../content.ts'
import { type Learning, learnClasses, pick, scoresOf, toUnit, type Words, weigh } from '../classes.ts'
import { type Bag, createBags, makeBag, sizeOf } from '../faq/bags.ts'
import { hashOf } from '../faq/hash.ts'
import { toChances } from '../faq/learn.ts'
import type { Readings } from '../faq/readings.ts'
import type { Scanner } from '../faq/scan.ts'
import { createVocabulary } from '../faq/vocabulary.ts'
import { asidesIn } from './asides.ts'
import type { Answers } from './samples.ts'

const UNCLEAR = 'unclear'
/** `unclear` is no answer that could be recorded. */
export const CLASSES = { scale: ['5', '4', '3', '2', '1', UNCLEAR], yesno: ['yes', 'no', UNCLEAR] } as const
type Kind = keyof typeof CLASSES
type Says = (typeof CLASSES)[Kind][number]

/** What an answer comes to, and what the rules make of it, each of it one more thing to learn from. */
export type Clues = (text: string, question: string, kind: Kind) => Clued
export interface Clued {
  /** What is left of the answer without its reasons. */
  readonly words: string
  readonly clues: readonly string[]
}

export interface DegreeReader {
  /** The likeliest step of the scale, yes or no; its chance among those; and the chance that it is none of them. */
  read(answer: Clued, question: string, kind: Kind): { value: string; chance: number; unclear: number }
}

interface Trained extends Words {
  readonly weights: Float32Array
}

/** About so many clues an answer has. */
const CLUES = 8
/** One clue, against all the words of an answer together. */
const CLUE = 0.3
/** A word that says less of every answer is forgotten, for it takes room. */
const SLIGHT = 0.2
/** So many questions and remarks are taught as answering nothing. */
const ASIDES = 2_500
/** So often each sample is visited: answers take longer to learn than kinds of talk. */
const EPOCHS = 8

type Samples = Pick<Content, 'answers' | 'intents' | 'elsewhere' | 'lexicon'>

/** Reads how far somebody agrees, by answers that were put alike; learned from those to many statements. */
export function createDegreeReader(content: Samples, clues: Clues, learning: Learning): DegreeReader {
  const readers = {
    scale: createKindReader('scale', content, clues, learning),
    yesno: createKindReader('yesno', content, clues, learning),
  }
  return { read: (answer, question, kind) => readers[kind](answer, question) }
}

function createKindReader(kind: Kind, content: Samples, clues: Clues, learning: Learning) {
  const { answers, intents, elsewhere, lexicon } = content
  const { questions, scanner, readings, readBy, keep } = learning
  const { scale, yesno } = answers
  // the rules go by the lexicon
  const learnedFrom = [kind, scale, yesno, intents.others, elsewhere, questions, lexicon, ...readBy]
  const train = () => {
    const samples = samplesFor(kind, answers)
    const asked = [...new Set(samples.map(({ question }) => question))]
    const asides = asidesIn(content, questions, ASIDES).map(
      (text, at): AnswerSample => ({ question: asked[at % asked.length]!, text, says: UNCLEAR }),
    )
    return trainDegrees(kind, [...samples, ...asides], clues, readings)
  }
  return openDegrees(kind, keep(learnedFrom, train), scanner)
}

function trainDegrees(kind: Kind, samples: readonly AnswerSample[], clues: Clues, readings: Readings): Trained {
  const classes: readonly Says[] = CLASSES[kind]
  const found = samples.map(({ text, question }) => clues(text, question, kind))
  const texts = readings.bagsOf(found.map(({ words }) => words))
  const asked = new Set(samples.map(({ question }) => question))
  const words = new Map([...asked].map((question) => [question, wordsOf(question, readings.bagOf(question).ids)]))
  const names = readings.vocabulary.hashes()
  const number = (side: Side, id: number) => SIDES.indexOf(side) * names.length + id
  const counted = createBags(samples.length, 2 * sizeOf(texts))
  samples.forEach(({ question }, at) => {
    const { ids, weights } = texts.at(at)
    relate(ids, weights, words.get(question)!, number, counted.add(2 * ids.length))
  })
  const size = SIDES.length * names.length
  const hashes = Uint32Array.from({ length: size }, (_, id) =>
    besides(SIDES[Math.floor(id / names.length)]!, names[id % names.length]!),
  )
  const weighed = weigh(counted, { size, hashes: () => hashes })

  const met = createVocabulary()
  const learned = createBags(samples.length, sizeOf(counted) + CLUES * samples.length)
  found.forEach(({ clues }, at) => {
    const bag = weighed.bags.at(at)
    addClues(bag, clues, (clue) => size + met.number(hashOf(clue)), learned.add(bag.ids.length + clues.length))
  })
  const isOf = (sample: number) => classes.indexOf(samples[sample]!.says)
  const weights = learnClasses(learned, isOf, classes.length, size + met.size, EPOCHS)
  const telling = [...weighed.kept.keys()].filter((at) => {
    const from = weighed.kept[at]! * classes.length
    return weights.subarray(from, from + classes.length).some((weight) => Math.abs(weight) >= SLIGHT)
  })
  const clueIds = Array.from({ length: met.size }, (_, at) => size + at)
  return {
    hashes: Uint32Array.from([...telling.map((at) => weighed.words.hashes[at]!), ...met.hashes()]),
    rarity: Float32Array.from([...telling.map((at) => weighed.words.rarity[at]!), ...clueIds.map(() => 0)]),
    weights: pick(weights, [...telling.map((at) => weighed.kept[at]!), ...clueIds], classes.length),
  }
}

/** Apart, so that what was read to learn from is not kept with the reader. */
function openDegrees(kind: Kind, { hashes, rarity, weights }: Trained, scanner: Scanner) {
  const { find } = createVocabulary(hashes)
  const classes = CLASSES[kind]
  const questions = new Map<string, QuestionWords>()
  const wordsIn = (question: string) => {
    const words = questions.get(question) ?? wordsOf(question, scanner.read(question).hashes)
    // there are no more questions than editors write
    questions.set(question, words)
    return words
  }
  return ({ words, clues }: Clued, question: string) => {
    const asked = wordsIn(question)
    const { hashes, weights: loud } = scanner.read(words)
    const said = makeBag(2 * hashes.length)
    relate(hashes, loud, asked, (side, hash) => find(besides(side, hash)), said)
    const bag = makeBag(said.ids.length + clues.length)
    addClues(toUnit(said, rarity), clues, (clue) => find(hashOf(clue)), bag)
    const chances = toChances(scoresOf(bag, weights, classes.length))
    const unclear = chances[classes.length - 1]!
    const sure = chances.subarray(0, -1)
    const best = sure.indexOf(Math.max(...sure))
    return { value: classes[best]!, chance: sure[best]! / (1 - unclear), unclear }
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
interface QuestionWords {
  /** Its tokens, by number or hash. */
  readonly tokens: ReadonlySet<number>
  /** Whether being at ease with it is to agree. */
  readonly tone: '+' | '-'
}

const wordsOf = (question: string, tokens: Iterable<number>): QuestionWords => ({
  tokens: new Set(tokens),
  tone: toneOf(question),
})

const HARD =
  /ない|ません|苦手|疲れ|ぐったり|あたふた|飽き|後回し|しまう|不安|緊張|つらい|嫌|落ち込|面倒|いらいら|イライラ|怖|こわ|ストレス|きつい|弱い|下手|避け|困/
const FINE = /苦にならない|苦ではない|気にならない|平気|できないと/
const toneOf = (question: string) =>
  HARD.test(question.replaceAll('ませんか', '')) && !FINE.test(question) ? '-' : '+'

/** What a word is to the question: a new one, one of its own, or said of something good or hard. */
const SIDES = ['', '=', '+', '-'] as const
type Side = (typeof SIDES)[number]

/** The hash of a word on one side. */
const besides = (side: Side, hash: number) => (side === '' ? hash : Math.imul(hash ^ hashOf(side), 0x9e3779b1) >>> 0)

/** Each word twice: as the question's own or not, and by the question's tone. */
function relate(
  tokens: ArrayLike<number>,
  weights: ArrayLike<number>,
  { tokens: asked, tone }: QuestionWords,
  number: (side: Side, token: number) => number,
  into: Bag,
): void {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    into.ids[2 * at] = number(asked.has(token) ? '=' : '', token)
    into.ids[2 * at + 1] = number(tone, token)
    into.weights[2 * at] = weights[at]!
    into.weights[2 * at + 1] = weights[at]!
  }
}

function addClues({ ids, weights }: Bag, clues: readonly string[], number: (clue: string) => number, into: Bag): void {
  into.ids.set(ids)
  into.ids.set(clues.map(number), ids.length)
  into.weights.set(weights)
  into.weights.fill(CLUE, ids.length)
}
