import { createEngine, type Engine, rarityOf } from './engine.ts'
import { compared, type FaqEntry } from './entry.ts'
import { type Example, learn } from './learn.ts'
import { addUp, type Postings, placeOf } from './postings.ts'
import type { Tokens } from './tokens.ts'
import { addBags, type Bag, createVocabulary, type Scan } from './vocabulary.ts'

/** Which topic a text asks for, as far as its tokens tell. */
export interface TopicModel {
  /** How much each entry fits, in log odds, by its place in the list. */
  score(tokens: Tokens): Float64Array
  /** A token of any of the first entries. */
  isIn(token: string, entries: number): boolean
  /** What the tokens of a text say for an entry, most first. */
  reasons(tokens: Tokens, entry: number): { token: string; weight: number }[]
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
/** How much that counts beside what was learned. */
const MIX = 0.5
/** Log odds of a text whose every token speaks for one topic. */
const SURE = 20

/** A model as numbers and texts, which can be kept and opened again. */
export interface Trained {
  readonly tokens: readonly string[]
  readonly rarity: Float64Array
  readonly postings: Postings
  readonly entries: number
}

/**
 * Each entry is one document: its questions, keywords and answer. What a token
 * says for an entry begins as BM25 has it and is then learned from all
 * examples. The constants were chosen by cross-validation over the content.
 */
export function trainTopicModel(entries: readonly FaqEntry[], scan: (text: string) => Scan): Trained {
  const vocabulary = createVocabulary()
  const bagOf = (text: string) => vocabulary.learn(scan(compared(text)))
  const examples: { doc: number; bag: Bag; share: number }[] = []
  const parts = entries.map((entry, doc) => {
    const questions = [entry.title, ...entry.questions].filter(Boolean).map(bagOf)
    const keywords = (entry.keywords.length > 0 ? entry.keywords : [entry.title]).map(bagOf)
    examples.push(...questions.map((bag) => ({ doc, bag, share: LEARNED.questions / questions.length })))
    return { questions, keywords, answer: bagOf(entry.answer) }
  })
  const documents = (shares: Shares) => parts.map((part) => weigh(part, shares))
  const bags = documents(LEARNED)
  const engine = createEngine(bags, vocabulary.size, LEARNED)
  learn(engine.postings, leaveOut(examples, bags, engine), entries.length)
  const plain = createEngine(documents(PLAIN), vocabulary.size, PLAIN).postings.weights
  const { weights } = engine.postings
  for (let place = 0; place < weights.length; place++) weights[place]! += MIX * plain[place]!
  return { tokens: vocabulary.tokens(), rarity: engine.rarity, postings: engine.postings, entries: entries.length }
}

/** An entry as one document: the same tokens, whatever the shares. */
function weigh(
  { questions, keywords, answer }: { questions: readonly Bag[]; keywords: readonly Bag[]; answer: Bag },
  shares: Shares,
): Bag {
  return addBags([
    ...questions.map((bag) => ({ bag, weight: shares.questions / questions.length })),
    ...keywords.map((bag) => ({ bag, weight: shares.keywords / keywords.length })),
    { bag: answer, weight: shares.answer },
  ])
}

export function openTopicModel({ tokens: known, rarity, postings, entries: size }: Trained): TopicModel {
  const vocabulary = createVocabulary(known)
  const idf = rarityOf(rarity, size)
  const look = (tokens: Tokens) => toUnit(vocabulary.look(tokens), idf)
  return {
    score: (tokens) => addUp(postings, look(tokens), new Float64Array(size)),
    isIn(token, entries) {
      const id = vocabulary.find(token)
      return id >= 0 && postings.docs[postings.starts[id]!]! < entries
    },
    reasons(tokens, entry) {
      const { ids, weights } = look(tokens)
      return [...tokens.keys()]
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
  const counts = new Map<number, number>()
  let of = -1
  return examples.map(({ doc, bag, share }) => {
    if (of !== doc) {
      of = doc
      counts.clear()
      const { ids, weights } = bags[doc]!
      for (let at = 0; at < ids.length; at++) counts.set(ids[at]!, weights[at]!)
    }
    const without = new Float64Array(bag.ids.length)
    for (let at = 0; at < without.length; at++) {
      const all = counts.get(bag.ids[at]!)!
      const rest = all - bag.weights[at]! * share
      without[at] = rest < 1e-6 ? 0 : engine.saturate(rest, doc) / engine.saturate(all, doc)
    }
    return { doc, bag: toUnit(bag, engine.idf), without }
  })
}
