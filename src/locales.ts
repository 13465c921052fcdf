import { basename } from 'node:path'
import { z } from 'zod'
import { COMMANDS } from '../flows/vocabulary.ts'
import type { ContentFolder } from './content-files.ts'
import type { FitBank } from './fit/fit.ts'
import type { FitTexts } from './fit/schema.ts'
import { fitInWords } from './fit/translate.ts'
import { createSay, flattenMessages, type Messages, type Say } from './messages.ts'
import { parseTopicWords, type Topic } from './topics.ts'
import { REQUIRED_MESSAGES } from './turn/message-keys.ts'
import { unfilledIn } from './turn/message-values.ts'
import type { Care } from './understanding/care.ts'
import type { Lexicon } from './understanding/lexicon.ts'
import { originalsOf, staleIn } from './written-for.ts'

/** The locale the folder `content/` itself is written in. */
export const MAIN_LOCALE = 'ja'
const FOLDER = 'locales'

/** Everything people read. */
export interface Words {
  readonly topics: ReadonlyMap<string, Topic>
  readonly messages: Messages
  readonly say: Say
  readonly bank: FitBank
  readonly fitTexts: FitTexts
  readonly care: Care
}

/** A folder of `content/locales`. */
export interface Locale {
  readonly tag: string
  readonly name: string
  /** Whole messages that switch to it. */
  readonly switches: readonly string[]
  /** Its words, the main locale's where one is missing; undefined for the main locale. */
  readonly words: Words | undefined
  /** What it has no words for yet; people read the main locale's meanwhile. */
  readonly gaps: readonly string[]
  /** What it says of a main content that is no longer so. */
  readonly outdated: readonly string[]
  /** What its words were written for is no longer what the main content says. */
  readonly stale: readonly string[]
  /** What the main content says today, as `written-for.yaml` keeps it. */
  readonly originals: Readonly<Record<string, string>>
  /** How people ask in it, by topic id. */
  readonly asked: ReadonlyMap<string, readonly string[]>
  readonly commands: Partial<Record<(typeof COMMANDS)[number], readonly string[]>>
  readonly yes: readonly string[]
  readonly no: readonly string[]
}

const phrases = z.array(z.string().min(1)).default([])
const headSchema = z.strictObject({
  name: z.string().min(1),
  switches: z.array(z.string()).min(1),
  commands: z.partialRecord(z.enum(COMMANDS), phrases).default({}),
  yes: phrases,
  no: phrases,
})

const careSchema = z.record(z.string(), z.string().min(1))

/** Advisors read the main locale; what is said to them alone needs no other words. */
const isForPeople = (key: string) => !key.startsWith('desk.')

/** Reads every folder of `content/locales`; problems go to those of the folder, what lags behind to the locale. */
export function loadLocales(files: ContentFolder, main: Words): ReadonlyMap<string, Locale> {
  const locales = new Map<string, Locale>()
  const switches = new Map<string, string>()
  for (const tag of files.folders(FOLDER)) {
    const at = `${FOLDER}/${tag}`
    const head = files.checked(`${at}/locale.yaml`, headSchema)
    if (!head) continue
    for (const phrase of head.switches) {
      const taken = switches.get(phrase)
      if (taken)
        files.problems.push(
          `${files.folder}/${at}/locale.yaml: switches: 「${phrase}」は ${taken} にもあります。どちらか一方だけに書いてください。`,
        )
      switches.set(phrase, tag)
    }
    const notes: Notes = { gaps: [], outdated: [], stale: [], originals: {}, asked: new Map() }
    const words = tag === MAIN_LOCALE ? undefined : readWords(files, at, main, notes)
    locales.set(tag, { tag, ...head, words, ...notes })
  }
  return locales
}

/** The topics with the ways people ask them in every locale, for the index. */
export const topicsAsAsked = (topics: ReadonlyMap<string, Topic>, locales: ReadonlyMap<string, Locale>): Topic[] =>
  [...topics.values()].map((topic) => ({
    ...topic,
    questions: [...topic.questions, ...[...locales.values()].flatMap((locale) => locale.asked.get(topic.id) ?? [])],
  }))

/** Commands a locale knows besides the main one's. */
export function withCommandsOf(locales: ReadonlyMap<string, Locale>, lexicon: Lexicon): Lexicon {
  const commands = { ...lexicon.commands }
  const yes = [...lexicon.yes]
  const no = [...lexicon.no]
  for (const locale of locales.values()) {
    yes.push(...locale.yes)
    no.push(...locale.no)
    for (const command of COMMANDS) {
      const more = locale.commands[command] ?? []
      if (more.length === 0) continue
      const known = commands[command] ?? { phrases: [], parts: [] }
      commands[command] = { ...known, phrases: [...known.phrases, ...more] }
    }
  }
  return { ...lexicon, commands, yes, no }
}

interface Notes {
  readonly gaps: string[]
  readonly outdated: string[]
  stale: readonly string[]
  originals: Readonly<Record<string, string>>
  readonly asked: Map<string, readonly string[]>
}

function readWords(files: ContentFolder, at: string, main: Words, notes: Notes): Words {
  const { gaps, outdated } = notes
  const own = readMessages(files, `${at}/messages.yaml`, main, gaps)
  const messages = new Map([...main.messages, ...own])
  notes.originals = originalsOf(main, own.keys())
  notes.stale = staleIn(files, at, notes.originals)
  const fit = fitInWords(readOptional(files, `${at}/fit.yaml`, gaps), main.bank, main.fitTexts)
  const where = (what: string) => `${files.folder}/${at}/${what}`
  files.problems.push(...fit.problems.map((problem) => where(`fit.yaml: ${problem}`)))
  gaps.push(...fit.missing.map((key) => isMissing(where(`fit.yaml: ${key}`))))
  outdated.push(...fit.spare.map((key) => isSpare(where(`fit.yaml: ${key}`))))
  return {
    messages,
    say: createSay(messages),
    topics: readTopics(files, at, main, notes),
    bank: fit.bank,
    fitTexts: fit.texts,
    care: readCare(files, `${at}/care.yaml`, main, gaps),
  }
}

const isMissing = (what: string) => `${what}: ありません。足すまでは、もとのことばが出ます。`
const isSpare = (what: string) => `${what}: もとのほうにありません。名前を直すか、消してください。`

const readOptional = (files: ContentFolder, file: string, gaps: string[]): unknown => {
  if (files.has(file)) return files.yaml(file)
  gaps.push(isMissing(`${files.folder}/${file}`))
  return undefined
}

function readMessages(files: ContentFolder, file: string, main: Words, gaps: string[]): Messages {
  const { messages: own, problems } = flattenMessages(readOptional(files, file, gaps) ?? {})
  files.problems.push(...problems.map((problem) => `${files.folder}/${file}: ${problem}`))
  for (const [key, variants] of own) {
    if (!main.messages.has(key)) {
      files.problems.push(
        `${files.folder}/${file}: ${key}: もとの messages.yaml にありません。名前を直すか、消してください。`,
      )
      continue
    }
    files.problems.push(...unfilledIn(key, variants).map((problem) => `${files.folder}/${file}: ${key}: ${problem}`))
  }
  for (const key of REQUIRED_MESSAGES)
    if (isForPeople(key) && !own.has(key)) gaps.push(isMissing(`${files.folder}/${file}: ${key}`))
  return own
}

function readCare(files: ContentFolder, file: string, main: Words, gaps: string[]): Care {
  const own = files.has(file) ? (files.checked(file, careSchema) ?? {}) : {}
  for (const kind of Object.keys(own)) {
    if (!(kind in main.care.kinds))
      files.problems.push(
        `${files.folder}/${file}: ${kind}: もとの care.yaml にありません。名前を直すか、消してください。`,
      )
  }
  const kinds = Object.fromEntries(
    Object.entries(main.care.kinds).map(([kind, known]) => {
      if (!own[kind]) gaps.push(isMissing(`${files.folder}/${file}: ${kind}`))
      return [kind, { ...known, reply: own[kind] ?? known.reply }]
    }),
  ) as Care['kinds']
  return { ...main.care, kinds }
}

function readTopics(files: ContentFolder, at: string, main: Words, notes: Notes): ReadonlyMap<string, Topic> {
  const { gaps, outdated, asked } = notes
  const topics = new Map(main.topics)
  const own = new Set<string>()
  for (const file of files.has(`${at}/faq`) ? files.list(`${at}/faq`, '.md') : []) {
    const id = basename(file, '.md')
    const known = main.topics.get(id)
    if (!known) {
      outdated.push(isSpare(`${files.folder}/${file}`))
      continue
    }
    const parsed = parseTopicWords(`${files.folder}/${file}`, files.read(file))
    files.problems.push(...parsed.problems)
    if (!parsed.words) continue
    own.add(id)
    const { asked: questions, ...words } = parsed.words
    topics.set(id, { ...known, ...words })
    asked.set(id, questions)
    if (parsed.words.checked < known.checked)
      outdated.push(
        `${files.folder}/${file}: checked: ${parsed.words.checked} のあと、もとの答えが ${known.checked} に新しくなりました。読みくらべて、今日の日付にしてください。`,
      )
  }
  for (const id of main.topics.keys()) if (!own.has(id)) gaps.push(isMissing(`${files.folder}/${at}/faq/${id}.md`))
  return topics
}
