import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { openStore, type Store } from '../../src/store/store.ts'

/** A store of its own for one test, and the way to open it once more, as another node would. */
export interface TestStore {
  readonly store: Store
  readonly url: string
  again(): Promise<Store>
  close(): Promise<void>
}

/** Both engines: whatever uses a store is tested on each. */
export const ENGINES = [
  { engine: 'sqlite', create: createSqlite },
  { engine: 'postgres', create: createPostgres },
] as const

async function createSqlite(): Promise<TestStore> {
  const path = join(tmpdir(), `bot-${randomBytes(6).toString('hex')}.sqlite`)
  return await create(`sqlite:${path}`, async () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  })
}

async function createPostgres(): Promise<TestStore> {
  const admin = new URL(inject('postgresUrl'))
  const name = `test_${randomBytes(6).toString('hex')}`
  await query(admin.href, `create database ${name}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  return await create(url.href, () => query(admin.href, `drop database ${name} with (force)`))
}

async function create(url: string, drop: () => Promise<void>): Promise<TestStore> {
  const opened: Store[] = []
  const open = async () => {
    const store = await openStore(url)
    opened.push(store)
    return store
  }
  const store = await open()
  return {
    store,
    url,
    again: open,
    async close() {
      await Promise.all(opened.map((one) => one.close()))
      await drop()
    },
  }
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
