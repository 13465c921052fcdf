import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse, YAMLParseError } from 'yaml'
import type { z } from 'zod'
import { type DeskRules, deskSchema } from './desk/rules.ts'
import { ProblemsError } from './errors.ts'
import type { FitBank } from './fit/fit.ts'
import { createFitBank, type FitTexts } from './fit/schema.ts'
import { createSay, flattenMessages, type Messages, type Say } from './messages.ts'
import { parseTopic, type Topic } from './topics.ts'
import { REQUIRED_MESSAGES } from './turn/message-keys.ts'
import { type Synonyms, synonymsSchema } from './understanding/faq/synonyms.ts'
import { type Care, careSchema, type Lexicon, lexiconSchema } from './understanding/lexicon.ts'

/** Everything editors write, checked. */
export interface Content {
  /** A fingerprint of all files. */
  readonly version: string
  readonly topics: ReadonlyMap<string, Topic>
  readonly messages: Messages
  readonly say: Say
  readonly lexicon: Lexicon
  readonly care: Care
  readonly synonyms: Synonyms
  readonly bank: FitBank
  readonly fitTexts: FitTexts
  readonly desk: DeskRules
}

/**
 * Reads and checks the folder.
 *
 * @throws ProblemsError naming file, line or key, and the remedy, for every
 * problem at once.
 */
export function loadContent(folder = 'content'): Content {
  const problems: string[] = []
  const fingerprint = createHash('sha256')
  const read = (file: string) => {
    const text = readFileSync(join(folder, file), 'utf8')
    fingerprint.update(`${file}\0${text}\0`)
    return text
  }

  const topics = new Map<string, Topic>()
  for (const file of topicFiles(folder, problems)) {
    const id = basename(file, '.md')
    const parsed = parseTopic(`${folder}/${file}`, id, read(file))
    problems.push(...parsed.problems)
    if (topics.has(id))
      problems.push(`${folder}/${file}: the topic id "${id}" exists in another folder too. Rename one file.`)
    if (parsed.topic) topics.set(id, parsed.topic)
  }

  const yaml = (file: string): unknown => {
    try {
      return parse(read(file))
    } catch (error) {
      if (error instanceof YAMLParseError) {
        problems.push(
          `${folder}/${file}:${error.linePos?.[0].line ?? 1}: is not valid YAML: ${error.message.split('\n')[0]} Check indentation and quotes.`,
        )
      } else
        problems.push(
          `${folder}/${file}: cannot be read (${(error as NodeJS.ErrnoException).code}). The bot needs this file.`,
        )
      return undefined
    }
  }
  const checked = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
    const data = yaml(file)
    if (data === undefined) return undefined
    const parsed = schema.safeParse(data)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      problems.push(`${folder}/${file}: ${issue.path.join('.') || '(top)'}: ${issue.message}`)
    return undefined
  }

  const { messages, problems: messageProblems } = flattenMessages(yaml('messages.yaml') ?? {})
  problems.push(...messageProblems.map((problem) => `${folder}/messages.yaml: ${problem}`))
  for (const key of REQUIRED_MESSAGES) {
    if (!messages.has(key))
      problems.push(`${folder}/messages.yaml: ${key}: is missing. The bot says this sentence; add it.`)
  }
  const lexicon = checked('lexicon.yaml', lexiconSchema)
  const care = checked('care.yaml', careSchema)
  const synonyms = checked('synonyms.yaml', synonymsSchema)
  const desk = checked('desk.yaml', deskSchema)
  const fit = createFitBank(yaml('fit/items.yaml'), yaml('fit/results.yaml'), new Set(topics.keys()))
  if ('problems' in fit) problems.push(...fit.problems.map((problem) => `${folder}/fit/${problem}`))

  for (const topic of topics.values()) {
    for (const related of topic.related) {
      if (!topics.has(related))
        problems.push(
          `${folder}: ${topic.id}: related topic "${related}" does not exist. Correct the id or take it out.`,
        )
    }
  }
  if (problems.length > 0) throw new ProblemsError('The content is not complete:', problems)
  if ('problems' in fit) throw new Error('unreachable: the problems of the item bank are thrown above')
  return {
    version: fingerprint.digest('hex').slice(0, 12),
    topics,
    messages,
    say: createSay(messages),
    lexicon: lexicon!,
    care: care!,
    synonyms: synonyms!,
    bank: fit.bank,
    fitTexts: fit.texts,
    desk: desk!,
  }
}

function topicFiles(folder: string, problems: string[]): string[] {
  try {
    return readdirSync(join(folder, 'faq'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md') && basename(file) !== 'README.md')
      .sort()
      .map((file) => `faq/${file}`)
  } catch (error) {
    problems.push(
      `${folder}/faq: cannot be read (${(error as NodeJS.ErrnoException).code}). The bot needs this folder.`,
    )
    return []
  }
}
