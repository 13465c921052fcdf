import type { KeptReadings } from './faq/vocabulary.ts'

/** Gives the model that was kept, or trains it and keeps it. */
export type KeepModel = <Model>(learnedFrom: string, train: () => Model) => Model

/** Keeps from one start to the next what is made of the content. */
export interface Keep {
  readonly model: KeepModel
  /** What was read last; `readBy` tells all that decides how a text is read, but the code. */
  readings(readBy: string): KeptReadings | undefined
  keepReadings(readBy: string, readings: KeptReadings): void
}
