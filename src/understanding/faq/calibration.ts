import type { Features } from './index.ts'

/** A logistic model of "the best hit is right", and where answering and suggesting begin. */
export interface Calibration {
  readonly bias: number
  readonly weights: Readonly<Record<keyof Features, number>>
  readonly answer: number
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
  bias: -3.45,
  weights: {
    norm: 6.78,
    margin: 1.87,
    coverage: -1.35,
    nearest: -2.97,
    strange: -0.23,
    length: 1.57,
    score: 0.46,
    part: 0.31,
  },
  answer: 0.43,
  suggest: 0.12,
}

export function probability(features: Features, calibration: Calibration): number {
  let sum = calibration.bias
  for (const feature of FEATURES) sum += calibration.weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-sum))
}
