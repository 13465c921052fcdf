import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { createBatches, type Job } from './batches.ts'
import { migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import type { Store, StoreOptions } from './store.ts'
import { setTrace } from './trace.ts'

/** PostgreSQL's codes for "try the transaction again": serialization failure and deadlock. */
const AGAIN = new Set(['40001', '40P01'])
const ATTEMPTS = 5

// times and ids are below 2^53: as numbers they are the same on both engines
pg.types.setTypeParser(20, Number)

/**
 * What a batch asks goes by keys alone. Planned once, by tables that may have been empty then: without this a plan
 * made on the first day would read whole tables on the second.
 */
const BY_KEY =
  'set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off'

/** A turn takes milliseconds; a query that hangs must fail before the platform's patience ends. */
const QUERY_TIMEOUT = 10_000
const CONNECTING = 5_000

/** Brings the tables up to date, for as long as it takes: an index on what years have left, or another node that makes it. */
export async function migratePostgres(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: CONNECTING, max: 1, keepAlive: true })
  // a connection that dies while it waits fails the query that comes next
  pool.on('error', () => undefined)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate({ db, engine: 'postgres' })
  } finally {
    await db.destroy()
  }
}

export function postgresStore(url: string, options: StoreOptions): Store {
  const settings = {
    connectionString: url,
    connectionTimeoutMillis: CONNECTING,
    query_timeout: options.queryTimeout ?? QUERY_TIMEOUT,
    idle_in_transaction_session_timeout: 15_000,
  }
  const pool = new pg.Pool({ ...settings, max: options.poolSize ?? 10 })
  const batchPool = new pg.Pool({ ...settings, max: 2, pipeline: true })
  // without these a dropped connection is an unhandled error and ends the process
  const lost = (error: Error) => options.onConnectionLost?.(error)
  for (const one of [pool, batchPool]) {
    one.on('error', lost)
    one.on('connect', (client) => client.on('error', lost))
  }
  batchPool.on('connect', (client) => void client.query(BY_KEY).catch(() => undefined))
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const batches = createBatches(batchPool, alone)

  async function alone<T>({ run, trace }: Pick<Job<T>, 'run' | 'trace'>): Promise<T> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await db.transaction().execute((trx) => {
          setTrace(trx, trace)
          return run(trx)
        })
      } catch (error) {
        if (attempts >= ATTEMPTS || !AGAIN.has((error as { code?: string }).code ?? '')) throw error
      }
    }
  }

  return {
    engine: 'postgres',
    db,
    write: (run, trace, needs) => (needs ? batches.add({ run, trace, needs }) : alone({ run, trace })),
    async close() {
      await batches.idle()
      await db.destroy()
      if (!batchPool.ending) await batchPool.end()
    },
  }
}
