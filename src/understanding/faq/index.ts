import { loadDictionary } from '../../dictionary/load.ts'
import type { KeepModel } from '../keep.ts'
import { fold } from '../normalize.ts'
import { CALIBRATION, type Calibration, probability } from './calibration.ts'
import type { Dictionary } from './dictionary.ts'
import type { Elsewhere } from './elsewhere.ts'
import { best } from './engine.ts'
import type { FaqEntry } from './entry.ts'
import { toChances } from './learn.ts'
import { openTopicModel, type Trained, trainTopicModel } from './model.ts'
import { createReadings, type Readings } from './readings.ts'
import { createScanner, type Scanner } from './scan.ts'
import type { Synonyms } from './synonyms.ts'

export type { FaqEntry }

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
  /** What the decision rests on, for the editors' view and for calibration; as if nobody had written the text in a file. */
  explain(text: string): {
    readonly features: Features
    readonly decision: FaqFound['decision']
    readonly hits: readonly FaqHit[]
    readonly why: readonly { readonly token: string; readonly weight: number }[]
  }
}

export interface FaqOptions {
  readonly synonyms?: Synonyms
  /** How people talk of other things, by theme: what looks more like that is no question to us. */
  readonly elsewhere?: Elsewhere
  readonly calibration?: Calibration
  /** Undefined loads it; null works without. */
  readonly dictionary?: Dictionary | null
  /** Reads the texts, where somebody else reads them, too. */
  readonly scanner?: Scanner
  /** Keeps what was read, where somebody else learns from it, too. */
  readonly readings?: Readings
  /** Gives the model that was kept, or trains it and keeps it. */
  readonly keep?: KeepModel
  warn?(problem: string): void
}

/** What confidence is judged by. */
export interface Features {
  /** Log odds of the best topic among all and all other themes. */
  readonly odds: number
  /** How much of what was said speaks for the best topic, 0 to about 2. */
  readonly score: number
  /** Lead over the second topic, 0 to 1. */
  readonly lead: number
  /** The lead by what was learned alone, -1 to 1: kinds of evidence that agree are to be believed. */
  readonly learned: number
  /** The lead of its area over the other areas, and of its aspect over the others, -1 to 1. */
  readonly area: number
  readonly aspect: number
  /** The chance that it is about something else. */
  readonly elsewhere: number
  /** Share of the words that no topic knows: somebody speaks of something else. */
  readonly strange: number
  /** How much was said. */
  readonly length: number
}

/** Three letters are a word somebody meant, or a coincidence. */
const SHORT = 3
/** A question that stands in a file is answered by that file, whatever its words say elsewhere. */
const WRITTEN = 0.99
const HITS = 5
/** Beyond this the second topic plays no part. */
const LEAD = 5
const NOTHING: Features = {
  odds: -7,
  score: 0,
  lead: 0,
  learned: 0,
  area: 0,
  aspect: 0,
  elsewhere: 0,
  strange: 1,
  length: 0,
}

export async function createFaqIndex(entries: readonly FaqEntry[], options: FaqOptions = {}): Promise<FaqIndex> {
  const dictionary = options.dictionary === undefined ? loadDictionary(options.warn ?? (() => {})) : options.dictionary
  return buildFaqIndex(entries, { ...options, dictionary: dictionary ?? null })
}

/** The index without loading anything. */
export function buildFaqIndex(entries: readonly FaqEntry[], options: FaqOptions = {}): FaqIndex {
  const dictionary = options.dictionary ?? undefined
  const calibration = options.calibration ?? CALIBRATION
  const scanner = options.scanner ?? createScanner(dictionary, options.synonyms)
  const all = [...entries, ...themesOf(options.elsewhere ?? {})]
  const model = openTopicModel(learned(all, options, scanner))
  const names = new Set(entries.flatMap((entry) => [entry.title, ...entry.keywords].map(fold)))
  const writtenIn = new Map(
    entries.flatMap((entry, at) => [entry.title, ...entry.questions].map((text) => [fold(text), at] as const)),
  )
  // base forms say better than inflected words whether something is talked about at all
  const wordKind = dictionary ? 'l' : 'w'

  function find(text: string) {
    const said = scanner.read(text)
    const { all: scores, learned, families } = model.score(said)
    const found = best(scores, entries.length, HITS)
    const hits = found.map(({ doc, score }) => ({ id: entries[doc]!.id, score }))
    const [first, second] = found.map(({ doc }) => doc)
    if (first === undefined) return { said, hits, first: 0, features: NOTHING }
    const chances = toChances(scores.slice())
    const chance = chances[first]!
    let elsewhere = 0
    for (let at = entries.length; at < chances.length; at++) elsewhere += chances[at]!
    const words = said.tokens.filter((token) => token.startsWith(wordKind))
    const features: Features = {
      odds: Math.log((chance + 1e-3) / (1 - chance + 1e-3)),
      score: scores[first]! / 10,
      lead: second === undefined ? 1 : Math.min(LEAD, scores[first]! - scores[second]!) / LEAD,
      learned: leadOf(learned, first),
      area: leadOf(families[0]!.all, families[0]!.of[first]!),
      aspect: leadOf(families[1]!.all, families[1]!.of[first]!),
      elsewhere,
      strange: words.length === 0 ? 0 : words.filter((word) => !model.isIn(word, entries.length)).length / words.length,
      length: Math.min(1, [...text].length / 30),
    }
    return { said, hits, first, features }
  }

  function decide(
    text: string,
    hits: readonly FaqHit[],
    features: Features,
  ): Pick<FaqFound, 'confidence' | 'decision'> {
    const confidence = hits.length === 0 ? 0 : probability(features, calibration)
    const isGuess = [...text.trim()].length <= SHORT && !names.has(fold(text))
    const isAhead = features.lead >= calibration.lead
    if (confidence >= calibration.answer && isAhead && !isGuess) return { confidence, decision: 'answer' }
    return { confidence, decision: confidence >= calibration.suggest ? 'suggest' : 'unknown' }
  }

  return {
    search(text) {
      const { hits, first, features } = find(text)
      const written = entries[writtenIn.get(fold(text)) ?? -1]
      if (written) {
        const others = hits.filter(({ id }) => id !== written.id)
        const score = hits.find(({ id }) => id === written.id)?.score ?? 0
        return {
          hits: [{ id: written.id, score }, ...others].slice(0, HITS),
          confidence: WRITTEN,
          decision: 'answer',
          notCovered: !written.covered,
        }
      }
      const { confidence, decision } = decide(text, hits, features)
      return { hits, confidence, decision, notCovered: hits.length > 0 && !entries[first]!.covered }
    },
    explain(text) {
      const { said, hits, first, features } = find(text)
      const { decision } = decide(text, hits, features)
      return { hits, features, decision, why: hits.length === 0 ? [] : model.reasons(said, first).slice(0, 10) }
    },
  }
}

/** Apart, so that what was read to learn from is not kept with the index. */
function learned(entries: readonly FaqEntry[], options: FaqOptions, scanner: Scanner): Trained {
  const train = () => trainTopicModel(entries, options.readings ?? createReadings(scanner.scan))
  if (!options.keep) return train()
  return options.keep(['topics', entries, options.synonyms, options.dictionary?.version], train)
}

/** How far one is before the best of the others, -1 to 1. */
function leadOf(scores: Float64Array, first: number): number {
  let most = -Infinity
  for (let at = 0; at < scores.length; at++) if (at !== first && scores[at]! > most) most = scores[at]!
  return Math.max(-LEAD, Math.min(LEAD, scores[first]! - most)) / LEAD
}

/** Themes are entries that nobody sees. */
const themesOf = (elsewhere: Elsewhere): FaqEntry[] =>
  Object.entries(elsewhere).map(([theme, questions]) => ({
    id: theme,
    title: theme,
    questions,
    keywords: [],
    answer: '',
    covered: false,
  }))
