import { z } from 'zod'
import type { Content } from '../../content.ts'
import { type Learning, toUnit, type Words, weigh } from '../classes.ts'
import { type Bag, createBags } from '../faq/bags.ts'
import { hashOf } from '../faq/hash.ts'
import { createRandom, shuffle, toChances } from '../faq/learn.ts'
import type { Readings } from '../faq/readings.ts'
import type { Said, Scanner } from '../faq/scan.ts'
import { createVocabulary } from '../faq/vocabulary.ts'
import { asidesIn } from './asides.ts'
import { leavesOpen } from './options.ts'

/** Answers to a choice by the option they mean; `unclear` ones mean none. */
export const choicesSchema = z
  .array(
    z.strictObject({
      question: z.string().min(1),
      options: z.record(z.string(), z.array(z.string().min(1))),
      unclear: z.array(z.string().min(1)).default([]),
    }),
  )
  .min(1, 'has no question. Add some, with answers to learn from.')
type Choices = z.infer<typeof choicesSchema>

/** What the rules make of an answer: the label it names and how plainly, or why it names none. */
export type NamedOption = (text: string, question: string, labels: readonly string[]) => Named
export type Named = { readonly at: number; readonly how: string } | string

export interface ChoiceReader {
  /** Which of the labels an answer most likely means; its chance among them; and the chance that it means none. */
  read(text: string, labels: readonly string[], named: Named): { at: number; chance: number; none: number }
}

interface Trained {
  readonly said: Words
  readonly labels: Words
  readonly weights: Float32Array
}

/** So many pairs of a word said and a word of a label are told apart, by their hash; a power of two. */
const PAIRS = 1 << 20
const EPOCHS = 5
const RATE = 0.5
/** What all pairs of words together count, and how alike text and label are, against one clue. */
const WORDS = 6
const LIKENESS = 3
/** So many questions and remarks are taught as answering nothing. */
const ASIDES = 300
/** That none of the labels is meant is told by the words alone. */
const WORDS_OF_NONE = 3

/** One thing an answer may mean, and what speaks for it. */
interface Candidate {
  readonly keys: number[]
  readonly values: number[]
}

/**
 * Reads an answer to a choice by which words go with which words of a label: 「手取り」
 * with 「給料」, whatever the question. Learned from answers to many questions.
 */
export function createChoiceReader(
  content: Pick<Content, 'answers' | 'intents' | 'elsewhere' | 'lexicon'>,
  named: NamedOption,
  { questions, scanner, readings, readBy, keep }: Learning,
): ChoiceReader {
  const { answers, intents, elsewhere, lexicon } = content
  // the rules go by the lexicon
  const learnedFrom = ['choice', answers.choice, intents.others, elsewhere, questions, lexicon, ...readBy]
  const train = () => trainChoices(answers.choice, asidesIn(content, questions, ASIDES), named, scanner, readings)
  return openChoices(keep(learnedFrom, train), scanner)
}

function trainChoices(
  choices: Choices,
  asides: readonly string[],
  named: NamedOption,
  scanner: Scanner,
  readings: Readings,
): Trained {
  const asked = choices.map(({ question, options }) => ({ question, labels: Object.keys(options) }))
  const rows = choices
    .flatMap(({ question, options, unclear }) => {
      const labels = Object.keys(options)
      return [
        ...labels.flatMap((label, at) => options[label]!.map((text) => ({ text, at }))),
        ...unclear.map((text) => ({ text, at: -1 })),
      ].map((one) => ({ ...one, question, labels }))
    })
    .concat(asides.map((text, at) => ({ text, at: -1, ...asked[at % asked.length]! })))
  const texts = weigh(readings.bagsOf(rows.map(({ text }) => text)), readings.vocabulary)
  const hashes = readings.vocabulary.hashes()

  const labels = [...new Set(rows.flatMap((row) => row.labels))]
  const vocabulary = createVocabulary()
  const counted = createBags()
  const read = labels.map(scanner.read)
  for (const { hashes, weights } of read) {
    const bag = counted.add(hashes.length)
    bag.ids.set(Array.from(hashes, vocabulary.number))
    bag.weights.set(weights)
  }
  const names = weigh(counted, vocabulary)
  const sides = new Map(labels.map((label, at) => [label, sideOf(read[at]!, names.bags.at(at), isMeaning)]))
  const samples = rows.map(({ text, question, labels, at }, place) => {
    const bag = texts.bags.at(place)
    const said: Side = { hashes: Array.from(bag.ids, (id) => hashes[id]!), weights: [...bag.weights] }
    const meant = labels.map((label) => sides.get(label)!)
    const found = named(text, question, labels)
    return {
      // made anew at every visit: all of them at once would take a hundred megabytes
      candidates: () => candidatesOf(said, meant, labels, found, /[?？]/.test(text)),
      of: at < 0 ? labels.length : at,
    }
  })
  return { said: texts.words, labels: names.words, weights: learnPairs(samples) }
}

/** Apart, so that what was read to learn from is not kept with the reader. */
function openChoices({ said, labels: named, weights }: Trained, scanner: Scanner): ChoiceReader {
  const words = createVocabulary(said.hashes)
  const labelWords = createVocabulary(named.hashes)
  const known = new Map<string, Side>()
  const labelled = (label: string): Side => {
    const before = known.get(label)
    if (before) return before
    const read = scanner.read(label)
    const bag = toUnit(labelWords.look(read), named.rarity)
    const side = sideOf(read, bag, (token, id) => id >= 0 && isMeaning(token))
    known.set(label, side)
    return side
  }
  return {
    read(text, labels, named) {
      const sides = labels.map(labelled)
      const read = scanner.read(text)
      // tokens nobody learned of say nothing here
      const side = sideOf(read, toUnit(words.look(read), said.rarity), (_, id) => id >= 0)
      const chances = chancesOf(candidatesOf(side, sides, labels, named, /[?？]/.test(text)), weights)
      const none = chances[labels.length]!
      const sure = chances.subarray(0, -1)
      const best = sure.indexOf(Math.max(...sure))
      return { at: best, chance: sure[best]! / (1 - none), none }
    },
  }
}

/** Conditional logistic regression: what speaks for one candidate speaks against the others beside it. */
function learnPairs(
  samples: readonly { readonly candidates: () => readonly Candidate[]; readonly of: number }[],
): Float32Array {
  const weights = new Float32Array(PAIRS)
  const order = samples.map((_, at) => at)
  const random = createRandom()
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    for (const at of order) {
      const { of } = samples[at]!
      const candidates = samples[at]!.candidates()
      const chances = chancesOf(candidates, weights)
      candidates.forEach(({ keys, values }, one) => {
        const step = (RATE / (1 + epoch / 2)) * ((one === of ? 1 : 0) - chances[one]!)
        for (let key = 0; key < keys.length; key++) weights[keys[key]!]! += step * values[key]!
      })
    }
  }
  return weights
}

function chancesOf(candidates: readonly Candidate[], weights: Float32Array): Float64Array {
  return toChances(
    Float64Array.from(candidates, ({ keys, values }) => {
      let sum = 0
      for (let key = 0; key < keys.length; key++) sum += weights[keys[key]!]! * values[key]!
      return sum
    }),
  )
}

interface Side {
  readonly hashes: readonly number[]
  readonly weights: readonly number[]
}

const alone = (token: string): Side => ({ hashes: [hashOf(token)], weights: [1] })

/** What counts of a text; the bag has its tokens by number. */
function sideOf(
  { tokens, hashes }: Said,
  { ids, weights }: Bag,
  isCounted: (token: string, id: number) => boolean,
): Side {
  const side = { hashes: [] as number[], weights: [] as number[] }
  tokens.forEach((token, at) => {
    if (!isCounted(token, ids[at]!)) return
    side.hashes.push(hashes[at]!)
    side.weights.push(weights[at]!)
  })
  return side
}

/** Of a label counts what it is about, not how it sounds. */
const isMeaning = (token: string) => /^[klst]/.test(token)

/** The labels, and as the last one that none of them is meant. */
function candidatesOf(
  said: Side,
  sides: readonly Side[],
  labels: readonly string[],
  named: Named,
  isAsking: boolean,
): Candidate[] {
  const isNamed = typeof named !== 'string'
  const candidates = sides.map((side, at): Candidate => {
    const one = emptyCandidate()
    add(one, 'option', 1)
    add(one, isNamed ? `${named.at === at ? '' : 'other '}named ${named.how}` : 'none named', 1)
    add(one, 'like', LIKENESS * likeness(said, side))
    if (leavesOpen(labels[at]!)) add(one, 'open', 1)
    pair(one, said, side, WORDS)
    pair(one, said, alone(`!${labels[at]}`), WORDS)
    return one
  })
  const none = emptyCandidate()
  add(none, 'none', 1)
  add(none, `none ${isNamed ? `named ${named.how}` : named}`, 1)
  add(none, `none asks ${isAsking}`, 1)
  pair(none, said, alone('none'), WORDS_OF_NONE)
  return [...candidates, none]
}

const emptyCandidate = (): Candidate => ({ keys: [], values: [] })

function add({ keys, values }: Candidate, clue: string, value: number) {
  keys.push(hashOf(`#${clue}`) & (PAIRS - 1))
  values.push(value)
}

function pair({ keys, values }: Candidate, said: Side, side: Side, weight: number) {
  for (let at = 0; at < side.hashes.length; at++) {
    const hash = Math.imul(side.hashes[at]!, 0x9e3779b1)
    for (let own = 0; own < said.hashes.length; own++) {
      keys.push((Math.imul(said.hashes[own]! ^ hash, 0x85ebca6b) >>> 8) & (PAIRS - 1))
      values.push(weight * side.weights[at]! * said.weights[own]!)
    }
  }
}

function likeness(one: Side, other: Side): number {
  let sum = 0
  other.hashes.forEach((hash, at) => {
    const place = one.hashes.indexOf(hash)
    if (place >= 0) sum += other.weights[at]! * one.weights[place]!
  })
  return sum
}
