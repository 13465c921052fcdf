import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { firstTables } from './migrations/0001-first-tables.ts'
import { deadRowsIndex } from './migrations/0005-dead-rows.ts'
import { dueRowsIndex } from './migrations/0005-due-rows.ts'
import { outboxDoubts } from './migrations/0005-outbox-doubts.ts'
import { traceColumn } from './migrations/0005-trace.ts'
import type { Store } from './store.ts'

/** In order; a released migration is never edited, a change is a new one at the end. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0005-dead-rows': deadRowsIndex,
  '0005-due-rows': dueRowsIndex,
  '0005-outbox-doubts': outboxDoubts,
  '0005-trace': traceColumn,
}

/**
 * Brings the tables up to date. Nodes that start at once wait for each other:
 * Kysely takes an advisory lock on PostgreSQL, and SQLite has one writer.
 */
export async function migrate(store: Pick<Store, 'db' | 'engine'>): Promise<void> {
  const provider: MigrationProvider = { getMigrations: async () => MIGRATIONS }
  const migrator = new Migrator({ db: store.db as Kysely<unknown>, provider })
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName
    throw new Error(
      `migration ${failed ?? '(none begun)'} failed on ${store.engine}: ${error instanceof Error ? error.message : error}. ` +
        'The tables are as they were before it. A database written by a newer release cannot be opened by an older one: restore the backup or start the newer release.',
      { cause: error },
    )
  }
}

/** Whether every migration this release knows has run. */
export async function isMigrated(store: Pick<Store, 'db'>): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(store.db)
  const done = new Set(rows.map((row) => row.name))
  return Object.keys(MIGRATIONS).every((name) => done.has(name))
}
