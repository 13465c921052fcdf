import { parseArgs } from 'node:util'
import { openStore } from '../../src/store/store.ts'
import { startBot } from '../support/bot.ts'
import { fuzz } from './fuzz.ts'

/** `npm run fuzz -- --count 100000 --seed 7`: ends with 1 if a body did what none may do. */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    database: { type: 'string', default: 'sqlite::memory:' },
  },
})
const unhandled: string[] = []
console.log(`seed ${values.seed}`)
const store = await openStore(values.database)
const bot = await startBot(store)
for (const name of ['uncaughtException', 'unhandledRejection'])
  process.on(name, (error) => {
    unhandled.push(`${name}: ${error instanceof Error ? error.stack : error}`)
  })
const { statuses, problems } = await fuzz(bot, { count: Number(values.count), seed: Number(values.seed) }).catch(
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
await bot.close()
await store.close()

for (const [status, times] of [...statuses].toSorted()) console.log(`${String(times).padStart(8)}  ${status}`)
const broken = [...problems, ...unhandled]
console.log(broken.length === 0 ? 'nothing that must not happen did' : `${broken.length} things that must not happen:`)
for (const problem of broken.slice(0, 20)) console.log(`  ${problem}`)
process.exit(broken.length > 0 ? 1 : 0)
