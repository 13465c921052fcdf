import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A free answer the bot did not need, while an advisor is talking. */
export const spareReplyColumn: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('conversations').addColumn('spare_reply', 'text').execute()
  },
}
