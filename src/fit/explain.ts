import type { Driver, FitAnswers, FitBank, FitResult } from './fit.ts'

export interface Reason {
  readonly item: string
  readonly text: string
  /** The answer in the person's words. */
  readonly said: string
  readonly topic: string
}

/** Why the result is as it is: at most three answers for it and one against. */
export function explain(
  bank: FitBank,
  _answers: FitAnswers,
  result: FitResult,
): { drivers: Reason[]; against: Reason | undefined } {
  const reason = (driver: Driver): Reason[] => {
    const item = bank.items.find((one) => one.id === driver.item)
    if (!item) return []
    const option = item.options.find((one) => one.value === driver.value)
    const said =
      item.kind === 'scale'
        ? Number(driver.value) >= 3
          ? item.said.high
          : item.said.low
        : `${item.text} → ${option?.label ?? ''}`
    return [{ item: item.id, text: item.text, said, topic: item.topic }]
  }
  return { drivers: result.drivers.flatMap(reason), against: result.against && reason(result.against)[0] }
}
