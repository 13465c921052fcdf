import type { Care } from './lexicon.ts'
import { hiragana, plain } from './normalize.ts'
import { CARE_KINDS, type CareKind } from './understood.ts'

/** A whole message on LINE: https://developers.line.biz/en/docs/messaging-api/text-character-count/ */
const LONGEST = 5000

/**
 * Recognises distress, first of all. Idioms are taken out before, so that they
 * hide nothing else in the same message. Both the text as typed and its
 * hiragana form are looked at.
 */
export function createCrisisReader(care: Care) {
  const idioms = care.idioms.map((source) => new RegExp(source, 'giu'))
  const kinds = CARE_KINDS_IN_ORDER.map((kind) => ({
    kind,
    patterns: (care.kinds[kind]?.phrases ?? []).map((source) => new RegExp(source, 'iu')),
  }))
  return (text: string): CareKind | undefined => {
    const words = idioms.reduce((rest, idiom) => rest.replace(idiom, ' '), plain(text, LONGEST).replace(/\s/g, ''))
    const forms = [words, hiragana(words)]
    return kinds.find(({ patterns }) => patterns.some((pattern) => forms.some((form) => pattern.test(form))))?.kind
  }
}

/** The most urgent first: what is happening now, then somebody else's life, then one's own. */
const CARE_KINDS_IN_ORDER: readonly CareKind[] = [
  'emergency',
  'other_person',
  'suicide',
  ...CARE_KINDS.filter((kind) => !['emergency', 'other_person', 'suicide'].includes(kind)),
]
