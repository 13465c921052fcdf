import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { loadContent } from '../src/content.ts'
import { openDatabase } from '../src/database-url.ts'
import { ProblemsError } from '../src/errors.ts'
import { draftTopic } from '../src/evaluation/draft.ts'
import { keepModels } from '../src/kept-models.ts'
import { topicsAsAsked } from '../src/locales.ts'
import { createSeal } from '../src/seal.ts'
import { listUnanswered } from '../src/store/records.ts'
import { DAY, dateOf } from '../src/time.ts'
import { clusterTexts } from '../src/understanding/faq/cluster.ts'
import { createFaqIndex } from '../src/understanding/faq/index.ts'
import './plainly.ts'

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    top: { type: 'string', default: '20' },
    /** A folder to write the drafts to. */
    save: { type: 'string' },
  },
})

const problems = (['days', 'top'] as const)
  .filter((name) => !/^[1-9]\d*$/.test(values[name]))
  .map((name) => `--${name}: "${values[name]}" は、1以上の整数ではありません。`)
if (problems.length > 0) throw new ProblemsError('調べられません。', problems)

const config = readConfig()
const content = loadContent()
const store = await openDatabase(config.databaseUrl, { mustExist: true })
const seal = createSeal(config.keys)
const rows = await listUnanswered(store.db, Date.now() - Number(values.days) * DAY)
const asked = rows.map((row) => seal.open(row.text, 'unanswered.text'))
await store.close()

const topics = topicsAsAsked(content.topics, content.locales)
const { synonyms, elsewhere } = content
const index = await createFaqIndex(topics, { synonyms, elsewhere, warn: console.error, keep: keepModels().model })
// since they were asked, an editor may have written the answer
const texts = asked.filter((text) => index.search(text).decision !== 'answer')
const clusters = clusterTexts(texts).slice(0, Number(values.top))
console.log(
  `この${values.days}日に答えられなかった質問 ${texts.length}件(ほかに、いまなら答えられる質問 ${asked.length - texts.length}件)`,
)
/** A topic's file begins with its folder's name; nothing an editor has written is written over. */
const folder = values.save ?? 'content/faq/new'
let number = 0
const nextFile = (): string => {
  const file = join(folder, `${basename(folder)}.${++number}.md`)
  return existsSync(file) ? nextFile() : file
}
for (const { representative, members } of clusters) {
  const near = index.search(representative).hits.map((hit) => hit.id)
  const related = near.filter((id) => content.topics.get(id)?.covered)
  const questions = [representative, ...members.map((member) => texts[member]!)]
  const draft = draftTopic({ questions, related, day: dateOf(Date.now()) })
  const file = nextFile()
  console.log(
    `\n■ ${members.length}件 「${representative}」${near[0] ? `  近い話題: ${near[0]}` : ''}\n下書き(${file}):\n${draft}`,
  )
  if (values.save) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, draft)
  }
}
