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
  bias: -5.32,
  weights: {
    norm: 7.38,
    margin: 1.42,
    coverage: -1.87,
    nearest: -3.28,
    strange: -0.07,
    length: 2.25,
    score: 0.6,
    part: 1.45,
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
