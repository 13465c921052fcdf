import { randomBytes, randomUUID } from 'node:crypto'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChannelAdapter, type Delivery, DeliveryError } from '../../src/channels/channel.ts'
import { silentLog } from '../../src/log.ts'
import { type OutboxWorker, startOutbox } from '../../src/outbox/worker.ts'
import { createSeal } from '../../src/seal.ts'
import { migrate } from '../../src/store/migrate.ts'
import { queueRow } from '../../src/store/outbox.ts'
import { outboxState } from '../../src/store/outbox-record.ts'
import { claimRows } from '../../src/store/outbox-sending.ts'
import type { Database } from '../../src/store/schema.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const NOW = Date.parse('2026-11-24T15:00:00+09:00')
const seal = createSeal([{ id: 'k1', secret: randomBytes(32) }])

/** A platform that answers each lane when the test lets it. */
function slowPlatform() {
  const waiting = new Map<string, () => void>()
  const arrived: string[] = []
  const adapter: ChannelAdapter = {
    name: 'line',
    edits: false,
    receive: async () => undefined,
    async send({ to, messages }: Delivery) {
      if (to.endsWith('slow')) await new Promise<void>((resolve) => waiting.set(to, resolve))
      if (to.endsWith('gone')) throw new DeliveryError('rejected', { retry: false })
      arrived.push(`${to} ${messages[0]?.kind === 'text' ? messages[0].text : ''}`)
      return { refs: [], pushed: 0 }
    },
  }
  return { adapter, arrived, waiting }
}

describe.each(ENGINES)('the outbox worker on $engine', ({ create }) => {
  let place: TestStore
  const platform = slowPlatform()
  let worker: OutboxWorker
  const queue = (lane: string, text: string) => {
    const key = randomUUID()
    const messages = seal.seal(JSON.stringify([{ kind: 'text', text }]), `outbox.messages.${key}`)
    return place.store.write((db) => queueRow(db, { key, lane, messages, dueAt: NOW }, NOW))
  }

  beforeAll(async () => {
    place = await create()
    worker = startOutbox(place.store, seal, new Map([['line', platform.adapter]]), {
      now: () => NOW,
      log: silentLog,
      poll: 3_600_000,
    })
  })
  afterAll(async () => {
    await worker.stop(100)
    await place.close()
  })

  it('lets a platform that is slow with one lane hold up no other', async () => {
    await queue('line:slow', 'first')
    await queue('line:slow', 'second')
    worker.poke()
    await expect.poll(() => platform.waiting.size).toBe(1)

    await queue('line:quick', 'one')
    await queue('line:quick', 'two')
    worker.poke()
    await expect.poll(() => platform.arrived).toEqual(['line:quick one', 'line:quick two'])

    platform.waiting.get('line:slow')!()
    await expect.poll(() => platform.waiting.size).toBe(1)
    await expect.poll(() => platform.arrived.at(-1)).toBe('line:slow first')
    await expect
      .poll(() => {
        platform.waiting.get('line:slow')!()
        return platform.arrived.at(-1)
      })
      .toBe('line:slow second')
    await worker.drain()
    expect((await outboxState(place.store.db)).pending).toBe(0)
  })

  it('gives more lanes than it has places each its turn', async () => {
    for (let lane = 0; lane < 80; lane++) await queue(`line:many${lane}`, 'x')
    await queue('line:gone', 'x')
    await worker.drain()

    expect(platform.arrived.filter((one) => one.includes('many'))).toHaveLength(80)
    expect(await outboxState(place.store.db)).toMatchObject({ pending: 0, dead: 1 })
  })
})

it('finds what is due and what is dead without reading every row that was sent', async () => {
  const statements: string[] = []
  const db = new Kysely<Database>({
    dialect: new SqliteDialect({ database: openSqlite(':memory:') }),
    log: ({ query }) => void statements.push(query.sql),
  })
  await migrate({ db, engine: 'sqlite' })
  statements.length = 0
  await claimRows(db, 'sqlite', NOW, 1, 32)
  await outboxState(db)

  expect(statements).toHaveLength(3)
  for (const statement of statements.slice()) {
    const bare = statement.replaceAll('?', '1')
    const plan = await sql<{ detail: string }>`explain query plan ${sql.raw(bare)}`.execute(db)
    const steps = plan.rows.map((row) => row.detail)
    expect(steps.join('\n')).toContain('INDEX outbox_')
    expect(steps.filter((step) => /^SCAN \w+$/.test(step))).toEqual([])
  }
  await db.destroy()
})
