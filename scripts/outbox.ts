import { parseArgs } from 'node:util'
import { channelOf } from '../src/channels/channel.ts'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database-url.ts'
import { deadRows, outboxState, reviveRow } from '../src/store/outbox-record.ts'
import './plainly.ts'

const { values } = parseArgs({ options: { revive: { type: 'string', multiple: true, default: [] } } })
const store = await openDatabase(readConfig().databaseUrl, { mustExist: true })
for (const id of values.revive) {
  const isRevived = await store.write((db) => reviveRow(db, Number(id), Date.now()))
  if (!isRevived) process.exitCode = 1
  console.log(isRevived ? `row ${id} is tried again` : `row ${id} is not dead, or its text is gone: nothing was done`)
}
const { pending, dead, oldest } = await outboxState(store.db)
console.log(`waiting ${pending}${oldest ? ` (oldest since ${new Date(oldest).toISOString()})` : ''}, given up ${dead}`)
for (const row of await deadRows(store.db, 50)) {
  // the lane names a person only by the platform's id; the text stays sealed
  console.log(
    `  ${row.id}  ${channelOf(row.lane)}  given up ${new Date(row.done_at ?? 0).toISOString()}  after ${row.attempts} attempts  ${row.error}`,
  )
}
if (dead > 0) console.log('Try rows again, once the cause is mended: npm run outbox -- --revive <id>')
await store.close()
