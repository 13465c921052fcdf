import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { auditTrail, COLUMNS, csvLine } from '../src/desk/audit.ts'
import { record } from '../src/desk/request.ts'
import { openStore } from '../src/store/store.ts'
import { addDays, dateOf, momentOf } from '../src/time.ts'
import './plainly.ts'

const USAGE = `Who saw or changed what, without anything that names a person.

  npm run -s audit -- --from 2026-11-01 --to 2026-11-30          one JSON object a line
  npm run -s audit -- --from 2026-11-01 --to 2026-11-30 --csv    for a spreadsheet

Both days are included, in Japan's time; without them it is the last 30 days.`

const now = Date.now()
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: addDays(dateOf(now), -30) },
    to: { type: 'string', default: dateOf(now) },
    csv: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(momentOf(day, '00:00'))
if (values.help || !isDay(values.from) || !isDay(values.to)) {
  console.error(USAGE)
  process.exit(values.help ? 0 : 1)
}

const store = await openStore(readConfig().databaseUrl)
if (values.csv) console.log(COLUMNS.join(','))
for await (const entry of auditTrail(store.db, momentOf(values.from, '00:00'), momentOf(values.to, '24:00')))
  console.log(values.csv ? csvLine(entry) : JSON.stringify(entry))
await record({ db: store.db, now }, '', 'operator', 'exported audit', `${values.from} ${values.to}`)
await store.close()
