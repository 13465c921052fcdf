import type { Features } from './index.ts'

/** A logistic model of "the best hit is right", and where answering and suggesting begin. */
export interface Calibration {
  readonly bias: number
  readonly weights: Readonly<Record<keyof Features, number>>
  readonly answer: number
  /** The second topic is so near that a person should choose. */
  readonly lead: number
  readonly suggest: number
}

export const FEATURES = [
  'odds',
  'score',
  'lead',
  'elsewhere',
  'strange',
  'length',
] as const satisfies readonly (keyof Features)[]

/** Fitted by `npm run calibrate` on the content's own questions and on talk about other things, each unseen when asked. */
export const CALIBRATION: Calibration = {
  bias: -4.51,
  weights: { odds: 0.21, score: 1.13, lead: 0.77, elsewhere: -0.69, strange: -0.05, length: 3.57 },
  answer: 0.42,
  lead: 0.06,
  suggest: 0.1,
}

export function probability(features: Features, calibration: Calibration): number {
  let sum = calibration.bias
  for (const feature of FEATURES) sum += calibration.weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-sum))
}
