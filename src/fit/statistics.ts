import type { FitBank } from './fit.ts'

/** What happened to an item in one run; no person, no words. */
export interface ItemEvent {
  readonly item: string
  readonly what: 'shown' | 'answered' | 'unknown' | 'skip' | 'left'
  readonly value: string | null
  readonly ms: number | null
  readonly run: string
}

export interface ItemStatistics {
  readonly item: string
  readonly shown: number
  readonly answered: number
  readonly unknown: number
  readonly skipped: number
  /** Runs that were left at this item. */
  readonly left: number
  readonly medianMs: number | undefined
  /** Correlation of the item with the rest of its scale; undefined below ten complete pairs. */
  readonly correlation: number | undefined
}

const FEWEST_PAIRS = 10

/** Figures by which an item shows whether it works, for every item of the bank. */
export function itemStatistics(bank: FitBank, events: readonly ItemEvent[]): ItemStatistics[] {
  const answers = new Map<string, Map<string, string>>()
  for (const { run, item, what, value } of events) {
    if (what !== 'answered' || value === null) continue
    const ofRun = answers.get(run) ?? new Map<string, string>()
    answers.set(run, ofRun.set(item, value))
  }
  return bank.items.map((item) => {
    const own = events.filter((event) => event.item === item.id)
    const count = (what: ItemEvent['what']) => own.filter((event) => event.what === what).length
    const times = own
      .flatMap((event) => (event.what === 'answered' && event.ms !== null ? [event.ms] : []))
      .sort((a, b) => a - b)
    const rest = bank.items.filter((one) => one.stage === 'core' && one.office === item.office && one.id !== item.id)
    const points = (id: string, run: Map<string, string>) => {
      const value = run.get(id)
      return value === undefined ? undefined : bank.items.find((one) => one.id === id)?.weights[value]?.[item.office]
    }
    const pairs: [number, number][] = []
    for (const run of answers.values()) {
      const mine = points(item.id, run)
      const others = rest.flatMap((one) => points(one.id, run) ?? [])
      if (mine !== undefined && others.length >= 2)
        pairs.push([mine, others.reduce((sum, one) => sum + one, 0) / others.length])
    }
    return {
      item: item.id,
      shown: count('shown'),
      answered: count('answered'),
      unknown: count('unknown'),
      skipped: count('skip'),
      left: count('left'),
      medianMs: times[Math.floor(times.length / 2)],
      correlation: pairs.length >= FEWEST_PAIRS ? correlate(pairs) : undefined,
    }
  })
}

/** Pearson's correlation; undefined where one side never varies. */
function correlate(pairs: readonly [number, number][]): number | undefined {
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length
  const [x, y] = [mean(0), mean(1)]
  let xy = 0
  let xx = 0
  let yy = 0
  for (const [a, b] of pairs) {
    xy += (a - x) * (b - y)
    xx += (a - x) ** 2
    yy += (b - y) ** 2
  }
  return xx === 0 || yy === 0 ? undefined : xy / Math.sqrt(xx * yy)
}
