import { Kysely, PostgresDialect } from 'kysely'
import { migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import { sqliteStore } from './sqlite-store.ts'
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
  const store = url.startsWith('sqlite:') ? sqliteStore(url.slice('sqlite:'.length)) : await postgresStore(url, options)
  try {
    await migrate(store)
  } catch (cause) {
    await store.close()
    throw cause
  }
  return store
}

/** PostgreSQL's codes for "try the transaction again": serialization failure and deadlock. */
const AGAIN = new Set(['40001', '40P01'])
const ATTEMPTS = 5

async function postgresStore(url: string, options: StoreOptions): Promise<Store> {
  // SQLite does without
  const { default: pg } = await import('pg')
  // times and ids are below 2^53: as numbers they are the same on both engines
  pg.types.setTypeParser(20, Number)
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
