import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database-url.ts'
import { auditTrail, COLUMNS, csvLine } from '../src/desk/audit.ts'
import { record } from '../src/desk/request.ts'
import { readPeriod } from '../src/report/period.ts'
import './plainly.ts'

const USAGE = `Who saw or changed what, without anything that names a person.

  npm run -s audit -- --from 2026-11-01 --to 2026-11-30          one JSON object a line
  npm run -s audit -- --from 2026-11-01 --to 2026-11-30 --csv    for a spreadsheet

Both days are included, in Japan's time; without them it is the last 30 days.`

const now = Date.now()
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    csv: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const period = readPeriod(values.from, values.to, now)
if (values.help || !period) {
  console.error(period ? USAGE : `from and to must be days, from not after to\n\n${USAGE}`)
  process.exit(values.help ? 0 : 1)
}

const store = await openDatabase(readConfig().databaseUrl, { mustExist: true })
if (values.csv) console.log(COLUMNS.join(','))
for await (const entry of auditTrail(store.db, period.span.from, period.span.to))
  console.log(values.csv ? csvLine(entry) : JSON.stringify(entry))
await record({ db: store.db, now }, '', 'operator', 'exported audit', `${period.from} ${period.to}`)
await store.close()
