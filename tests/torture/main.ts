import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { torture } from './torture.ts'

/** `npm run torture -- --minutes 10 --store both --seed 7`: ends with 1 if a promise was broken. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    store: { type: 'string', default: 'both' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    people: { type: 'string', default: '40' },
  },
})
const stores = (['sqlite', 'postgres'] as const).filter((store) => values.store === 'both' || values.store === store)
if (stores.length === 0) throw new Error(`--store is "${values.store}": it must be sqlite, postgres or both`)
const minutes = Number(values.minutes) / stores.length
const postgres = stores.includes('postgres') ? await startPostgres() : undefined
console.log(`seed ${values.seed}`)

let broken = 0
for (const store of stores) {
  const outcome = await torture({
    store,
    ...(postgres ? { postgresUrl: postgres.url } : {}),
    nodes: store === 'sqlite' ? 1 : 2,
    people: Number(values.people),
    duration: minutes * 60_000,
    seed: Number(values.seed),
    calm: 1_500,
    jump: 26 * 3_600_000,
    say: (line) => console.log(`${store}: ${line}`),
  })
  const { records, problems, struck, statuses } = outcome
  console.log(`${store}: ${[...struck].map(([name, times]) => `${name} ${times}×`).join(', ')}`)
  console.log(
    `${store}: ${records.accepted.length} accepted, ${records.taken.length} stored, ${records.arrived.length} calls delivered, ${records.callbacks.length} requests booked`,
  )
  console.log(`${store}: webhooks answered ${[...statuses].map(([status, times]) => `${status} ${times}×`).join(', ')}`)
  console.log(problems.length === 0 ? `${store}: every promise held` : `${store}: ${problems.length} broken promises`)
  for (const problem of problems.slice(0, 20)) console.log(`  ${problem}`)
  if (problems.length > 0)
    console.log(
      outcome.log
        .filter((line) => /"level":50|by itself/.test(line))
        .slice(-20)
        .join('\n'),
    )
  broken += problems.length
}
postgres?.stop()
process.exitCode = broken > 0 ? 1 : 0

async function startPostgres() {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/postgres-child.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve) => child.stdout.once('data', (line) => resolve(String(line).trim())))
  return { url, stop: () => child.stdin.end() }
}
