import { z } from 'zod'
import { readAs } from '../read-as.ts'
import { type FitBank, type FitItem, OFFICES } from './fit.ts'

/** The result's sentences. */
export interface FitTexts {
  /** With {first} and {second}. */
  readonly title: string
  readonly titleClose: string
  readonly close: string
  readonly noTendency: { readonly title: string; readonly text: string }
  readonly bands: Readonly<Record<1 | 2 | 3 | 4 | 5, string>>
  readonly jobsIntro: string
  readonly limits: string
}

const words = z.string().trim().min(1)
const office = z.enum(OFFICES)
const id = z.string().regex(/^[a-z0-9-]+$/, '半角の小文字・数字・「-」で書いてください。')
const option = z.strictObject({
  value: id,
  label: words,
  also: z.array(z.string()).default([]),
  weights: z.record(z.string(), z.number().min(-2).max(2)),
})
const item = z.strictObject({
  id,
  text: words,
  kind: z.enum(['scale', 'yesno', 'choice']),
  stage: z.enum(['core', 'tiebreak', 'jobs']),
  office,
  reversed: z.boolean().default(false),
  topic: words,
  why: words,
  said: z.strictObject({ high: words, low: words }),
  options: z.array(option).optional(),
})
const itemsSchema = z.strictObject({ version: z.number().int().min(1), items: z.array(z.unknown()) })
const resultsSchema = z.strictObject({
  texts: z.strictObject({
    title: words,
    titleClose: words,
    close: words,
    noTendency: z.strictObject({ title: words, text: words }),
    bands: z.strictObject({ 1: words, 2: words, 3: words, 4: words, 5: words }),
    jobsIntro: words,
    limits: words,
  }),
  offices: z.strictObject({
    front: z.strictObject({ name: words, summary: words, topic: words }),
    back: z.strictObject({ name: words, summary: words, topic: words }),
    middle: z.strictObject({ name: words, summary: words, topic: words }),
  }),
  jobs: z.record(z.string(), z.strictObject({ name: words, office, sentence: words })),
})

/** Top to bottom, as they are shown; the values are the points. */
const SCALE = [
  ['5', 'とてもあてはまる'],
  ['4', 'ややあてはまる'],
  ['3', 'どちらともいえない'],
  ['2', 'あまりあてはまらない'],
  ['1', 'まったくあてはまらない'],
] as const

/**
 * What Japan's fair-recruitment guidance says must not be asked of applicants:
 * birthplace, family, housing, upbringing, religion, politics, creed, admired
 * persons, unions, reading; and health without need
 * (https://kouseisaiyou.mhlw.go.jp/consideration.html).
 */
const NEVER_ASKED =
  /本籍|出身|生まれ|国籍|家族|両親|父親|母親|お父さん|お母さん|兄弟|姉妹|実家|住まい|住所|住んで|家賃|持ち家|間取り|育ち|育った|生い立ち|家庭|宗教|信仰|神社|政党|政治|選挙|投票|人生観|信条|座右|生きがい|尊敬|思想|組合|デモ|新聞|雑誌|愛読|本を読|病気|持病|健康|障害|通院|妊娠|結婚|恋人|彼氏|彼女/

const PER_OFFICE = 5

/** Builds the item bank from the two files, or lists every problem in them. */
export function createFitBank(
  itemsData: unknown,
  resultsData: unknown,
  topics: ReadonlySet<string>,
): { bank: FitBank; texts: FitTexts } | { problems: string[] } {
  const problems: string[] = []
  const readOrTell = <T>(schema: z.ZodType<T>, data: unknown, at: string): T | undefined => {
    // why a file could not be read is told already
    if (data === undefined) return undefined
    const read = readAs(schema, data)
    if ('data' in read) return read.data
    problems.push(...read.misfits.map(({ key, words }) => `${at}: ${key}: ${words}`))
    return undefined
  }
  const head = readOrTell(itemsSchema, itemsData, 'items.yaml')
  const results = readOrTell(resultsSchema, resultsData, 'results.yaml')

  const items: FitItem[] = []
  for (const [index, data] of (head?.items ?? []).entries()) {
    const id = (data as { id?: unknown } | null)?.id
    const read = readOrTell(item, data, `items.yaml: ${typeof id === 'string' ? id : `${index + 1}番目`}`)
    if (read) items.push(build(read, problems))
  }
  const jobs = results?.jobs ?? {}
  for (const [office, { topic }] of Object.entries(results?.offices ?? {})) {
    if (!topics.has(topic))
      problems.push(
        `results.yaml: offices.${office}.topic: 「${topic}」という話題はありません。faq/ にある話題の id で書いてください。`,
      )
  }
  checkItems(items, topics, problems)
  if (results) checkWeights(items, new Set([...OFFICES, ...Object.keys(jobs)]), problems)
  // with an item that cannot be read there seem to be fewer than there are
  if (head?.items.length === items.length) checkBalance(items, problems)
  for (const id of Object.keys(jobs)) {
    if (!topics.has(id))
      problems.push(
        `results.yaml: jobs: 「${id}」という話題はありません。結果からたどれるように、faq/ にある話題の id で書いてください。`,
      )
  }
  if (problems.length > 0 || !head || !results) return { problems }
  const { texts, ...named } = results
  return { bank: { version: head.version, items, ...named }, texts }
}

function build(data: z.infer<typeof item>, problems: string[]): FitItem {
  const { options, ...rest } = data
  if (data.kind === 'scale') {
    if (options)
      problems.push(
        `items.yaml: ${data.id}: options: kind が scale なら、5つの答えはもうあります。options を消してください。`,
      )
    const weights = Object.fromEntries(
      SCALE.map(([value]) => [value, { [data.office]: (Number(value) - 3) * (data.reversed ? -1 : 1) }]),
    )
    return { ...rest, options: SCALE.map(([value, label]) => ({ value, label })), weights }
  }
  if (!options || options.length < 2) {
    problems.push(`items.yaml: ${data.id}: options: 答えを2つ以上、value・label・weights をつけて書いてください。`)
  }
  return {
    ...rest,
    options: (options ?? []).map(({ value, label, also }) => ({ value, label, also })),
    weights: Object.fromEntries((options ?? []).map((one) => [one.value, one.weights])),
  }
}

function checkItems(items: readonly FitItem[], topics: ReadonlySet<string>, problems: string[]) {
  const seen = new Set<string>()
  for (const one of items) {
    const at = `items.yaml: ${one.id}`
    if (seen.has(one.id)) problems.push(`${at}: 同じ id の質問が2つあります。どちらかの id を変えてください。`)
    seen.add(one.id)
    if (!topics.has(one.topic))
      problems.push(`${at}: topic: 「${one.topic}」という話題はありません。faq/ にある話題の id で書いてください。`)
    const values = one.options.map((option) => option.value)
    if (new Set(values).size < values.length)
      problems.push(`${at}: options: 同じ value が2つあります。どちらかを変えてください。`)
    for (const text of [one.text, one.why, one.said.high, one.said.low, ...one.options.map((option) => option.label)]) {
      const word = NEVER_ASKED.exec(text)?.[0]
      if (word)
        problems.push(
          `${at}: 「${word}」は、選考で聞いてはいけないことにふれます(公正な採用選考)。言いかえるか、質問を消してください。`,
        )
    }
  }
}

function checkWeights(items: readonly FitItem[], weighable: ReadonlySet<string>, problems: string[]) {
  for (const { id, weights } of items) {
    for (const target of new Set(Object.values(weights).flatMap((ones) => Object.keys(ones)))) {
      if (!weighable.has(target))
        problems.push(
          `items.yaml: ${id}: weights: 「${target}」は、front・back・middle でも results.yaml の jobs でもありません。つづりを直してください。`,
        )
    }
  }
}

function checkBalance(items: readonly FitItem[], problems: string[]) {
  for (const one of OFFICES) {
    const core = items.filter((item) => item.stage === 'core' && item.office === one)
    const reversed = core.filter((item) => item.reversed).length
    if (core.length < PER_OFFICE)
      problems.push(`items.yaml: ${one} の core の質問が${core.length}個です。${PER_OFFICE}個以上にしてください。`)
    else if (reversed < 2 || core.length - reversed < 2) {
      problems.push(
        `items.yaml: ${one} の core の質問${core.length}個のうち、reversed が${reversed}個です。同じ答えばかり選ぶ人がどれかの型にならないよう、どちらの向きも2個以上にしてください。`,
      )
    }
  }
}
