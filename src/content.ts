import { basename, dirname } from 'node:path'
import { openContentFolder } from './content-files.ts'
import { type DeskRules, deskSchema } from './desk/rules.ts'
import { ProblemsError } from './errors.ts'
import { createFitBank } from './fit/schema.ts'
import { type Locale, loadLocales, MAIN_LOCALE, type Words, withCommandsOf } from './locales.ts'
import { type Menus, menusSchema } from './menus.ts'
import { createSay, flattenMessages } from './messages.ts'
import { parseTopic, type Topic } from './topics.ts'
import { isMessageKey, REQUIRED_MESSAGES } from './turn/message-keys.ts'
import { unfilledIn } from './turn/message-values.ts'
import { type Answers, answersSchema } from './understanding/answers/samples.ts'
import { careSchema, type Distress, distressSchema } from './understanding/care.ts'
import { type Elsewhere, elsewhereSchema } from './understanding/faq/elsewhere.ts'
import { joinThesaurus, type Synonyms, synonymsSchema } from './understanding/faq/synonyms.ts'
import { type Intents, intentsSchema } from './understanding/intents.ts'
import { type Lexicon, lexiconSchema } from './understanding/lexicon.ts'

/** Everything editors write, checked, in the words of one locale. */
export interface Content extends Words {
  /** A fingerprint of all files. */
  readonly version: string
  /** Whose words these are: `ja`, or a folder of `content/locales`. */
  readonly locale: string
  /** In other words than the main ones: the main ones, which advisors read. */
  readonly original?: Content
  readonly locales: ReadonlyMap<string, Locale>
  readonly lexicon: Lexicon
  readonly synonyms: Synonyms
  readonly elsewhere: Elsewhere
  readonly distress: Distress
  readonly intents: Intents
  readonly answers: Answers
  readonly desk: DeskRules
  readonly menus: Menus
}

/** Families of topics are told by their ids. */
const isTopicId = (id: string, folder: string) =>
  /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(id) && (id === folder || id.startsWith(`${folder}.`))

/**
 * Reads and checks the folder.
 *
 * @throws ProblemsError naming file, line or key, and the remedy, for every
 * problem at once.
 */
export function loadContent(folder = 'content'): Content {
  const files = openContentFolder(folder)
  const { problems, yaml, checked } = files

  const topics = new Map<string, Topic>()
  /** Also of files with a problem: what points to them is right. */
  const ids = new Set<string>()
  for (const file of files.list('faq', '.md')) {
    const id = basename(file, '.md')
    const parsed = parseTopic(`${folder}/${file}`, id, files.read(file))
    if (!isTopicId(id, basename(dirname(file)))) {
      const home = basename(dirname(file))
      problems.push(
        home === 'faq'
          ? `${folder}/${file}: faq/ の中の、合うフォルダーに入れてください。`
          : `${folder}/${file}: ファイル名が話題の id になります。フォルダーの名前で始めて、半角の小文字・数字・「.」「-」でつけてください(例:${home}.sales.md)。`,
      )
    }
    problems.push(...parsed.problems)
    if (ids.has(id))
      problems.push(
        `${folder}/${file}: 同じ名前のファイルが、ほかのフォルダーにもあります。どちらかの名前を変えてください。`,
      )
    ids.add(id)
    if (parsed.topic) topics.set(id, parsed.topic)
  }

  const spoken = yaml('messages.yaml')
  const { messages, problems: messageProblems } = flattenMessages(spoken ?? {})
  problems.push(...messageProblems.map((problem) => `${folder}/messages.yaml: ${problem}`))
  for (const key of REQUIRED_MESSAGES) {
    // of a file that cannot be read nothing is missing in particular
    if (spoken !== undefined && !messages.has(key) && !messageProblems.some((one) => one.startsWith(`${key}: `)))
      problems.push(`${folder}/messages.yaml: ${key}: ありません。ボットが話す文なので、この名前で足してください。`)
  }
  for (const [key, variants] of messages) {
    if (!isMessageKey(key))
      problems.push(`${folder}/messages.yaml: ${key}: この名前の文は使いません。つづりを直すか、消してください。`)
    problems.push(...unfilledIn(key, variants).map((problem) => `${folder}/messages.yaml: ${key}: ${problem}`))
  }
  const lexicon = checked('lexicon.yaml', lexiconSchema)
  const care = checked('care.yaml', careSchema)
  const distress = checked('distress.yaml', distressSchema)
  const intents = checked('intents.yaml', intentsSchema)
  const answers = checked('answers.yaml', answersSchema)
  const synonyms = checked('synonyms.yaml', synonymsSchema)
  const kin = new Map(
    (files.has('thesaurus') ? files.list('thesaurus', '.yaml') : []).map((file) => [
      `${folder}/${file}`,
      checked(file, synonymsSchema)?.groups ?? [],
    ]),
  )
  const { thesaurus, problems: kinProblems } = joinThesaurus(kin)
  problems.push(...kinProblems)
  const elsewhere = checked('elsewhere.yaml', elsewhereSchema)
  const desk = checked('desk.yaml', deskSchema)
  const menus = checked('menus.yaml', menusSchema)
  const fit = createFitBank(yaml('fit/items.yaml'), yaml('fit/results.yaml'), ids)
  if ('problems' in fit) problems.push(...fit.problems.map((problem) => `${folder}/fit/${problem}`))

  for (const [menu, { buttons }] of Object.entries(menus ?? {})) {
    for (const { label, choice } of buttons) {
      const [, topic] = /^topic:(.+)$/.exec(choice) ?? []
      if (topic && !ids.has(topic))
        problems.push(
          `${folder}/menus.yaml: ${menu}: 「${label}」: 「${topic}」という話題はありません。id を直してください。`,
        )
    }
  }
  for (const topic of topics.values()) {
    for (const related of topic.related) {
      if (!ids.has(related))
        problems.push(
          `${folder}/faq: ${topic.id}: related: 「${related}」という話題はありません。id を直すか、消してください。`,
        )
    }
  }
  if (problems.length > 0 || 'problems' in fit) throw new ProblemsError(`${folder}/ に直すところがあります。`, problems)
  const words = {
    topics,
    messages,
    say: createSay(messages),
    bank: fit.bank,
    fitTexts: fit.texts,
    care: care!,
  }
  const locales = loadLocales(files, words)
  if (problems.length > 0) throw new ProblemsError(`${folder}/ に直すところがあります。`, problems)
  return {
    ...words,
    version: files.version(),
    locale: MAIN_LOCALE,
    locales,
    lexicon: withCommandsOf(locales, lexicon!),
    synonyms: { ...synonyms!, thesaurus },
    elsewhere: elsewhere!.themes,
    distress: distress!,
    intents: intents!,
    answers: answers!,
    desk: desk!,
    menus: menus!,
  }
}

/** The same content in a locale's words; in the main ones where it has none. */
export function speaking(content: Content, locale: string | null): Content {
  const original = content.original ?? content
  const found = locale === null ? undefined : original.locales.get(locale)
  return found?.words ? { ...original, ...found.words, locale: found.tag, original } : original
}
