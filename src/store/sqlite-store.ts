import { CompiledQuery, Kysely, SqliteDialect } from 'kysely'
import { setDirect } from './hot.ts'
import type { Database } from './schema.ts'
import { openSqlite } from './sqlite.ts'
import type { Db, Store } from './store.ts'
import { setTrace } from './trace.ts'

/** Pieces of work that share one commit, at most: a full batch keeps the event loop for some ten milliseconds. */
const BATCH = 64

interface Job {
  run(db: Db): Promise<unknown>
  readonly trace: string | undefined
  resolve(value: unknown): void
  reject(error: unknown): void
}

/**
 * SQLite has one writer, so concurrent pieces of work queue up anyway; those
 * that wait together share one transaction and thus one wait for the disk.
 * While it is waited for, the program goes on and the next ones gather.
 */
export function sqliteStore(path: string): Store {
  const file = openSqlite(path)
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: file }) })
  let jobs: Job[] = []
  let draining: Promise<void> | undefined

  async function drain() {
    await gather()
    while (jobs.length > 0) {
      const batch = jobs.slice(0, BATCH)
      jobs = jobs.slice(BATCH)
      try {
        const tell = await commit(batch)
        await file.sync()
        tell()
      } catch (error) {
        for (const job of batch) job.reject(error)
      }
      await gather()
    }
  }

  /** Runs a batch and commits it; what came of it is told by whoever knows that it is durable. */
  function commit(batch: readonly Job[]): Promise<() => void> {
    return db.connection().execute(async (connection) => {
      setDirect(connection, file.execute)
      try {
        return await inTransaction(connection, () => runAll(batch, connection))
      } catch (error) {
        if (!(error instanceof JobError)) throw error
        if (batch.length === 1) throw error.cause
        // one that fails takes nothing of the others with it: once more, each apart
        return await inTransaction(connection, () => runApart(batch, connection, file.isInTransaction))
      }
    })
  }

  /**
   * node:sqlite is synchronous: without a pause nothing else would ever run, and
   * nobody could join the batch. As long as a round of the event loop brings more
   * work, another is waited for: it costs microseconds, a commit milliseconds.
   */
  async function gather() {
    let before: number
    do {
      before = jobs.length
      await new Promise(setImmediate)
    } while (jobs.length > before && jobs.length < BATCH)
  }

  return {
    engine: 'sqlite',
    db,
    write(work, trace) {
      return new Promise((resolve, reject) => {
        jobs.push({ run: work, trace, resolve: resolve as (value: unknown) => void, reject })
        draining ??= drain().finally(() => {
          draining = undefined
        })
      })
    },
    async close() {
      await draining
      await db.destroy()
    },
  }
}

// `immediate`: a deferred transaction that reads first can fail to become a writer later
const BEGIN = CompiledQuery.raw('begin immediate')
const COMMIT = CompiledQuery.raw('commit')
const ROLLBACK = CompiledQuery.raw('rollback')
const SAVE = CompiledQuery.raw('savepoint job')
const RELEASE = CompiledQuery.raw('release job')
const UNDO = CompiledQuery.raw('rollback to job')

async function inTransaction<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await db.executeQuery(BEGIN)
  try {
    const result = await work()
    await db.executeQuery(COMMIT)
    return result
  } catch (error) {
    await db.executeQuery(ROLLBACK).catch(() => undefined)
    throw error
  }
}

class JobError extends Error {}

/** The ordinary case, in which nothing fails: without savepoints, for which SQLite copies every page that is changed. */
async function runAll(batch: readonly Job[], db: Db): Promise<() => void> {
  const values: unknown[] = []
  for (const job of batch) {
    setTrace(db, job.trace)
    try {
      values.push(await job.run(db))
    } catch (cause) {
      throw new JobError('a piece of work failed', { cause })
    }
  }
  return () => {
    for (const [at, job] of batch.entries()) job.resolve(values[at])
  }
}

async function runApart(batch: readonly Job[], db: Db, isInTransaction: () => boolean): Promise<() => void> {
  const settle: (() => void)[] = []
  for (const job of batch) settle.push(await attempt(job, db, isInTransaction))
  return () => {
    for (const tell of settle) tell()
  }
}

/** Runs one piece of work in its savepoint. */
async function attempt(job: Job, db: Db, isInTransaction: () => boolean): Promise<() => void> {
  await db.executeQuery(SAVE)
  setTrace(db, job.trace)
  try {
    const value = await job.run(db)
    await db.executeQuery(RELEASE)
    return () => job.resolve(value)
  } catch (error) {
    // the savepoint went with the transaction, and with it what the others wrote: they fail for the same reason
    if (!isInTransaction()) throw error
    await db.executeQuery(UNDO)
    await db.executeQuery(RELEASE)
    return () => job.reject(error)
  }
}
