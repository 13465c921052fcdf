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
  'learned',
  'area',
  'aspect',
  'elsewhere',
  'strange',
  'length',
] as const satisfies readonly (keyof Features)[]

/** Fitted by `npm run calibrate` on the content's own questions and on talk about other things, each unseen when asked. */
export const CALIBRATION: Calibration = {
  bias: -5.2,
  weights: {
    odds: -0.05,
    score: 1.22,
    lead: 0.95,
    learned: 2.23,
    area: 0.18,
    aspect: 0.36,
    elsewhere: 0.47,
    strange: -1.11,
    length: 4.73,
  },
  answer: 0.4,
  lead: 0.1,
  suggest: 0.1,
}

export function probability(features: Features, calibration: Calibration): number {
  let sum = calibration.bias
  for (const feature of FEATURES) sum += calibration.weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-sum))
}
