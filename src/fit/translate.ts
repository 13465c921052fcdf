import { z } from 'zod'
import { readAs } from '../read-as.ts'
import type { FitBank, FitItem } from './fit.ts'
import type { FitTexts } from './schema.ts'

const words = z.string().trim().min(1)
const schema = z.strictObject({
  /** The five answers of a scale, by points. */
  scale: z.record(z.string(), words).default({}),
  items: z
    .record(
      z.string(),
      z.strictObject({
        text: words.optional(),
        why: words.optional(),
        said: z.strictObject({ high: words, low: words }).optional(),
        options: z.record(z.string(), words).default({}),
      }),
    )
    .default({}),
  texts: z
    .strictObject({
      title: words.optional(),
      titleClose: words.optional(),
      close: words.optional(),
      noTendency: z.strictObject({ title: words, text: words }).optional(),
      bands: z.strictObject({ 1: words, 2: words, 3: words, 4: words, 5: words }).optional(),
      jobsIntro: words.optional(),
      limits: words.optional(),
    })
    .default({}),
  offices: z.record(z.string(), z.strictObject({ name: words, summary: words })).default({}),
  jobs: z.record(z.string(), z.strictObject({ name: words, sentence: words })).default({}),
})
type Translation = z.infer<typeof schema>

export interface TranslatedFit {
  readonly bank: FitBank
  readonly texts: FitTexts
  readonly problems: readonly string[]
  /** Keys the translation does not have; the main words stand in. */
  readonly missing: readonly string[]
  /** Keys of what the main content has no more. */
  readonly spare: readonly string[]
}

/** The questionnaire in other words: same items, weights and version, so that results can be compared. */
export function fitInWords(data: unknown, bank: FitBank, texts: FitTexts): TranslatedFit {
  const read = readAs(schema, data ?? {})
  const problems = 'data' in read ? [] : read.misfits.map(({ key, words }) => `${key}: ${words}`)
  const own: Translation = 'data' in read ? read.data : schema.parse({})
  const missing: string[] = []
  const spare: string[] = []
  const or = <T>(translated: T | undefined, key: string, fallback: T): T => {
    if (translated === undefined) missing.push(key)
    return translated ?? fallback
  }

  for (const [what, keys, known] of [
    ['items', Object.keys(own.items), new Set(bank.items.map((item) => item.id))],
    ['offices', Object.keys(own.offices), new Set(Object.keys(bank.offices))],
    ['jobs', Object.keys(own.jobs), new Set(Object.keys(bank.jobs))],
  ] as const) {
    for (const key of keys) if (!known.has(key)) spare.push(`${what}.${key}`)
  }

  const translate = (item: FitItem): FitItem => {
    const mine = own.items[item.id]
    const at = `items.${item.id}`
    return {
      ...item,
      text: or(mine?.text, `${at}.text`, item.text),
      why: or(mine?.why, `${at}.why`, item.why),
      said: or(mine?.said, `${at}.said`, item.said),
      options: item.options.map((option) => {
        const label =
          item.kind === 'scale'
            ? or(own.scale[option.value], `scale.${option.value}`, option.label)
            : or(mine?.options[option.value], `${at}.options.${option.value}`, option.label)
        // whoever types the main locale's words is understood, too
        return { ...option, label, also: [...(option.also ?? []), option.label] }
      }),
    }
  }
  const named = <Named extends object, Own extends object>(
    what: string,
    known: Readonly<Record<string, Named>>,
    mine: Readonly<Record<string, Own>>,
  ) =>
    Object.fromEntries(
      Object.entries(known).map(([id, one]) => [id, { ...one, ...or<object>(mine[id], `${what}.${id}`, {}) }]),
    )

  return {
    bank: {
      version: bank.version,
      items: bank.items.map(translate),
      offices: named('offices', bank.offices, own.offices) as FitBank['offices'],
      jobs: named('jobs', bank.jobs, own.jobs) as FitBank['jobs'],
    },
    texts: Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [
        key,
        or<unknown>(own.texts[key as keyof Translation['texts']], `texts.${key}`, text),
      ]),
    ) as unknown as FitTexts,
    problems,
    missing: [...new Set(missing)],
    spare,
  }
}
