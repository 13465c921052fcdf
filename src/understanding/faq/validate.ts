import type { Dictionary } from './dictionary.ts'
import { buildFaqIndex, type FaqEntry, type Features } from './index.ts'
import type { Synonyms } from './synonyms.ts'

const FOLDS = 10

export interface Unseen {
  readonly topic: string
  readonly text: string
  /** The best hits, best first. */
  readonly hits: readonly string[]
  readonly features: Features
  readonly decision: 'answer' | 'suggest' | 'unknown'
}

/**
 * Asks every example question of an index that has not seen it: tenfold, each
 * phrasing left out once.
 */
export function crossValidate(
  entries: readonly FaqEntry[],
  options: { synonyms?: Synonyms; dictionary?: Dictionary | null },
): Unseen[] {
  const unseen: Unseen[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const index = buildFaqIndex(
      entries.map((entry) => ({ ...entry, questions: entry.questions.filter((_, at) => at % FOLDS !== fold) })),
      options,
    )
    for (const entry of entries) {
      for (const text of entry.questions.filter((_, at) => at % FOLDS === fold)) {
        const { hits, features } = index.explain(text)
        unseen.push({
          topic: entry.id,
          text,
          hits: hits.map((hit) => hit.id),
          features,
          decision: index.search(text).decision,
        })
      }
    }
  }
  return unseen
}
