import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openStore, type Store } from '../../src/store/store.ts'
import { query } from './query.ts'

/** A store of its own for one test, and the way to open it once more, as another node would. */
export interface TestStore {
  readonly store: Store
  readonly url: string
  again(): Promise<Store>
  close(): Promise<void>
}

/** An address nobody has opened yet. */
export interface Place {
  readonly url: string
  drop(): Promise<void>
}

/** Both engines: whatever uses a store is tested on each. */
export const ENGINES = [
  { engine: 'sqlite', place: placeOnDisk, create: async () => await create(await placeOnDisk()) },
  { engine: 'postgres', place: placeOnServer, create: async () => await create(await placeOnServer()) },
] as const

async function placeOnDisk(): Promise<Place> {
  const path = join(tmpdir(), `bot-${randomBytes(6).toString('hex')}.sqlite`)
  return {
    url: `sqlite:${path}`,
    async drop() {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    },
  }
}

async function placeOnServer(): Promise<Place> {
  const admin = new URL(inject('postgresUrl'))
  const name = `test_${randomBytes(6).toString('hex')}`
  await query(admin.href, `create database ${name}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => query(admin.href, `drop database ${name} with (force)`) }
}

async function create({ url, drop }: Place): Promise<TestStore> {
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
