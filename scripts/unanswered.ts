import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
  .map((name) => `--${name}: "${values[name]}" is no whole number above 0`)
if (problems.length > 0) throw new ProblemsError('Nothing was listed:', problems)

const config = readConfig()
const content = loadContent()
const store = await openDatabase(config.databaseUrl, { mustExist: true })
const seal = createSeal(config.keys)
const rows = await listUnanswered(store.db, Date.now() - Number(values.days) * DAY)
const texts = rows.map((row) => seal.open(row.text, 'unanswered.text'))
await store.close()

const topics = topicsAsAsked(content.topics, content.locales)
const { synonyms, elsewhere } = content
const index = await createFaqIndex(topics, { synonyms, elsewhere, warn: console.error, keep: keepModels().model })
const clusters = clusterTexts(texts).slice(0, Number(values.top))
console.log(`${texts.length} questions without an answer in ${values.days} days, ${clusters.length} kinds shown`)
clusters.forEach(({ representative, members }, at) => {
  const near = index.search(representative).hits.map((hit) => hit.id)
  const related = near.filter((id) => content.topics.get(id)?.covered)
  const questions = [representative, ...members.map((member) => texts[member]!)]
  const draft = draftTopic({ questions, related, day: dateOf(Date.now()) })
  const file = join(values.save ?? 'content/faq', `new.${at + 1}.md`)
  console.log(
    `\n== ${members.length} ×  ${representative}${near[0] ? `   (nearest: ${near[0]})` : ''}\n${file}:\n${draft}`,
  )
  if (values.save) {
    mkdirSync(values.save, { recursive: true })
    writeFileSync(file, draft)
  }
})
