import { writeFileSync } from 'node:fs'
import { loadContent } from '../src/content.ts'
import { topicsAsAsked } from '../src/locales.ts'
import { linesOf, loadDictionary } from '../src/understanding/faq/index.ts'
import { renderReadings, spoken } from '../src/understanding/faq/readings.ts'

/** Writes down what the dictionary makes of the content's lines: `npm run readings`, after lines were added or changed. */
const content = loadContent()
const dictionary = await loadDictionary(console.error)
if (!dictionary) process.exitCode = 1
else {
  const lines = [
    ...topicsAsAsked(content.topics, content.locales).flatMap(linesOf),
    ...Object.values(content.elsewhere).flat(),
  ]
  writeFileSync('content/readings.tsv', renderReadings(lines, dictionary))
  const known = lines.filter((line) => content.readings.has(spoken(line))).length
  console.log(`content/readings.tsv: ${lines.length} lines, ${lines.length - known} of them new`)
}
