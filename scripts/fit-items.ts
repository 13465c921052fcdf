import { readConfig } from '../src/config.ts'
import { loadContent } from '../src/content.ts'
import { openDatabase } from '../src/database-url.ts'
import { itemStatistics } from '../src/fit/statistics.ts'
import './plainly.ts'

const { bank } = loadContent()
const store = await openDatabase(readConfig().databaseUrl, { mustExist: true })
const events = await store.db.selectFrom('item_events').selectAll().where('bank_version', '=', bank.version).execute()
await store.close()

console.log(`bank version ${bank.version}, ${events.length} events`)
console.log('item                 shown  answered  わからない  スキップ  median s  left  item–total')
for (const one of itemStatistics(bank, events)) {
  const number = (value: number | undefined, digits = 0) => (value === undefined ? '–' : value.toFixed(digits))
  console.log(
    [
      one.item.padEnd(20),
      String(one.shown).padStart(5),
      String(one.answered).padStart(9),
      String(one.unknown).padStart(10),
      String(one.skipped).padStart(8),
      number(one.medianMs === undefined ? undefined : one.medianMs / 1000, 1).padStart(9),
      String(one.left).padStart(5),
      number(one.correlation, 2).padStart(10),
    ].join(' '),
  )
}
