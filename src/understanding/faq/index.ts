import { fold } from '../normalize.ts'
import { CALIBRATION, type Calibration, probability } from './calibration.ts'
import { createCentres } from './centres.ts'
import { type Dictionary, loadDictionary } from './dictionary.ts'
import { createEngine } from './engine.ts'
import { type Readings, withReadings } from './readings.ts'
import { createSynonymReader, type Synonyms } from './synonyms.ts'
import { type Tokens, tokensOf } from './tokens.ts'
import { addBags, type Bag, createVocabulary } from './vocabulary.ts'

export interface FaqEntry {
  readonly id: string
  readonly title: string
  readonly label?: string
  readonly questions: readonly string[]
  readonly keywords: readonly string[]
  readonly answer: string
  readonly covered: boolean
}

export interface FaqHit {
  readonly id: string
  readonly score: number
}

export interface FaqFound {
  /** Best first. */
  readonly hits: readonly FaqHit[]
  /** The chance that the best hit is what was asked, calibrated on questions the index had not seen. */
  readonly confidence: number
  readonly decision: 'answer' | 'suggest' | 'unknown'
  /** The best hit says that we do not cover this. */
  readonly notCovered: boolean
}

export interface FaqIndex {
  search(text: string): FaqFound
  /** What the decision rests on, for the editors' view and for calibration. */
  explain(text: string): {
    readonly features: Features
    readonly hits: readonly FaqHit[]
    readonly why: readonly { readonly token: string; readonly weight: number }[]
  }
}

export interface FaqOptions {
  readonly synonyms?: Synonyms
  readonly calibration?: Calibration
  /** Undefined loads it; null works without. */
  readonly dictionary?: Dictionary | null
  /** What the dictionary would say of the entries' own lines. */
  readonly readings?: Readings
  warn?(problem: string): void
}

/** What confidence is judged by. */
export interface Features {
  /** Best score against the best a document could have had, 0 to about 1. */
  readonly norm: number
  /** Lead over the second topic, 0 to 1. */
  readonly margin: number
  /** Share of the query's information that the best topic knows. */
  readonly coverage: number
  /** Nearness of the nearest example. */
  readonly nearest: number
  /** Share of the words that no topic knows: somebody speaks of something else. */
  readonly strange: number
  /** How much was said. */
  readonly length: number
  /** The three views added up. */
  readonly score: number
  /** The best topic's part of all topics' scores, sharpened. */
  readonly part: number
}

/** Three letters are a word somebody meant, or a coincidence. */
const SHORT = 3
/** Only so much of a text is compared; the rest repeats. */
const LONGEST = 200
const compared = (text: string) => text.slice(0, LONGEST)
const SYNONYM = 1.4

/**
 * The index of all questions. Three views of each topic are added up: the
 * topic as one document (all its questions, keywords and answer), its nearest
 * examples, and its centre among all topics. Weights were chosen by
 * cross-validation over the content's own questions.
 */
export async function createFaqIndex(entries: readonly FaqEntry[], options: FaqOptions = {}): Promise<FaqIndex> {
  const dictionary =
    options.dictionary === undefined ? await loadDictionary(options.warn ?? (() => {})) : options.dictionary
  return buildFaqIndex(entries, { ...options, dictionary: dictionary ?? null })
}

export { loadDictionary }

export const WEIGHTS = { topic: 2, nearest: 1.2, centre: 2 }

/** Every text of an entry that is compared. */
export const linesOf = (entry: FaqEntry): string[] =>
  [entry.title, ...entry.questions, ...entry.keywords, entry.answer].map(compared)

/** The index without loading anything. */
export function buildFaqIndex(entries: readonly FaqEntry[], options: FaqOptions = {}): FaqIndex {
  const asked = options.dictionary ?? undefined
  const dictionary = asked && options.readings ? withReadings(asked, options.readings) : asked
  const calibration = options.calibration ?? CALIBRATION
  const synonymsIn = options.synonyms ? createSynonymReader(options.synonyms) : () => []
  const read = (text: string): Tokens => {
    const part = compared(text)
    const tokens = tokensOf(part, dictionary)
    for (const token of synonymsIn(part)) tokens.set(token, SYNONYM)
    return tokens
  }

  const vocabulary = createVocabulary()
  const examples: { topic: number; bag: Bag }[] = []
  const parts = entries.map((entry, topic) => {
    const questions = [entry.title, ...entry.questions].map((question) => vocabulary.learn(read(question)))
    examples.push(...questions.map((bag) => ({ topic, bag })))
    return [
      ...questions.map((bag) => ({ bag, weight: 1 })),
      ...entry.keywords.map((keyword) => ({ bag: vocabulary.learn(read(keyword)), weight: 2 })),
      { bag: vocabulary.learn(read(entry.answer)), weight: 0.5 },
    ]
  })
  const topicBags = parts.map((part) => addBags(part, vocabulary.size))
  // base forms say better than inflected words whether something is talked about at all
  const wordKind = dictionary ? 'l' : 'w'
  const topicEngine = createEngine(topicBags, vocabulary.size)
  const words = new Set(entries.flatMap((entry) => [entry.title, ...entry.keywords].map(fold)))
  const exampleEngine = createEngine(
    examples.map((example) => example.bag),
    vocabulary.size,
  )
  const topicOf = Int32Array.from(examples.map((example) => example.topic))
  const centres = createCentres(topicBags, vocabulary.size, topicEngine.idf)
  // how well an example matches itself: what nearness is measured against
  const self = Float64Array.from(examples.map(({ bag }) => ideal(bag, exampleEngine.idf)))

  function views(query: Bag) {
    const size = entries.length
    const topic = topicEngine.score(query)
    const best = new Float64Array(size)
    const second = new Float64Array(size)
    const third = new Float64Array(size)
    const scores = exampleEngine.score(query)
    const own = ideal(query, exampleEngine.idf) || 1
    for (let at = 0; at < scores.length; at++) {
      const raw = scores[at]!
      if (raw === 0) continue
      const value = raw / Math.sqrt(own * (self[at] || 1))
      const of = topicOf[at]!
      if (value > best[of]!) {
        third[of] = second[of]!
        second[of] = best[of]!
        best[of] = value
      } else if (value > second[of]!) {
        third[of] = second[of]!
        second[of] = value
      } else if (value > third[of]!) third[of] = value
    }
    const centre = centres(query)
    const topTopic = Math.max(...topic, 1e-9)
    const combined = new Float64Array(size)
    for (let at = 0; at < size; at++) {
      const nearest = 0.6 * best[at]! + 0.25 * second[at]! + 0.15 * third[at]!
      combined[at] =
        WEIGHTS.topic * (topic[at]! / topTopic) * 0.5 + WEIGHTS.nearest * nearest + WEIGHTS.centre * centre[at]!
    }
    return { combined, topic, best, own: ideal(query, topicEngine.idf) || 1 }
  }

  function explainFor(text: string, tokens: Tokens) {
    const query = vocabulary.look(tokens)
    const { combined, topic, best, own } = views(query)
    const order = [...combined.keys()]
      .filter((at) => combined[at]! > 0)
      .sort((a, b) => combined[b]! - combined[a]!)
      .slice(0, 5)
    const [first, second] = order
    const hits = order.map((at) => ({ id: entries[at]!.id, score: combined[at]! }))
    if (first === undefined) {
      return {
        hits,
        features: { norm: 0, margin: 0, coverage: 0, nearest: 0, strange: 1, length: 0, score: 0, part: 0 },
      }
    }
    let total = 0
    let covered = 0
    let spoken = 0
    let strange = 0
    let place = 0
    for (const [token, count] of tokens) {
      const kind = token[0]
      const id = query.ids[place++]!
      if (kind === 'w' || kind === 'b' || kind === 'k') {
        const information = count * topicEngine.idf(id)
        total += information
        if (topicEngine.holds(first, id)) covered += information
      }
      if (kind === wordKind) {
        spoken += count
        if (!topicEngine.has(id)) strange += count
      }
    }
    const features: Features = {
      norm: topic[first]! / own,
      margin: second === undefined ? 1 : (combined[first]! - combined[second]!) / combined[first]!,
      coverage: total === 0 ? 0 : covered / total,
      nearest: best[first]!,
      strange: spoken === 0 ? 0 : strange / spoken,
      length: Math.min(1, [...text].length / 30),
      score: combined[first]!,
      part: partOf(combined, first),
    }
    return { hits, features }
  }

  return {
    search(text) {
      const query = read(text)
      const { hits, features } = explainFor(text, query)
      const confidence = hits.length === 0 ? 0 : probability(features, calibration)
      const isGuess = [...text.trim()].length <= SHORT && !words.has(fold(text))
      const isAhead = features.margin >= calibration.lead
      const decision =
        confidence >= calibration.answer && isAhead && !isGuess
          ? 'answer'
          : confidence >= calibration.suggest
            ? 'suggest'
            : 'unknown'
      const best = entries.find((entry) => entry.id === hits[0]?.id)
      return { hits, confidence, decision, notCovered: best?.covered === false }
    },
    explain(text) {
      const query = read(text)
      const { hits, features } = explainFor(text, query)
      const first = entries.findIndex((entry) => entry.id === hits[0]?.id)
      const { ids } = vocabulary.look(query)
      const why = [...query]
        .map(([token, count], at) => ({ token, id: ids[at]!, weight: count * topicEngine.idf(ids[at]!) }))
        .filter(({ id }) => topicEngine.holds(first, id))
        .map(({ token, weight }) => ({ token, weight }))
        .sort((a, b) => b.weight - a.weight)
        .slice(0, 10)
      return { hits, features, why }
    },
  }
}

const SHARPNESS = 10

function partOf(scores: Float64Array, which: number): number {
  let sum = 0
  for (const score of scores) sum += Math.exp(SHARPNESS * (score - scores[which]!))
  return 1 / sum
}

/** What a text could score at most, if a document held just its tokens. */
function ideal({ ids, weights }: Bag, idf: (id: number) => number): number {
  return weights.reduce((sum, count, at) => sum + count * idf(ids[at]!) * 1.5, 0)
}
