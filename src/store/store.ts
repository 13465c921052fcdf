import type { Kysely } from 'kysely'
import { migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import { sqliteStore } from './sqlite-store.ts'

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
   * it is a part of. Work that says what it `needs` may share a transaction with
   * others on every engine; if it needs more after all, it is run again, alone.
   */
  write<T>(work: (db: Db) => Promise<T>, trace?: string, needs?: Needs): Promise<T>
  close(): Promise<void>
}

/** What work reads; besides, it only adds rows, and notes deliveries. */
export type Needs =
  | { readonly conversation: string; readonly eventId: string; readonly now: number }
  | { readonly conversation?: undefined }

export interface StoreOptions {
  /** Told about connections that died while idle; the pool replaces them. */
  onConnectionLost?: (error: Error) => void
  poolSize?: number
  /** After so many ms a query on PostgreSQL has failed; migrations take their time. */
  queryTimeout?: number
}

/** Opens the store named by a `DATABASE_URL` and brings its tables up to date. */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  if (!url.startsWith('sqlite:')) {
    // SQLite does without
    const { migratePostgres, postgresStore } = await import('./postgres.ts')
    await migratePostgres(url)
    return postgresStore(url, options)
  }
  const store = sqliteStore(url.slice('sqlite:'.length))
  try {
    await migrate(store)
  } catch (cause) {
    await store.close()
    throw cause
  }
  return store
}
