import {
  type Driver,
  type FitAnswers,
  type FitBank,
  type FitItem,
  type FitResult,
  OFFICES,
  type Office,
} from './fit.ts'

/**
 * Leads smaller than this are a close call.
 *
 * Derivation. Interest forms of ten items a scale reach a reliability of about
 * .80; five items (as in O*NET's Mini Interest Profiler,
 * https://www.onetcenter.org/reports/Mini-IP.html) about .67 by Spearman–Brown.
 * With an item spread of 1.2 steps a scale's mean then has SD ≈ .79, its
 * standard error is .79 × √(1 − .67) ≈ .45, and that of the difference of two
 * scales .45 × √2 ≈ .64. Below one standard error the order of the two could
 * easily be the other way round, so that is the margin: on the core alone, four
 * steps spread over five items.
 */
export const CLOSE = 0.64

/** A lead so small says nothing, even after the tie-breakers. */
const LEVEL = 0.1
/** More gaps than one on a scale are said; so many make a scale worthless. */
const TOO_MANY_MISSING = 3

const isMissing = (value: string | undefined) => value === undefined || value === 'unknown' || value === 'skip'

export interface Scores {
  /** Mean points, -2 to 2, of the answered items of each office. */
  readonly means: Readonly<Record<Office, number>>
  /** Highest first. */
  readonly ranked: readonly Office[]
  readonly lead: number
  readonly missing: Readonly<Record<Office, number>>
  /** The answers cannot tell one office from another: all alike, or too few. */
  readonly isFlat: boolean
}

/**
 * Points per office: the mean over the items that were answered, so that one
 * missing answer neither helps nor harms (person-mean imputation). Answers to
 * items the bank does not know count nothing.
 */
export function scores(bank: FitBank, answers: FitAnswers): Scores {
  const sums = { front: 0, back: 0, middle: 0 }
  const counts = { front: 0, back: 0, middle: 0 }
  const missing = { front: 0, back: 0, middle: 0 }
  const given = new Set<string>()
  for (const item of bank.items) {
    if (item.stage === 'jobs') continue
    const value = answers[item.id]
    if (item.stage === 'core') {
      if (isMissing(value)) missing[item.office]++
      else given.add(value!)
    }
    if (isMissing(value)) continue
    for (const [office, points] of Object.entries(item.weights[value!] ?? {})) {
      if (!(office in sums)) continue
      sums[office as Office] += points
      counts[office as Office]++
    }
  }
  const mean = (office: Office) => (counts[office] === 0 ? 0 : sums[office] / counts[office])
  const means = { front: mean('front'), back: mean('back'), middle: mean('middle') }
  const ranked = [...OFFICES].sort((a, b) => means[b] - means[a])
  const total = missing.front + missing.back + missing.middle
  const core = bank.items.filter((item) => item.stage === 'core').length
  const isFlat = given.size <= 1 || OFFICES.some((office) => missing[office] >= TOO_MANY_MISSING) || total > core / 2
  return { means, ranked, lead: means[ranked[0]!] - means[ranked[1]!], missing, isFlat }
}

/**
 * The result of a run: bands instead of decimals, since five items a scale do
 * not carry more. For exploring, never for selection, like the forms it is
 * modelled on: five steps, sum per scale (O*NET Interest Profiler Short Form,
 * https://www.onetcenter.org/IPSF.html).
 */
export function scoreFit(bank: FitBank, answers: FitAnswers): FitResult {
  const { means, ranked, lead, missing, isFlat } = scores(bank, answers)
  const [first, second] = ranked as [Office, Office]
  const hasTendency = !isFlat && lead >= LEVEL && means[first] > 0
  const office = hasTendency ? first : undefined
  const pushes = office ? driversOf(bank, answers, office) : []
  return {
    bankVersion: bank.version,
    office,
    runnerUp: office ? second : undefined,
    close: office !== undefined && lead < CLOSE,
    bands: { front: band(means.front), back: band(means.back), middle: band(means.middle) },
    drivers: pushes.filter((one) => one.push > 0).slice(0, 3),
    against: pushes.findLast((one) => one.push < 0),
    jobs: office ? rankJobs(bank, answers, office, lead < CLOSE ? second : undefined) : [],
    missing,
  }
}

const band = (mean: number): 1 | 2 | 3 | 4 | 5 =>
  mean < -1.2 ? 1 : mean < -0.4 ? 2 : mean < 0.4 ? 3 : mean < 1.2 ? 4 : 5

/** Answers by how far they moved the office, strongest for first, strongest against last. */
function driversOf(bank: FitBank, answers: FitAnswers, office: Office): Driver[] {
  return bank.items
    .filter((item) => item.stage !== 'jobs' && !isMissing(answers[item.id]))
    .map((item) => ({ item: item.id, value: answers[item.id]!, push: pushOf(item, answers[item.id]!, office) }))
    .filter((one) => one.push !== 0)
    .sort((a, b) => b.push - a.push)
}

const pushOf = (item: FitItem, value: string, office: Office) => item.weights[value]?.[office] ?? 0

/** Two or three jobs, best first; in a close call the runner-up's best is among them. */
function rankJobs(bank: FitBank, answers: FitAnswers, office: Office, alsoOf: Office | undefined): string[] {
  const own = jobsOf(bank, answers, office)
  const other = alsoOf ? jobsOf(bank, answers, alsoOf).slice(0, 1) : []
  return [...own.slice(0, 2), ...(other.length > 0 ? other : own.slice(2, 3))]
}

function jobsOf(bank: FitBank, answers: FitAnswers, office: Office): string[] {
  const points = new Map(
    Object.entries(bank.jobs)
      .filter(([, job]) => job.office === office)
      .map(([id]) => [id, 0]),
  )
  for (const item of bank.items) {
    const value = answers[item.id]
    if (item.stage !== 'jobs' || isMissing(value)) continue
    for (const [job, weight] of Object.entries(item.weights[value!] ?? {})) {
      if (points.has(job)) points.set(job, points.get(job)! + weight)
    }
  }
  return [...points].sort(([, a], [, b]) => b - a).map(([id]) => id)
}
