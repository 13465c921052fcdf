import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { ENGINES } from '../support/stores.ts'
import { installAudit, takenRows } from './audit.ts'

const { create } = ENGINES.find((one) => one.engine === 'postgres')!

it('tells the order of what was taken on PostgreSQL after an hour, too', async () => {
  const { store, close } = await create()
  await installAudit(store)
  // of three in each transaction, which have numbers the other way round than they were noted
  await sql`insert into torture_taken select 'e' || n, 0, n / 3 from generate_series(0, 59999) as n`.execute(store.db)
  await sql`insert into torture_turns (tx) select 19999 - n / 3 from generate_series(0, 59999) as n`.execute(store.db)
  const taken = await takenRows(store)
  await close()

  expect(taken).toHaveLength(60_000)
  expect(Number(taken[0]!.event.slice(1))).toBeGreaterThanOrEqual(59_997)
  expect(Number(taken.at(-1)!.event.slice(1))).toBeLessThan(3)
})
