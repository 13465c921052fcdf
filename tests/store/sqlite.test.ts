import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isStoreFault } from '../../src/store/fault.ts'
import { claimEvent } from '../../src/store/inbox.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { openStore, type Store } from '../../src/store/store.ts'

type Done = (error: Error | null) => void

describe('a commit on SQLite', () => {
  const { fdatasync } = fs
  let folder: string
  let store: Store
  beforeEach(async () => {
    folder = fs.mkdtempSync(join(tmpdir(), 'sqlite-'))
    store = await openStore(`sqlite:${join(folder, 'bot.sqlite')}`)
  })
  afterEach(async () => {
    fs.fdatasync = fdatasync
    await store.close()
    fs.rmSync(folder, { recursive: true })
  })
  /** A disk that does what the test says. */
  const disk = (sync: (file: number, done: Done) => void) => {
    fs.fdatasync = sync as typeof fs.fdatasync
  }
  const claim = (id: string) => store.write((db) => claimEvent(db, id, 1))
  /** What would be there if the log were lost. */
  const inDatabaseFile = () => {
    const copy = join(folder, 'copy.sqlite')
    fs.copyFileSync(join(folder, 'bot.sqlite'), copy)
    const database = new DatabaseSync(copy)
    const rows = database.prepare('select event_id from inbox order by event_id').all()
    database.close()
    return rows.map((row) => row.event_id)
  }

  it('is told of once the log is on the disk, and not before', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<() => void>()
    disk((file, done) => {
      expect(fs.fstatSync(file).ino).toBe(fs.statSync(join(folder, 'bot.sqlite-wal')).ino)
      ask(() => fdatasync(file, done))
    })
    let isTold = false
    const claiming = claim('a').finally(() => {
      isTold = true
    })
    const sync = await asked
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(isTold).toBe(false)

    sync()
    expect(await claiming).toBe(true)
  })

  it('lets what comes meanwhile share the next wait for the disk', async () => {
    let syncs = 0
    const { promise: asked, resolve: ask } = Promise.withResolvers<() => void>()
    disk((file, done) => {
      if (++syncs === 1) ask(() => fdatasync(file, done))
      else fdatasync(file, done)
    })
    const first = claim('a')
    const sync = await asked
    const others = ['b', 'c', 'd'].map(claim)
    sync()
    await Promise.all([first, ...others])

    expect(syncs).toBe(2)
  })

  it('is refused when the disk fails, and the next one does not build on a sync that lies', async () => {
    let syncs = 0
    disk((_file, done) => done(syncs++ === 0 ? Object.assign(new Error('input/output error'), { code: 'EIO' }) : null))

    const refused = await claim('a').catch((error: unknown) => error)
    expect(isStoreFault(refused)).toBe(true)
    expect(await claim('b')).toBe(true)
    expect(inDatabaseFile()).toEqual(['a', 'b'])
    expect(syncs).toBe(1)

    expect(await claim('c')).toBe(true)
    expect(syncs).toBe(2)
  })

  it('is refused as a fault of the store, with all that shared it, when a full disk ends the transaction', async () => {
    const setFull = (isFull: boolean) =>
      sql.raw(`pragma max_page_count=${isFull ? 1 : 1_073_741_823}`).execute(store.db)
    await setFull(true)
    const refused = await Promise.allSettled(['a', 'b', 'c'].map((id) => claim(id.repeat(9_000))))
    await setFull(false)

    for (const one of refused) expect(isStoreFault((one as PromiseRejectedResult).reason)).toBe(true)
    expect(await Promise.all(['a', 'b', 'c'].map((id) => claim(id.repeat(9_000))))).toEqual([true, true, true])
  })

  it('is on the disk by itself where there can be no log', () => {
    // SQLite's locks by files share no memory; encoded, since what is a folder would be made
    const database = openSqlite(`file:${encodeURIComponent(join(folder, 'other.sqlite'))}?vfs=unix-dotfile`)
    const ask = (name: string) => database.execute(`pragma ${name}`, []).rows
    const [mode, level] = [ask('journal_mode'), ask('synchronous')]
    database.close()

    expect(mode).toEqual([{ journal_mode: 'delete' }])
    // extra
    expect(level).toEqual([{ synchronous: 3 }])
  })
})
