import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { loadContent } from '../src/content.ts'
import { createSeal } from '../src/seal.ts'
import { listUnanswered } from '../src/store/records.ts'
import { openStore } from '../src/store/store.ts'
import { DAY, dateOf } from '../src/time.ts'
import { clusterTexts } from '../src/understanding/faq/cluster.ts'
import { buildFaqIndex } from '../src/understanding/faq/index.ts'

const { values } = parseArgs({
  options: { days: { type: 'string', default: '30' }, top: { type: 'string', default: '20' } },
})

const config = readConfig()
const content = loadContent()
const store = await openStore(config.databaseUrl)
const seal = createSeal(config.keys)
const rows = await listUnanswered(store.db, Date.now() - Number(values.days) * DAY)
const texts = rows.map((row) => seal.open(row.text, 'unanswered.text'))
await store.close()

const index = buildFaqIndex([...content.topics.values()], { synonyms: content.synonyms })
const clusters = clusterTexts(texts).slice(0, Number(values.top))
console.log(`${texts.length} questions without an answer in ${values.days} days, ${clusters.length} kinds shown`)
for (const { representative, members } of clusters) {
  const near = index.search(representative).hits[0]?.id
  console.log(`\n== ${members.length} ×  ${representative}${near ? `   (nearest: ${near})` : ''}`)
  console.log(
    draft(
      representative,
      members.map((at) => texts[at]!),
    ),
  )
}

/** A file to start from: the questions are there, the answer is the editor's. */
function draft(title: string, questions: readonly string[]): string {
  const quoted = [...new Set(questions)].slice(0, 12).map((question) => `  - ${JSON.stringify(question)}`)
  return `---
title: ${JSON.stringify(title)}
label: ""            # ボタンの文字、20文字まで
questions:           # 8つ以上。いろいろな言い方で
${quoted.join('\n')}
keywords: []
related: []
source: ""
checked: ${dateOf(Date.now())}
---
(答えを、120〜250文字くらいで)`
}
