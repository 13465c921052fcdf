import { CompiledQuery, Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import { openSqlite } from './sqlite.ts'
import { setTrace } from './trace.ts'

/** A connection that may be inside a transaction: query functions take it first. */
export type Db = Kysely<Database>

export interface Store {
  readonly engine: 'sqlite' | 'postgres'
  /** For reading outside a transaction. */
  readonly db: Db
  /**
   * Runs `work` in a transaction and resolves once it is durable. `work` may
   * run again after a deadlock or a serialization failure, so it must not do
   * anything but query. If it throws, nothing of it is kept. `trace` names what
   * it is a part of.
   */
  write<T>(work: (db: Db) => Promise<T>, trace?: string): Promise<T>
  close(): Promise<void>
}

export interface StoreOptions {
  /** Told about connections that died while idle; the pool replaces them. */
  onConnectionLost?: (error: Error) => void
  poolSize?: number
}

/** Opens the store named by a `DATABASE_URL` and brings its tables up to date. */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const store = url.startsWith('sqlite:') ? sqliteStore(url.slice('sqlite:'.length)) : postgresStore(url, options)
  try {
    await migrate(store)
  } catch (cause) {
    await store.close()
    throw cause
  }
  return store
}

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
 * that wait together share one transaction and thus one fsync. Each has its
 * own savepoint: one that fails takes nothing of the others with it.
 */
function sqliteStore(path: string): Store {
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: openSqlite(path) }) })
  let jobs: Job[] = []
  let draining: Promise<void> | undefined

  async function drain() {
    await gather()
    while (jobs.length > 0) {
      const batch = jobs.slice(0, BATCH)
      jobs = jobs.slice(BATCH)
      const settle: (() => void)[] = []
      try {
        await db.connection().execute(async (connection) => {
          await connection.executeQuery(BEGIN)
          try {
            for (const job of batch) settle.push(await attempt(job, connection))
            await connection.executeQuery(COMMIT)
          } catch (error) {
            await connection.executeQuery(ROLLBACK).catch(() => undefined)
            throw error
          }
        })
        for (const tell of settle) tell()
      } catch (error) {
        for (const job of batch) job.reject(error)
      }
      await gather()
    }
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

/** Runs one piece of work in its savepoint; what it returns is told only after the commit. */
async function attempt(job: Job, db: Db): Promise<() => void> {
  await db.executeQuery(SAVE)
  setTrace(db, job.trace)
  try {
    const value = await job.run(db)
    await db.executeQuery(RELEASE)
    return () => job.resolve(value)
  } catch (error) {
    await db.executeQuery(UNDO)
    await db.executeQuery(RELEASE)
    return () => job.reject(error)
  }
}

/** PostgreSQL's codes for "try the transaction again": serialization failure and deadlock. */
const AGAIN = new Set(['40001', '40P01'])
const ATTEMPTS = 5

// times and ids are below 2^53: as numbers they are the same on both engines
pg.types.setTypeParser(20, Number)

function postgresStore(url: string, options: StoreOptions): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    // a turn takes milliseconds; a query that hangs must fail before the platform's patience ends
    query_timeout: 10_000,
    idle_in_transaction_session_timeout: 15_000,
  })
  // without these a dropped connection is an unhandled error and ends the process
  const lost = (error: Error) => options.onConnectionLost?.(error)
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })

  return {
    engine: 'postgres',
    db,
    async write(work, trace) {
      for (let attempts = 1; ; attempts++) {
        try {
          return await db.transaction().execute((trx) => {
            setTrace(trx, trace)
            return work(trx)
          })
        } catch (error) {
          if (attempts >= ATTEMPTS || !AGAIN.has((error as { code?: string }).code ?? '')) throw error
        }
      }
    },
    close: () => db.destroy(),
  }
}
