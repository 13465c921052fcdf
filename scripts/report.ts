import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { loadContent } from '../src/content.ts'
import { openDatabase } from '../src/database-url.ts'
import { tableCsv } from '../src/report/csv.ts'
import { reportPage } from '../src/report/html.ts'
import { readPeriod } from '../src/report/period.ts'
import { makeReport } from '../src/report/report.ts'
import { reportText } from '../src/report/text.ts'
import { createSeal } from '../src/seal.ts'
import './plainly.ts'

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    html: { type: 'string' },
    csv: { type: 'string' },
  },
})

const period = readPeriod(values.from, values.to, Date.now())
if (!period) {
  console.error('from and to must be days such as --from 2026-11-01 --to 2026-11-30, from not after to')
  process.exitCode = 1
} else {
  const config = readConfig()
  const store = await openDatabase(config.databaseUrl, { mustExist: true })
  const seal = createSeal(config.keys)
  const report = await makeReport({ store, content: loadContent(), seal, quotas: new Map() }, period)
  await store.close()

  if (values.html) writeFileSync(values.html, reportPage(report))
  if (values.csv) {
    mkdirSync(values.csv, { recursive: true })
    for (const table of report.tables) writeFileSync(join(values.csv, `${table.id}.csv`), tableCsv(table))
  }
  if (!values.html && !values.csv) console.log(reportText(report))
  else console.log(`written: ${[values.html, values.csv].filter(Boolean).join(', ')}`)
}
