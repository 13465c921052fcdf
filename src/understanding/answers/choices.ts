import { z } from 'zod'
import type { Content } from '../../content.ts'
import { type Learning, toUnit, weigh } from '../classes.ts'
import { createRandom, shuffle, toChances } from '../faq/learn.ts'
import { type Bag, createVocabulary } from '../faq/vocabulary.ts'
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

/** What the rules make of an answer: the label it names and how plainly, or why it names none. */
export type NamedOption = (text: string, question: string, labels: readonly string[]) => Named
export type Named = { readonly at: number; readonly how: string } | string

export interface ChoiceReader {
  /** Which of the labels an answer most likely means, -1 for none, and how likely that is, 0 to 1. */
  read(text: string, labels: readonly string[], named: Named): { readonly at: number; readonly chance: number }
}

interface Trained {
  readonly tokens: readonly string[]
  readonly rarity: Float64Array
  readonly labelTokens: readonly string[]
  readonly labelRarity: Float64Array
  readonly weights: Float32Array
}

/** So many pairs of a word said and a word of a label are told apart, by their hash; a power of two. */
const PAIRS = 1 << 20
const EPOCHS = 5
const RATE = 0.5
/** What all pairs of words together count, and how alike text and label are, against one clue. */
const WORDS = 6
const LIKENESS = 3
/** Of so many questions and remarks that answer nothing one is taught as such. */
const ASIDES = 24
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
  content: Pick<Content, 'answers' | 'intents' | 'elsewhere' | 'synonyms'>,
  named: NamedOption,
  { topics, scanner, readings, dictionary, keep = (_, train) => train() }: Learning,
): ChoiceReader {
  const { answers, synonyms } = content
  const asides = asidesIn(content, topics, ASIDES)
  const { tokens, rarity, labelTokens, labelRarity, weights } = keep(
    JSON.stringify(['choices', answers.choice, asides, synonyms, dictionary]),
    train,
  )
  const words = createVocabulary(tokens)
  const labelWords = createVocabulary(labelTokens)
  const hashes = tokens.map(hashOf)
  const labelHashes = labelTokens.map(hashOfMeaning)
  const known = new Map<string, Side>()
  const labelled = (label: string): Side => {
    const side = known.get(label) ?? sideOf(toUnit(labelWords.look(scanner.tokensOf(label)), labelRarity), labelHashes)
    known.set(label, side)
    return side
  }
  return {
    read(text, labels, said) {
      const sides = labels.map(labelled)
      const side = sideOf(toUnit(words.look(scanner.tokensOf(text)), rarity), hashes)
      const candidates = candidatesOf(side, sides, labels, said, /[?？]/.test(text))
      const chances = chancesOf(candidates, weights)
      const best = chances.indexOf(Math.max(...chances))
      return { at: best === labels.length ? -1 : best, chance: chances[best]! }
    },
  }

  function train(): Trained {
    const asked = answers.choice.map(({ question, options }) => ({ question, labels: Object.keys(options) }))
    const aside = asides.map((text, at) => ({ text, at: -1, ...asked[at % asked.length]! }))
    const rows = answers.choice
      .flatMap(({ question, options, unclear }) => {
        const labels = Object.keys(options)
        return [
          ...labels.flatMap((label, at) => options[label]!.map((text) => ({ text, at }))),
          ...unclear.map((text) => ({ text, at: -1 })),
        ].map((one) => ({ ...one, question, labels }))
      })
      .concat(aside)
    const labels = [...new Set(rows.flatMap((row) => row.labels))]
    const read = (texts: readonly string[]) =>
      weigh(
        texts.map((text) => ({ bag: readings.bagOf(text), of: text })),
        readings,
      )
    const texts = read(rows.map(({ text }) => text))
    const names = read(labels)
    const hashed = readings.vocabulary.tokens().map(hashOf)
    const labelHashed = readings.vocabulary.tokens().map(hashOfMeaning)
    const sides = new Map(names.samples.map(({ bag, of }) => [of, sideOf(bag, labelHashed)]))
    const samples = rows.map(({ text, question, labels, at }, place) => {
      const said = sideOf(texts.samples[place]!.bag, hashed)
      const meant = labels.map((label) => sides.get(label)!)
      const found = named(text, question, labels)
      return {
        // made anew at every visit: all of them at once would take a hundred megabytes
        candidates: () => candidatesOf(said, meant, labels, found, /[?？]/.test(text)),
        of: at < 0 ? labels.length : at,
      }
    })
    return {
      tokens: texts.tokens,
      rarity: texts.rarity,
      labelTokens: names.tokens,
      labelRarity: names.rarity,
      weights: learnPairs(samples),
    }
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

/** Tokens nobody learned of say nothing here. */
function sideOf({ ids, weights }: Bag, hashes: readonly number[]): Side {
  const side = { hashes: [] as number[], weights: [] as number[] }
  ids.forEach((id, at) => {
    if (id < 0 || hashes[id] === 0) return
    side.hashes.push(hashes[id]!)
    side.weights.push(weights[at]!)
  })
  return side
}

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

/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Of a label counts what it is about, not how it sounds; 0 for what is left out. */
const hashOfMeaning = (token: string) => (/^[klst]/.test(token) ? hashOf(token) : 0)
