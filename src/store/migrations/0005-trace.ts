import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A row knows the turn it comes from. */
export const traceColumn: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('outbox').addColumn('trace', 'text').execute()
  },
}
