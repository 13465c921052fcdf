import type { Bag } from './bags.ts'
import { createEngine, type Engine, rarityOf } from './engine.ts'
import type { FaqEntry } from './entry.ts'
import { familiesOf } from './families.ts'
import { hashOf } from './hash.ts'
import { type Example, learn } from './learn.ts'
import { addUp, type Postings, placeOf } from './postings.ts'
import type { Readings } from './readings.ts'
import type { Said } from './scan.ts'
import { addBags, createVocabulary } from './vocabulary.ts'

/** How much each entry fits, by its place in the list. */
export interface Scores {
  /** In log odds, by all evidence. */
  readonly all: Float64Array
  /** By what was learned alone. */
  readonly learned: Float64Array
  /** How much each family fits, by kinds of kinship; `of` tells the family of each entry. */
  readonly families: readonly { readonly of: Int32Array; readonly all: Float64Array }[]
}

/** Which topic a text asks for, as far as its tokens tell. */
export interface TopicModel {
  score(said: Said): Scores
  /** A token of any of the first entries. */
  isIn(token: string, entries: number): boolean
  /** What the tokens of a text say for an entry, most first. */
  reasons(said: Said, entry: number): { token: string; weight: number }[]
}

/** How much a topic's questions, keywords and answer say together, however many of them it has. */
interface Shares {
  readonly questions: number
  readonly keywords: number
  readonly answer: number
}
/** Where learning begins. */
const LEARNED = { questions: 30, keywords: 48, answer: 0.4, k1: 2, b: 0.75, delta: 0.25 }
/** What words say by themselves, whoever learned what. */
const PLAIN = { questions: 14, keywords: 48, answer: 1, k1: 4.5, b: 0.85, delta: 0.35 }
/** How much that counts beside what was learned: the less, the more ways of asking there were to learn from. */
const mixFor = (questions: number) => Math.min(0.5, 20 / questions)
/** Log odds of a text whose every token speaks for one topic. */
const SURE = 20

/** How much a family speaks for its topics, against what speaks for one of them. */
const KINDRED = 0.15

/** What each token says for each document. */
interface Weighed {
  readonly rarity: Float64Array
  readonly postings: Postings
  readonly documents: number
}

/** A model as numbers and texts, which can be kept and opened again. */
export interface Trained {
  /** Of the tokens, by number. */
  readonly hashes: Uint32Array
  readonly topics: Weighed
  /** The topics' weights as far as they were learned. */
  readonly learned: Float32Array
  /** Topics of one family taken as one document; `of` tells the family of each topic. */
  readonly families: readonly (Weighed & { readonly of: Int32Array })[]
}

/** The texts of one document, counted. */
interface Part {
  readonly questions: readonly Bag[]
  readonly keywords: readonly Bag[]
  readonly answers: readonly Bag[]
}

/**
 * Each entry is one document: its questions, keywords and answer. What a token
 * says for an entry begins as BM25 has it and is then learned from all
 * examples. The constants were chosen by cross-validation over the content.
 */
export function trainTopicModel(entries: readonly FaqEntry[], { vocabulary, bagOf }: Readings): Trained {
  const parts = entries.map((entry) => ({
    questions: [entry.title, ...entry.questions].filter(Boolean).map(bagOf),
    keywords: (entry.keywords.length > 0 ? entry.keywords : [entry.title]).map(bagOf),
    answers: [bagOf(entry.answer)],
  }))
  const families = familiesOf(entries.map(({ id }) => id)).map((of) => ({
    of,
    ...weighDocuments(together(parts, of), vocabulary.size).weighed,
  }))
  const { weighed, learned } = weighDocuments(parts, vocabulary.size)
  return { hashes: vocabulary.hashes(), topics: weighed, learned, families }
}

function weighDocuments(parts: readonly Part[], vocabulary: number): { weighed: Weighed; learned: Float32Array } {
  const documents = (shares: Shares) => parts.map((part) => asDocument(part, shares))
  const bags = documents(LEARNED)
  const engine = createEngine(bags, vocabulary, LEARNED)
  const examples = parts.flatMap(({ questions }, doc) =>
    questions.map((bag) => ({ doc, bag, share: LEARNED.questions / questions.length })),
  )
  const { postings, rarity } = engine
  learn(postings, leaveOut(examples, bags, engine), parts.length)
  const learned = postings.weights.slice()
  const plain = createEngine(documents(PLAIN), vocabulary, PLAIN).postings.weights
  const mix = parts.map(({ questions }) => mixFor(questions.length))
  for (let place = 0; place < plain.length; place++) {
    postings.weights[place]! += mix[postings.docs[place]!]! * plain[place]!
  }
  return { weighed: { rarity, postings, documents: parts.length }, learned }
}

/** The members of each family as one. */
function together(parts: readonly Part[], of: Int32Array): Part[] {
  const whole: { questions: Bag[]; keywords: Bag[]; answers: Bag[] }[] = []
  parts.forEach(({ questions, keywords, answers }, at) => {
    whole[of[at]!] ??= { questions: [], keywords: [], answers: [] }
    const one = whole[of[at]!]!
    one.questions.push(...questions)
    one.keywords.push(...keywords)
    one.answers.push(...answers)
  })
  return whole
}

/** The same tokens, whatever the shares. */
function asDocument({ questions, keywords, answers }: Part, shares: Shares): Bag {
  return addBags([
    ...questions.map((bag) => ({ bag, weight: shares.questions / questions.length })),
    ...keywords.map((bag) => ({ bag, weight: shares.keywords / keywords.length })),
    ...answers.map((bag) => ({ bag, weight: shares.answer / answers.length })),
  ])
}

export function openTopicModel({ hashes, topics, learned, families }: Trained): TopicModel {
  const vocabulary = createVocabulary(hashes)
  const { postings, documents } = topics
  const asLearned = { ...postings, weights: learned }
  const idf = rarityOf(topics.rarity, documents)
  const kin = families.map((family) => ({ ...family, idf: rarityOf(family.rarity, family.documents) }))
  return {
    score(said) {
      const bag = vocabulary.look(said)
      const query = toUnit(bag, idf)
      const all = addUp(postings, query, new Float64Array(documents))
      const families = kin.map(({ of, idf, postings, documents }) => ({
        of,
        all: addUp(postings, toUnit(bag, idf), new Float64Array(documents)),
      }))
      for (const family of families) {
        for (let topic = 0; topic < documents; topic++) all[topic]! += KINDRED * family.all[family.of[topic]!]!
      }
      return { all, learned: addUp(asLearned, query, new Float64Array(documents)), families }
    },
    isIn(token, entries) {
      const id = vocabulary.find(hashOf(token))
      return id >= 0 && postings.docs[postings.starts[id]!]! < entries
    },
    reasons(said, entry) {
      const { ids, weights } = toUnit(vocabulary.look(said), idf)
      return said.tokens
        .map((token, at) => {
          const id = ids[at]!
          const place = id < 0 ? -1 : placeOf(postings, id, entry)
          const holds = place >= 0 && place < postings.starts[id + 1]! && postings.docs[place] === entry
          return { token, weight: holds ? weights[at]! * postings.weights[place]! : 0 }
        })
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight)
    },
  }
}

/** A text's tokens so weighted that long texts and short ones reach the same heights. */
function toUnit({ ids, weights }: Bag, idf: (id: number) => number): Bag {
  let most = 0
  for (let at = 0; at < ids.length; at++) most += weights[at]! * idf(ids[at]!) * 1.5
  const scale = SURE / (most || 1)
  return { ids, weights: weights.map((weight) => weight * scale) }
}

/** What each example's tokens would weigh in its own document if it did not hold the example. */
function leaveOut(
  examples: readonly { doc: number; bag: Bag; share: number }[],
  bags: readonly Bag[],
  engine: Engine,
): Example[] {
  // how often a document has each of its tokens and what that is worth; what stands there of others is never looked at
  const counts = new Float64Array(engine.rarity.length)
  const whole = new Float64Array(engine.rarity.length)
  let of = -1
  return examples.map(({ doc, bag, share }) => {
    if (of !== doc) {
      of = doc
      const { ids, weights } = bags[doc]!
      for (let at = 0; at < ids.length; at++) {
        counts[ids[at]!] = weights[at]!
        whole[ids[at]!] = engine.saturate(weights[at]!, doc)
      }
    }
    const without = new Float32Array(bag.ids.length)
    for (let at = 0; at < without.length; at++) {
      const id = bag.ids[at]!
      const rest = counts[id]! - bag.weights[at]! * share
      without[at] = rest < 1e-6 ? 0 : engine.saturate(rest, doc) / whole[id]!
    }
    return { doc, bag: toUnit(bag, engine.idf), without }
  })
}
