/** The words of the fit questionnaire; the item bank is data in `content/fit/`. */

export const OFFICES = ['front', 'back', 'middle'] as const
export type Office = (typeof OFFICES)[number]

export interface FitOption {
  readonly value: string
  readonly label: string
  /** Other ways people say it. */
  readonly also?: readonly string[]
}

export interface FitItem {
  readonly id: string
  readonly text: string
  readonly kind: 'scale' | 'yesno' | 'choice'
  /** `core` is asked of everybody, `tiebreak` when it is close, `jobs` inside the leading office. */
  readonly stage: 'core' | 'tiebreak' | 'jobs'
  /** The office (or for `jobs` items the office whose jobs it tells apart) the item belongs to. */
  readonly office: Office
  /** Agreement counts against the office. */
  readonly reversed: boolean
  /** The topic it was made from: a result is explained by it and links to its answer. */
  readonly topic: string
  /** Why we ask, in words for the person. */
  readonly why: string
  /** The item as a first-person clause for the result, for a high and for a low answer: 「初対面の人ともすぐ話せる」. */
  readonly said: { readonly high: string; readonly low: string }
  readonly options: readonly FitOption[]
  /** What an answer adds, by option value, to offices and job topics; missing answers add nothing. */
  readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export interface FitBank {
  /** Changes with every change of items or weights; stored with each result. */
  readonly version: number
  readonly items: readonly FitItem[]
  readonly offices: Readonly<
    Record<Office, { readonly name: string; readonly summary: string; readonly topic: string }>
  >
  /** By topic id: a sentence for the result. */
  readonly jobs: Readonly<Record<string, { readonly name: string; readonly office: Office; readonly sentence: string }>>
}

/** By item id: an option's value, `unknown` or `skip`. */
export type FitAnswers = Readonly<Record<string, string>>

/** An answer that moved the result, in the person's words. */
export interface Driver {
  readonly item: string
  readonly value: string
  /** Positive speaks for the leading office, negative against it. */
  readonly push: number
}

export interface FitResult {
  readonly bankVersion: number
  /** Undefined: no clear tendency (flat answers or too few). */
  readonly office: Office | undefined
  readonly runnerUp: Office | undefined
  /** The lead is inside the margin of error. */
  readonly close: boolean
  /** One to five filled steps for each office. */
  readonly bands: Readonly<Record<Office, 1 | 2 | 3 | 4 | 5>>
  readonly drivers: readonly Driver[]
  readonly against: Driver | undefined
  /** Topic ids of two or three jobs, best first. */
  readonly jobs: readonly string[]
  /** How many answers are missing, by office; more than one on a scale is said. */
  readonly missing: Readonly<Record<Office, number>>
}
