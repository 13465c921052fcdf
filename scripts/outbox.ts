import { parseArgs } from 'node:util'
import { channelOf } from '../src/channels/channel.ts'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database-url.ts'
import { deadRows, outboxState, reviveRow } from '../src/store/outbox-record.ts'
import './plainly.ts'

const SHOWN = 50
const USAGE = `What waits to be sent, what was given up and why.

  npm run outbox
  npm run outbox -- --revive 12 15 19                   tries these again
  npm run outbox -- --revive all --reason "invalid_auth"   all that were given up with these words in the reason`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    revive: { type: 'string', multiple: true, default: [] },
    reason: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
})
const asked = [...values.revive, ...positionals]
const isAll = asked.join() === 'all'
const stray = isAll ? undefined : asked.find((one) => !/^\d{1,15}$/.test(one))
if (values.help || stray !== undefined || (asked.length > 0 && values.revive.length === 0)) {
  if (stray !== undefined) console.error(`--revive: "${stray}" is no row's id`)
  console.log(USAGE)
  process.exit(values.help ? 0 : 1)
}
// what was given up long ago, or for another reason, may say what holds no more
if (isAll !== (values.reason.trim() !== '')) {
  console.error('--revive all goes with --reason: words of the reason the rows were given up for')
  process.exit(1)
}

const store = await openDatabase(readConfig().databaseUrl, { mustExist: true })
const ids = isAll ? await givenUpFor(values.reason) : asked.map(Number)
let revived = 0
for (const id of ids) {
  if (await store.write((db) => reviveRow(db, id, Date.now()))) revived++
  else console.log(`row ${id} is not dead, or its text is gone: nothing was done`)
}
if (asked.length > 0) console.log(`tried again: ${revived} of ${ids.length}`)
if (revived < ids.length || (asked.length > 0 && ids.length === 0)) process.exitCode = 1

const { pending, dead, oldest } = await outboxState(store.db)
console.log(`waiting ${pending}${oldest ? ` (oldest since ${new Date(oldest).toISOString()})` : ''}, given up ${dead}`)
for (const row of await deadRows(store.db, SHOWN)) {
  // the lane names a person only by the platform's id; the text stays sealed
  console.log(
    `  ${row.id}  ${channelOf(row.lane)}  given up ${new Date(row.done_at ?? 0).toISOString()}  after ${row.attempts} attempts  ${row.error}`,
  )
}
if (dead > SHOWN) console.log(`  and ${dead - SHOWN} before these`)
if (dead > 0)
  console.log('Once the cause is mended: npm run outbox -- --revive <id> …, or --revive all --reason "<words>"')
await store.close()

async function givenUpFor(reason: string): Promise<number[]> {
  const rows = await deadRows(store.db, Number.MAX_SAFE_INTEGER)
  return rows
    .filter(({ error }) => error?.includes(reason))
    .map(({ id }) => id)
    .reverse()
}
