import { loadContent } from '../src/content.ts'
import { loadDictionary } from '../src/dictionary/load.ts'
import { CALIBRATION, type Calibration, FEATURES, probability } from '../src/understanding/faq/calibration.ts'
import { crossValidate } from '../src/understanding/faq/validate.ts'

/** Fits confidence on unseen questions and on sentences about other things, and prints what each threshold costs. */
const content = loadContent()
const dictionary = loadDictionary(console.error) ?? null
const options = {
  synonyms: content.synonyms,
  elsewhere: content.elsewhere,
  dictionary,
}
const isCovered = (topic: string | undefined) => content.topics.get(topic ?? '')?.covered === true
const rows = crossValidate([...content.topics.values()], options).map(({ topic, hits, features }) => ({
  features,
  isElsewhere: topic === undefined,
  // one "we do not cover this" is as good as another
  isRight: topic !== undefined && (hits[0] === topic || (!isCovered(topic) && !isCovered(hits[0]))),
  isNear: topic !== undefined && hits.slice(0, 3).includes(topic),
  isArticle: isCovered(hits[0]),
}))
const unseen = rows.filter((row) => !row.isElsewhere)
const elsewhere = rows.filter((row) => row.isElsewhere)

// sentences about other things are few beside the questions, and common in life
const RIDGE = 1
const weightOf = (row: (typeof rows)[number]) => (row.isElsewhere ? unseen.length / elsewhere.length / 3 : 1)
const fitted = fit()
console.log(
  'fitted',
  JSON.stringify({
    bias: round(fitted.bias),
    weights: Object.fromEntries(FEATURES.map((name) => [name, round(fitted.weights[name])])),
  }),
)
console.log(
  'first hit',
  share(unseen, (row) => row.isRight),
  'within three',
  share(unseen, (row) => row.isNear),
)
console.log('threshold  answered  right of answered  of all right  elsewhere given an article')
for (let threshold = 0.1; threshold < 0.95; threshold += 0.05) {
  const passes = (row: (typeof rows)[number]) => probability(row.features, fitted) >= threshold
  console.log(
    [
      threshold.toFixed(2).padEnd(9),
      share(unseen, passes),
      share(unseen.filter(passes), (row) => row.isRight),
      share(unseen, (row) => passes(row) && row.isRight),
      share(elsewhere, (row) => passes(row) && row.isArticle),
    ].join('   '),
  )
}

/** Logistic regression by Newton's method, with a little pull to zero. */
function fit(): Calibration {
  const size = FEATURES.length + 1
  const inputs = rows.map((row) => [1, ...FEATURES.map((name) => row.features[name])])
  let beta = Array<number>(size).fill(0)
  for (let round = 0; round < 25; round++) {
    const slope = beta.map((value, at) => (at === 0 ? 0 : -RIDGE * value))
    const bend = Array.from({ length: size }, (_, at) =>
      Array.from({ length: size }, (__, to) => (at === to ? RIDGE : 0)),
    )
    rows.forEach((row, index) => {
      const x = inputs[index]!
      const chance = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * beta[at]!, 0)))
      const weight = weightOf(row)
      for (let at = 0; at < size; at++) {
        slope[at]! += weight * x[at]! * ((row.isRight ? 1 : 0) - chance)
        for (let to = 0; to < size; to++) bend[at]![to]! += weight * chance * (1 - chance) * x[at]! * x[to]!
      }
    })
    const step = solve(bend, slope)
    beta = beta.map((value, at) => value + step[at]!)
  }
  const [bias = 0, ...rest] = beta
  return {
    ...CALIBRATION,
    bias,
    weights: Object.fromEntries(FEATURES.map((name, at) => [name, rest[at]!])) as Calibration['weights'],
  }
}

/** Gaussian elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const rowsLeft = matrix.map((row, at) => [...row, right[at]!])
  const size = right.length
  for (let at = 0; at < size; at++) {
    const pivot = rowsLeft
      .slice(at)
      .reduce((best, row, offset) => (Math.abs(row[at]!) > Math.abs(rowsLeft[best]![at]!) ? at + offset : best), at)
    ;[rowsLeft[at], rowsLeft[pivot]] = [rowsLeft[pivot]!, rowsLeft[at]!]
    for (let below = at + 1; below < size; below++) {
      const factor = rowsLeft[below]![at]! / rowsLeft[at]![at]!
      for (let to = at; to <= size; to++) rowsLeft[below]![to]! -= factor * rowsLeft[at]![to]!
    }
  }
  const solution = Array<number>(size).fill(0)
  for (let at = size - 1; at >= 0; at--) {
    let sum = rowsLeft[at]![size]!
    for (let to = at + 1; to < size; to++) sum -= rowsLeft[at]![to]! * solution[to]!
    solution[at] = sum / rowsLeft[at]![at]!
  }
  return solution
}

function share<Row>(all: readonly Row[], test: (row: Row) => boolean): string {
  return all.length === 0 ? '   –  ' : `${((all.filter(test).length / all.length) * 100).toFixed(1).padStart(5)} %`
}

function round(value: number) {
  return Math.round(value * 100) / 100
}
