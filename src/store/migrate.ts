import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { firstTables } from './migrations/0001-first-tables.ts'
import { deadRowsIndex } from './migrations/0002-dead-rows.ts'
import { dueRowsIndex } from './migrations/0003-due-rows.ts'
import { outboxDoubts } from './migrations/0004-outbox-doubts.ts'
import { traceColumn } from './migrations/0005-trace.ts'
import { reportIndexes } from './migrations/0006-report-indexes.ts'
import { auditIndexes } from './migrations/0007-audit.ts'
import { spareReplyColumn } from './migrations/0008-spare-reply.ts'
import type { Store } from './store.ts'

/**
 * In order; a released migration is never edited, a change is a new one at the end.
 * Each only adds what the release before it can ignore (an index, a table, a column
 * with a default), so that going back to that release keeps every conversation; what
 * is not used any more is taken away one release later.
 */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-dead-rows': deadRowsIndex,
  '0003-due-rows': dueRowsIndex,
  '0004-outbox-doubts': outboxDoubts,
  '0005-trace': traceColumn,
  '0006-report-indexes': reportIndexes,
  '0007-audit': auditIndexes,
  '0008-spare-reply': spareReplyColumn,
}

/**
 * Brings the tables up to date. Processes that start at once wait for each
 * other: on PostgreSQL by the advisory lock that Kysely takes, on SQLite, where
 * it takes none, by one transaction that is a writer before it reads.
 */
export async function migrate(store: Pick<Store, 'db' | 'engine'>): Promise<void> {
  if (store.engine === 'postgres') return await runMigrations(store, {})
  await store.db.connection().execute(async (db) => {
    await sql`begin immediate`.execute(db)
    try {
      await runMigrations({ db, engine: store.engine }, { disableTransactions: true })
      await sql`commit`.execute(db)
    } catch (error) {
      await sql`rollback`.execute(db).catch(() => undefined)
      throw error
    }
  })
}

async function runMigrations(
  store: Pick<Store, 'db' | 'engine'>,
  options: { disableTransactions?: boolean },
): Promise<void> {
  // what a newer release added is left as it is: Kysely would refuse to open such a database
  const later = Object.fromEntries((await laterMigrations(store)).map((name) => [name, { up: async () => {} }]))
  const provider: MigrationProvider = { getMigrations: async () => ({ ...MIGRATIONS, ...later }) }
  const migrator = new Migrator({ db: store.db as Kysely<unknown>, provider, allowUnorderedMigrations: true })
  const { error, results } = await migrator.migrateToLatest(options)
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName
    throw new Error(
      `migration ${failed ?? '(none begun)'} failed on ${store.engine}: ${error instanceof Error ? error.message : error}. ` +
        'The tables are as they were before it: start the release before this one, it works with them.',
      { cause: error },
    )
  }
}

/** Migrations that have run here and that this release does not know. */
async function laterMigrations({ db, engine }: Pick<Store, 'db' | 'engine'>): Promise<string[]> {
  const catalog =
    engine === 'postgres'
      ? sql<{
          name: string
        }>`select table_name as name from information_schema.tables where table_name = 'kysely_migration'`
      : sql<{ name: string }>`select name from sqlite_master where name = 'kysely_migration'`
  if ((await catalog.execute(db)).rows.length === 0) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  return rows.map((row) => row.name).filter((name) => !(name in MIGRATIONS))
}

/** Whether every migration this release knows has run. */
export async function isMigrated(store: Pick<Store, 'db'>): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(store.db)
  const done = new Set(rows.map((row) => row.name))
  return Object.keys(MIGRATIONS).every((name) => done.has(name))
}
