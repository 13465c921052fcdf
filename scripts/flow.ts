import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createDialogue } from '../flows/dialogue.ts'
import { chartOf } from '../src/drawing/chart.ts'
import { chartPage } from '../src/drawing/page.ts'
import './plainly.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const FILE = 'flows/chart.md'

// what the questionnaire asks next does not change the shape of the chart
const page = chartPage(chartOf(createDialogue({ next: () => undefined, accepts: () => false })))
if (values.check) {
  const isCurrent = existsSync(FILE) && readFileSync(FILE, 'utf8') === page
  if (!isCurrent) console.error(`${FILE} does not show the chart as it is: run \`npm run flow\``)
  process.exitCode = isCurrent ? 0 : 1
} else {
  writeFileSync(FILE, page)
  console.log(`${FILE} is written`)
}
