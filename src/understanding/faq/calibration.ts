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
  'norm',
  'margin',
  'coverage',
  'nearest',
  'strange',
  'length',
  'score',
  'part',
] as const satisfies readonly (keyof Features)[]

/** Fitted by `npm run calibrate` on the content's own questions, each unseen when asked, and on sentences about other things. */
export const CALIBRATION: Calibration = {
  bias: -5.29,
  weights: {
    norm: 7.59,
    margin: 1.41,
    coverage: -2.02,
    nearest: -3.2,
    strange: 0.02,
    length: 2.22,
    score: 0.61,
    part: 1.27,
  },
  answer: 0.45,
  lead: 0.04,
  suggest: 0.12,
}

export function probability(features: Features, calibration: Calibration): number {
  let sum = calibration.bias
  for (const feature of FEATURES) sum += calibration.weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-sum))
}
