import type { FitPlan } from '../../flows/vocabulary.ts'
import type { FitAnswers, FitBank, FitItem, Office } from './fit.ts'
import { CLOSE, scores } from './score.ts'

const MOST_TIEBREAKS = 6
/** Seconds an item takes in a chat: quick tests run at 7 to 20 items a minute. */
const SECONDS = 8

const isAnswered = (answers: FitAnswers) => (item: FitItem) => answers[item.id] !== undefined

/**
 * What is asked next: the core in its order; tie-breakers between the two
 * leading offices while the lead is inside the margin; then the items that
 * tell the leader's jobs apart. Depends on the answers alone, so a run goes on
 * wherever an edited bank leaves it.
 */
export function nextItem(bank: FitBank, answers: FitAnswers): string | undefined {
  return remaining(bank, answers)[0]?.id
}

function remaining(bank: FitBank, answers: FitAnswers): FitItem[] {
  const open = (stage: FitItem['stage']) =>
    bank.items.filter((item) => item.stage === stage && !isAnswered(answers)(item))
  const core = open('core')
  if (core.length > 0) return core
  const { ranked, lead, isFlat } = scores(bank, answers)
  // more questions would only dress up answers that say nothing
  if (isFlat) return []
  const asked = bank.items.filter((item) => item.stage === 'tiebreak' && isAnswered(answers)(item)).length
  const ties = lead < CLOSE && asked < MOST_TIEBREAKS ? open('tiebreak').filter(tells(ranked[0]!, ranked[1]!)) : []
  const jobs = open('jobs').filter((item) => item.office === ranked[0])
  return [...ties, ...jobs]
}

/** The item speaks for one of the two and against the other. */
const tells = (one: Office, other: Office) => (item: FitItem) =>
  Object.values(item.weights).some((weights) => one in weights && other in weights)

export interface Progress {
  readonly answered: number
  /** The core's number at first; grows once, honestly, when more is worth asking. */
  readonly of: number
  readonly minutesLeft: number
}

export function progress(bank: FitBank, answers: FitAnswers): Progress {
  const answered = bank.items.filter(isAnswered(answers)).length
  const left = remaining(bank, answers).length
  return { answered, of: answered + left, minutesLeft: Math.max(1, Math.round((left * SECONDS) / 60)) }
}

/** What the flows need of the bank. */
export function createFitPlan(bank: FitBank): FitPlan {
  const byId = new Map(bank.items.map((item) => [item.id, item]))
  return {
    next: (answers) => nextItem(bank, answers),
    accepts(id, value) {
      const item = byId.get(id)
      return item !== undefined && (value === 'unknown' || value === 'skip' || item.weights[value] !== undefined)
    },
  }
}
