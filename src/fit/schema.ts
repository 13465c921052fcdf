import { z } from 'zod'
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

const words = z.string({ error: 'is missing or not a text' }).trim().min(1, 'is empty')
const office = z.enum(OFFICES, { error: `must be one of ${OFFICES.join(', ')}` })
const option = z.strictObject({
  value: z.string().regex(/^[a-z0-9-]+$/, 'must be small letters, digits and hyphens'),
  label: words,
  also: z.array(z.string()).default([]),
  weights: z.record(z.string(), z.number().min(-2, 'must be -2 to 2').max(2, 'must be -2 to 2')),
})
const item = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'must be small letters, digits and hyphens'),
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
  const head = itemsSchema.safeParse(itemsData)
  if (!head.success) problems.push(...describe('items.yaml', head.error))
  const results = resultsSchema.safeParse(resultsData)
  if (!results.success) problems.push(...describe('results.yaml', results.error))

  const items: FitItem[] = []
  for (const [index, data] of (head.data?.items ?? []).entries()) {
    const parsed = item.safeParse(data)
    if (parsed.success) items.push(build(parsed.data, problems))
    else {
      const id = (data as { id?: unknown } | null)?.id
      problems.push(...describe(`items.yaml: item ${typeof id === 'string' ? `"${id}"` : index + 1}`, parsed.error))
    }
  }
  const jobs = results.data?.jobs ?? {}
  checkItems(items, new Set<string>([...OFFICES, ...Object.keys(jobs)]), topics, problems)
  for (const id of Object.keys(jobs)) {
    if (!topics.has(id))
      problems.push(
        `results.yaml: jobs: "${id}" is no topic. Use a topic id of content/faq, so that the result can link to it.`,
      )
  }
  if (problems.length > 0 || !head.success || !results.success) return { problems }
  return {
    bank: { version: head.data.version, items, offices: results.data.offices, jobs: results.data.jobs },
    texts: results.data.texts,
  }
}

function build(data: z.infer<typeof item>, problems: string[]): FitItem {
  const { options, ...rest } = data
  if (data.kind === 'scale') {
    if (options)
      problems.push(
        `items.yaml: item "${data.id}": options: a scale item has its five answers already. Take the options out.`,
      )
    const weights = Object.fromEntries(
      SCALE.map(([value]) => [value, { [data.office]: (Number(value) - 3) * (data.reversed ? -1 : 1) }]),
    )
    return { ...rest, options: SCALE.map(([value, label]) => ({ value, label })), weights }
  }
  if (!options || options.length < 2) {
    problems.push(
      `items.yaml: item "${data.id}": options: needs at least two answers, each with value, label and weights.`,
    )
  }
  return {
    ...rest,
    options: (options ?? []).map(({ value, label, also }) => ({ value, label, also })),
    weights: Object.fromEntries((options ?? []).map((one) => [one.value, one.weights])),
  }
}

function checkItems(
  items: readonly FitItem[],
  weighable: ReadonlySet<string>,
  topics: ReadonlySet<string>,
  problems: string[],
) {
  const seen = new Set<string>()
  for (const one of items) {
    const at = `items.yaml: item "${one.id}"`
    if (seen.has(one.id)) problems.push(`${at}: the id stands twice. Give each item an id of its own.`)
    seen.add(one.id)
    if (!topics.has(one.topic))
      problems.push(`${at}: topic: "${one.topic}" does not exist. Use a topic id of content/faq.`)
    const values = one.options.map((option) => option.value)
    if (new Set(values).size < values.length)
      problems.push(`${at}: options: two answers have the same value. Make them different.`)
    for (const value of values) {
      for (const target of Object.keys(one.weights[value] ?? {})) {
        if (!weighable.has(target))
          problems.push(`${at}: weights: "${target}" is neither an office nor a job of results.yaml. Correct it.`)
      }
    }
    for (const text of [one.text, one.why, one.said.high, one.said.low, ...one.options.map((option) => option.label)]) {
      const word = NEVER_ASKED.exec(text)?.[0]
      if (word)
        problems.push(
          `${at}: "${word}" touches what may not be asked of applicants in Japan (公正な採用選考). Word it otherwise or take the item out.`,
        )
    }
  }
  for (const one of OFFICES) {
    const core = items.filter((item) => item.stage === 'core' && item.office === one)
    const reversed = core.filter((item) => item.reversed).length
    if (core.length < PER_OFFICE)
      problems.push(
        `items.yaml: ${one} has ${core.length} core items; ${PER_OFFICE} are the least a scale can stand on. Add more.`,
      )
    if (reversed < 2 || core.length - reversed < 2) {
      problems.push(
        `items.yaml: ${one} has ${reversed} reversed of ${core.length} core items. Have at least two of each direction, or always answering alike looks like a type.`,
      )
    }
  }
}

const describe = (at: string, error: z.ZodError) =>
  error.issues.map(
    (issue) => `${at}: ${issue.path.join('.') || '(top)'}: ${issue.message}. Correct it as the other entries show.`,
  )
