import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Kysely, PostgresAdapter, PostgresDialect } from 'kysely'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { isMigrated } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/store.ts'
import { ENGINES } from '../support/stores.ts'

const node = (url: string) =>
  new Promise<number | null>((resolve) => {
    spawn(process.execPath, [join(import.meta.dirname, '../support/open-store.ts'), url], { stdio: 'inherit' }).once(
      'exit',
      resolve,
    )
  })

describe.each(ENGINES)('a new store on $engine', ({ place }) => {
  it('is made once by processes that start at the same time', { timeout: 90_000 }, async () => {
    const { url, drop } = await place()
    const exits = await Promise.all([node(url), node(url), node(url), node(url)])
    await drop()

    expect(exits).toEqual([0, 0, 0, 0])
  })
})

it('waits on PostgreSQL for a node that migrates, for longer than any other query may take', async () => {
  const { url, drop } = await ENGINES.find(({ engine }) => engine === 'postgres')!.place()
  const migrating = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }),
  })
  await new PostgresAdapter().acquireMigrationLock(migrating, { lockTable: '', lockRowId: '' })
  const opening = openStore(url, { queryTimeout: 100 })
  await new Promise((resolve) => setTimeout(resolve, 500))
  await migrating.destroy()
  const store = await opening

  expect(await isMigrated(store)).toBe(true)
  await store.close()
  await drop()
})
