import type { Elsewhere } from './elsewhere.ts'
import { buildFaqIndex, type FaqEntry, type FaqOptions, type Features } from './index.ts'

const FOLDS = 10

export interface Unseen {
  /** Undefined: a sentence about something else. */
  readonly topic: string | undefined
  readonly text: string
  /** The best hits, best first. */
  readonly hits: readonly string[]
  readonly features: Features
  readonly decision: 'answer' | 'suggest' | 'unknown'
}

/**
 * Asks every example question of an index that has not seen it: tenfold, each
 * phrasing left out once. The same for sentences about other things.
 */
export function crossValidate(entries: readonly FaqEntry[], options: FaqOptions): Unseen[] {
  const elsewhere = options.elsewhere ?? {}
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const isAsked = (_: string, at: number) => at % FOLDS === fold
    const isKept = (_: string, at: number) => at % FOLDS !== fold
    const index = buildFaqIndex(
      entries.map((entry) => ({ ...entry, questions: entry.questions.filter(isKept) })),
      { ...options, elsewhere: mapValues(elsewhere, (lines) => lines.filter(isKept)) },
    )
    const ask = (topic: string | undefined, text: string): Unseen => {
      const { hits, features } = index.explain(text)
      return { topic, text, hits: hits.map((hit) => hit.id), features, decision: index.search(text).decision }
    }
    return [
      ...entries.flatMap((entry) => entry.questions.filter(isAsked).map((text) => ask(entry.id, text))),
      ...Object.values(elsewhere).flatMap((lines) => lines.filter(isAsked).map((text) => ask(undefined, text))),
    ]
  })
}

/** As few ways of asking as a new file may have. */
const FEW = 8
const GROUPS = 6

/**
 * How well a topic is found that an editor has just added: it has a few ways
 * of asking, among topics that have many, and is asked in its other ones.
 */
export function validateNewTopics(entries: readonly FaqEntry[], options: FaqOptions): Pick<Unseen, 'topic' | 'hits'>[] {
  return Array.from({ length: GROUPS }, (_, group) => group).flatMap((group) => {
    const isNew = (_: FaqEntry, at: number) => at % GROUPS === group
    const index = buildFaqIndex(
      entries.map((entry, at) => (isNew(entry, at) ? { ...entry, questions: entry.questions.slice(0, FEW) } : entry)),
      options,
    )
    return entries
      .filter(isNew)
      .flatMap(({ id, questions }) =>
        questions.slice(FEW).map((text) => ({ topic: id, hits: index.search(text).hits.map((hit) => hit.id) })),
      )
  })
}

const mapValues = (themes: Elsewhere, change: (lines: string[]) => string[]): Elsewhere =>
  Object.fromEntries(Object.entries(themes).map(([theme, lines]) => [theme, change(lines)]))
