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
  bias: -4.64,
  weights: {
    odds: -0.16,
    score: 1.05,
    lead: 0.9,
    learned: 2.56,
    area: 0.38,
    aspect: 0.19,
    elsewhere: -0.32,
    strange: -0.13,
    length: 3.2,
  },
  answer: 0.52,
  lead: 0.12,
  suggest: 0.1,
}

export function probability(features: Features, calibration: Calibration): number {
  let sum = calibration.bias
  for (const feature of FEATURES) sum += calibration.weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-sum))
}
