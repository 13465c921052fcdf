import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { dump, load } from 'js-yaml'
import { type Content, loadContent } from '../src/content.ts'
import { checkContent } from '../src/content-check.ts'
import { differenceOf, differenceText } from '../src/editing/difference.ts'
import { previewOf, tryOut } from '../src/editing/preview.ts'
import { ProblemsError } from '../src/errors.ts'
import { keepModels } from '../src/kept-models.ts'
import { flattenMessages } from '../src/messages.ts'
import { createUnderstanding, type Understanding } from '../src/understanding/understanding.ts'
import { WRITTEN_FOR } from '../src/written-for.ts'
import './plainly.ts'

const { values } = parseArgs({
  options: {
    /** Checks again at every saved file, shows it, and answers what is typed. */
    watch: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    /** Shows one topic as people see it. */
    preview: { type: 'string' },
    /** What changed for people since that state of the repository. */
    diff: { type: 'string' },
    /** The words of a locale were read against those of today. */
    agree: { type: 'string' },
  },
})

interface Checked {
  readonly content: Content
  readonly understanding: Understanding
  readonly isSound: boolean
}

/** Warnings of an earlier check. */
const known = new Set<string>()

const names = (warning: string, id: string) =>
  [`: ${id}: `, `は ${id} に`, `/${id}.md: `].some((part) => warning.includes(part))

/**
 * Whoever watches is shown what the last change brought: of saved topics what is said of them alone, as questions that
 * could go either way come and go with every change.
 */
function isWanted(warning: string, saved: readonly string[]): boolean {
  if (values.quiet || values.diff) return false
  if (values.preview) return names(warning, values.preview)
  if (saved.length > 0) return saved.some((id) => names(warning, id))
  return values.watch ? known.size > 0 && !known.has(warning) : true
}

/** Checks the content as the start does, and beyond; undefined when it cannot even be read. */
async function check(saved: readonly string[] = []): Promise<Checked | undefined> {
  try {
    const content = loadContent()
    const understanding = await createUnderstanding(content, console.warn, keepModels())
    const { errors, warnings } = checkContent(content, understanding)
    for (const error of errors) console.error(`✗ ${error}`)
    for (const warning of warnings) if (isWanted(warning, saved)) console.warn(`・ ${warning}`)
    for (const warning of warnings) known.add(warning)
    const covered = [...content.topics.values()].filter((topic) => topic.covered).length
    console.log(
      `話題 ${content.topics.size}(答える ${covered}、答えない ${content.topics.size - covered})、文 ${content.messages.size}、適性チェックの質問 ${content.bank.items.length}\n直すところ ${errors.length}件、気になるところ ${warnings.length}件`,
    )
    return { content, understanding, isSound: errors.length === 0 }
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    for (const problem of error.problems) console.error(`✗ ${problem}`)
    console.log(`直すところ ${error.problems.length}件`)
    return undefined
  }
}

/** What decides where a question goes; the rest may be of a release whose files read otherwise. */
const DECIDING = [
  'faq',
  'lexicon.yaml',
  'synonyms.yaml',
  'thesaurus',
  'care.yaml',
  'distress.yaml',
  'intents.yaml',
  'answers.yaml',
  'elsewhere.yaml',
]

/** Where this copy of the repository left that state: what others changed there since is none of this edit. */
function since(reference: string): string {
  try {
    return execFileSync('git', ['merge-base', 'HEAD', reference], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    throw new ProblemsError('比べられません。', [
      `--diff: 「${reference}」という版がありません。名前を確かめてください。`,
    ])
  }
}

/** The content as it was: answers, words and sentences of then, all else of today. */
function contentAt(reference: string): Content {
  const folder = mkdtempSync(join(tmpdir(), 'content-'))
  const then = join(folder, 'content')
  try {
    cpSync('content', then, { recursive: true })
    // a release may be older than one of them
    const paths = execFileSync('git', ['ls-tree', '--name-only', reference, 'content/'], { encoding: 'utf8' })
      .split('\n')
      .filter((path) => DECIDING.includes(basename(path)))
    for (const path of paths) rmSync(join(folder, path), { recursive: true, force: true })
    const archive = execFileSync('git', ['archive', reference, ...paths], {
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    execFileSync('tar', ['-x', '-C', folder], { input: archive })
    const sentences = execFileSync('git', ['show', `${reference}:content/messages.yaml`], { encoding: 'utf8' })
    return { ...loadContent(then), messages: flattenMessages(load(sentences)).messages }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compare(now: Content, reference: string) {
  try {
    const difference = await differenceOf(contentAt(reference), now)
    console.log(`\n${values.diff} から変わったこと\n${differenceText(difference)}`)
  } catch (error) {
    console.error(`${values.diff} とは比べられません: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}

/** Keeps what the words of a locale are written for. */
function agree(tag: string) {
  const locale = loadContent().locales.get(tag)
  if (!locale?.words) {
    throw new ProblemsError('記録できません。', [
      `--agree: 「${tag}」ということばのフォルダーが content/locales/ にありません。名前を確かめてください。`,
    ])
  }
  const head = '# npm run -s content -- --agree が書きます。手では直しません。\n'
  writeFileSync(
    `content/locales/${tag}/${WRITTEN_FOR}`,
    head + dump(locale.originals, { lineWidth: -1, sortKeys: true }),
  )
  console.log(`${tag} は、いまのもとの文に合わせてあると記録しました(直したところ ${locale.stale.length}件)。`)
}

if (values.agree) agree(values.agree)
const before = values.diff ? since(values.diff) : undefined
const checked = await check()
if (checked && values.preview) console.log(previewOf(checked.content, checked.understanding, values.preview))
if (checked && before) await compare(checked.content, before)
if (values.watch) keepWatching(checked)
else if (!checked?.isSound) process.exitCode = 1

function keepWatching(first: Checked | undefined) {
  let latest = first
  let timer: NodeJS.Timeout | undefined
  const saved = new Set<string>()
  console.log('保存すると確かめます。聞いてみたいことを書いて Enter を押すと、行き先が出ます。終わりは Ctrl+C。')
  watch('content', { recursive: true }, (_, file) => {
    if (file) saved.add(file)
    clearTimeout(timer)
    timer = setTimeout(async () => {
      const topics = [...saved].filter((one) => one.endsWith('.md')).map((one) => basename(one, '.md'))
      saved.clear()
      console.log(`\n── ${new Date().toLocaleTimeString('ja-JP')}`)
      latest = (await check(topics)) ?? latest
      for (const id of topics)
        if (latest?.content.topics.has(id)) console.log(previewOf(latest.content, latest.understanding, id))
    }, 200)
  })
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (latest && line.trim()) console.log(tryOut(latest.content, latest.understanding, line.trim()))
  })
}
