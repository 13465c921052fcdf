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
