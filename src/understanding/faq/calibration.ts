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
  bias: -4.04,
  weights: { odds: 0.3, score: 1.47, lead: 0.71, elsewhere: -0.35, strange: 0.28, length: 3.5 },
  answer: 0.42,
  lead: 0.1,
  suggest: 0.12,
}

export function probability(features: Features, calibration: Calibration): number {
  let sum = calibration.bias
  for (const feature of FEATURES) sum += calibration.weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-sum))
}
