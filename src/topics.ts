import { z } from 'zod'
import { isOneWord, readAs } from './read-as.ts'
import { readYaml } from './yaml.ts'

/** One answer of `content/faq/`, by topic id (the file's name). */
export interface Topic {
  readonly id: string
  readonly title: string
  /** Short enough for a button. */
  readonly label: string
  readonly questions: readonly string[]
  readonly keywords: readonly string[]
  readonly related: readonly string[]
  readonly source: string
  readonly checked: string
  /** False: a kind sentence that we do not cover this. */
  readonly covered: boolean
  readonly answer: string
}

/** Whether an answer is about the check, the talk and what becomes of data, and not about work: those in `content/faq/service/`. */
export const isAboutUs = (id: string) => id.startsWith('service.')

/** A button on LINE shows so many characters (https://developers.line.biz/en/reference/messaging-api/#action-objects). */
export const LABEL = 20
/** One bubble a person reads at a glance. */
const ANSWER = 400

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine((text) => text.length <= most || graphemes(text) <= most, `${most}文字までです。ちぢめてください。`)

const frontMatter = z.strictObject({
  title: line(60),
  label: line(LABEL).optional(),
  questions: z.array(line(200)).min(1),
  keywords: z.array(line(40).refine(...isOneWord)).default([]),
  related: z.array(z.string()).max(4).default([]),
  source: line(200),
  checked: z.iso.date(),
  covered: z.boolean().optional(),
})

export const graphemes = (text: string) => {
  let count = 0
  for (const _ of segmenter.segment(text)) count++
  return count
}
const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** Reads one topic file; `file` names it in problems. */
export function parseTopic(file: string, id: string, source: string): { topic?: Topic; problems: string[] } {
  const { data, answer, problems } = parseArticle(file, source, frontMatter)
  if (!data) return { problems }
  return { topic: { ...data, id, label: labelOf(data), covered: data.covered ?? true, answer }, problems }
}

/** Who writes no label gets the title on the button, as far as it fits. */
function labelOf({ title, label }: { title: string; label?: string | undefined }): string {
  if (label !== undefined) return label
  const short = title.replace(/[?？。]+$/, '')
  if (graphemes(short) <= LABEL) return short
  return `${Array.from(segmenter.segment(short), ({ segment }) => segment)
    .slice(0, LABEL - 1)
    .join('')}…`
}

/** What another locale says of a topic, and how people ask it there. */
export type TopicWords = Pick<Topic, 'title' | 'label' | 'answer' | 'checked'> & { readonly asked: readonly string[] }

const otherFrontMatter = frontMatter
  .pick({ title: true, label: true, checked: true })
  .extend({ questions: z.array(line(200)).optional() })

/** Reads a topic file of another locale. */
export function parseTopicWords(file: string, source: string): { words?: TopicWords; problems: string[] } {
  const { data, answer, problems } = parseArticle(file, source, otherFrontMatter)
  if (!data) return { problems }
  const { questions, ...words } = data
  return { words: { ...words, label: labelOf(words), answer, asked: questions ?? [] }, problems }
}

function parseArticle<Data>(
  file: string,
  source: string,
  schema: z.ZodType<Data>,
): { data?: Data; answer: string; problems: string[] } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(source.replace(/^\uFEFF/, ''))
  if (!match) {
    const problem = `${file}:1: 上の「---」から「---」までがありません。その間に、title などの項目を書いてください。`
    return { answer: '', problems: [problem] }
  }
  const read = readYaml(match[1]!)
  if ('problem' in read) return { answer: '', problems: [`${file}:${read.line + 1}: ${read.problem}`] }
  const parsed = readAs(schema, read.data)
  const problems =
    'data' in parsed
      ? []
      : parsed.misfits.map(({ path, key, words }) => `${file}:${lineOf(match[1]!, path)}: ${key}: ${words}`)
  const answer = match[2]!.trim()
  const answerLine = match[1]!.split('\n').length + 3
  if (answer === '') problems.push(`${file}:${answerLine}: 答えがありません。2つめの「---」の下に書いてください。`)
  if (answer.length > ANSWER && graphemes(answer) > ANSWER) {
    problems.push(
      `${file}:${answerLine}: 答えが${graphemes(answer)}文字あります。1つの吹き出しに入るのは${ANSWER}文字までです。ちぢめてください。`,
    )
  }
  return 'data' in parsed && problems.length === 0 ? { data: parsed.data, answer, problems } : { answer, problems }
}

/** The line of a key in its file, as near as the text tells. */
function lineOf(yaml: string, path: readonly PropertyKey[]): number {
  const lines = yaml.split('\n')
  const at = lines.findIndex((one) => one.startsWith(`${String(path[0])}:`))
  if (at < 0) return 1
  return at + 2 + (typeof path[1] === 'number' && lines[at]!.trim().endsWith(':') ? path[1] + 1 : 0)
}
