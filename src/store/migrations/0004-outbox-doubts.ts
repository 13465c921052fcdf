import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How many attempts of a row may have arrived, and how much a person has written lately. */
export const outboxDoubts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('outbox')
      .addColumn('in_doubt', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('outbox').addColumn('reply_until', 'bigint').execute()
    await db.schema
      .alterTable('outbox')
      .addColumn('due_set_at', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('conversations')
      .addColumn('flood_level', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('conversations')
      .addColumn('flood_at', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('conversations')
      .addColumn('is_flooding', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}
