import { loadContent } from '../src/content.ts'
import { ELSEWHERE } from '../src/evaluation/elsewhere.ts'
import { CALIBRATION, type Calibration, FEATURES, probability } from '../src/understanding/faq/calibration.ts'
import { buildFaqIndex, type Features, loadDictionary } from '../src/understanding/faq/index.ts'
import { crossValidate } from '../src/understanding/faq/validate.ts'

/** Fits confidence on unseen questions and on sentences about other things, and prints what each threshold costs. */
const content = loadContent()
const dictionary = (await loadDictionary(console.error)) ?? null
const options = { synonyms: content.synonyms, dictionary }
const entries = [...content.topics.values()]
const unseen = crossValidate(entries, options)
const index = buildFaqIndex(entries, options)
const rows: { features: Features; isRight: boolean; isElsewhere: boolean; isNear: boolean }[] = [
  ...unseen.map((one) => ({
    features: one.features,
    isRight:
      one.hits[0] === one.topic ||
      (content.topics.get(one.topic)?.covered === false && content.topics.get(one.hits[0] ?? '')?.covered === false),
    isNear: one.hits.slice(0, 3).includes(one.topic),
    isElsewhere: false,
  })),
  ...ELSEWHERE.map((text) => ({
    features: index.explain(text).features,
    isRight: false,
    isNear: false,
    isElsewhere: true,
  })),
]

// sentences about other things are few beside the questions, and common in life
const weightOf = (row: (typeof rows)[number]) => (row.isElsewhere ? unseen.length / ELSEWHERE.length / 4 : 1)
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
  share(
    rows.filter((row) => !row.isElsewhere),
    (row) => row.isRight,
  ),
  'within three',
  share(
    rows.filter((row) => !row.isElsewhere),
    (row) => row.isNear,
  ),
)
console.log('threshold  answered  right of answered  of all right  elsewhere answered')
for (let threshold = 0.1; threshold < 0.95; threshold += 0.05) {
  const passes = (row: (typeof rows)[number]) => probability(row.features, fitted) >= threshold
  const own = rows.filter((row) => !row.isElsewhere)
  const answered = own.filter(passes)
  console.log(
    [
      threshold.toFixed(2).padEnd(9),
      share(own, passes),
      share(answered, (row) => row.isRight),
      share(own, (row) => passes(row) && row.isRight),
      share(
        rows.filter((row) => row.isElsewhere),
        passes,
      ),
    ].join('   '),
  )
}

function fit(): Calibration {
  const weights: Record<keyof Features, number> = { ...CALIBRATION.weights }
  let bias = CALIBRATION.bias
  const total = rows.reduce((sum, row) => sum + weightOf(row), 0)
  for (let round = 0; round < 4000; round++) {
    const slope: Record<string, number> = {}
    let biasSlope = 0
    for (const row of rows) {
      const error =
        (probability(row.features, { ...CALIBRATION, bias, weights }) - (row.isRight ? 1 : 0)) * weightOf(row)
      biasSlope += error
      for (const name of FEATURES) slope[name] = (slope[name] ?? 0) + error * row.features[name]
    }
    bias -= (2 * biasSlope) / total
    for (const name of FEATURES) weights[name] -= (2 * slope[name]!) / total
  }
  return { ...CALIBRATION, bias, weights }
}

function share<Row>(all: readonly Row[], test: (row: Row) => boolean): string {
  return all.length === 0 ? '   –  ' : `${((all.filter(test).length / all.length) * 100).toFixed(1).padStart(5)} %`
}

function round(value: number) {
  return Math.round(value * 100) / 100
}
