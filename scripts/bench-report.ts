import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { loadContent } from '../src/content.ts'
import { readPeriod } from '../src/report/period.ts'
import { makeReport } from '../src/report/report.ts'
import { createSeal } from '../src/seal.ts'
import { insertHappenings, insertItemEvents } from '../src/store/records.ts'
import { openStore } from '../src/store/store.ts'

/** Fills an empty database with made-up events and times the report on them. */
const { values } = parseArgs({ options: { db: { type: 'string' }, events: { type: 'string', default: '1000000' } } })
if (!values.db) throw new Error('name an empty database: npm run bench:report -- --db sqlite:/tmp/bench.sqlite')

const AT_ONCE = 2000
const PEOPLE = 60_000
const content = loadContent()
const topics = [...content.topics.keys()]
const items = content.bank.items.map((item) => item.id)
const to = Date.now()
const kinds = ['followed', 'fit.started', 'fit.finished', 'callback.booked', 'topic.shown', 'topic.helpful']

const store = await openStore(values.db)
const rows = await store.db.selectFrom('happenings').select('id').limit(1).execute()
if (rows.length > 0) throw new Error(`${values.db} is in use: name an empty database`)
const events = Number(values.events)
for (let begun = 0; begun < events; begun += AT_ONCE) {
  const numbers = Array.from({ length: AT_ONCE / 2 }, (_, at) => begun / 2 + at)
  const at = (n: number) => to - (events / 2 - n) * 5000
  await store.write(async (db) => {
    await insertHappenings(
      db,
      numbers.map((n) => {
        const what = kinds[n % kinds.length]!
        const about = what.startsWith('topic') ? topics[(n * 7) % topics.length]! : null
        return { at: at(n), what, about, channel: 'line', person: `person-${(n * 7919) % PEOPLE}-0123456789abcdef` }
      }),
    )
    await insertItemEvents(
      db,
      numbers.map((n) => {
        const what = n % 2 === 0 ? ('shown' as const) : ('answered' as const)
        return {
          at: at(n),
          bank_version: 1,
          item: items[n % items.length]!,
          what,
          value: '3',
          ms: 900,
          run: `run-${n}`,
        }
      }),
    )
  })
}
const period = readPeriod('2020-01-01', undefined, to)!
const seal = createSeal([{ id: 'k1', secret: randomBytes(32) }])
for (const round of [1, 2, 3]) {
  const begun = performance.now()
  await makeReport({ store, content, seal, quotas: new Map() }, period)
  console.log(`${store.engine}, ${events} events, round ${round}: ${((performance.now() - begun) / 1000).toFixed(2)} s`)
}
await store.close()
