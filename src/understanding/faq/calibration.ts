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
  'length',
] as const satisfies readonly (keyof Features)[]

/** Fitted by `npm run calibrate` on the content's own questions, each unseen when asked, and on sentences about other things. */
export const CALIBRATION: Calibration = {
  bias: -4.2,
  weights: { norm: 3, margin: 7, coverage: 2.2, nearest: 3, length: 0.4 },
  answer: 0.5,
  suggest: 0.12,
}

export function probability(features: Features, calibration: Calibration): number {
  let sum = calibration.bias
  for (const feature of FEATURES) sum += calibration.weights[feature] * features[feature]
  return 1 / (1 + Math.exp(-sum))
}
