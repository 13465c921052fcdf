import { createHash } from 'node:crypto'
import type { KeptReadings } from './faq/readings.ts'

/** Gives the model that was kept, or trains it and keeps it. `learnedFrom` is all that decides what it becomes, but the code. */
export type KeepModel = <Model>(learnedFrom: readonly unknown[], train: () => Model) => Model

/** Keeps from one start to the next what is made of the content. */
export interface Keep {
  readonly model: KeepModel
  /** What was read last; `readBy` is all that decides how a text is read, but the code. */
  readings(readBy: readonly unknown[]): KeptReadings | undefined
  keepReadings(readBy: readonly unknown[], readings: KeptReadings): void
}

/** The same for the same values, however often they were loaded. */
export const fingerprint = (values: readonly unknown[]): string => digest(JSON.stringify(values.map(printOf)))

/** Most of the content is learned from by several readers, and does not change. */
const prints = new WeakMap<object, string>()

function printOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null
  const print = prints.get(value) ?? digest(JSON.stringify(value))
  prints.set(value, print)
  return print
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64')
