import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The audit trail is read by time, and a carried message is found by the row that carries it. */
export const auditIndexes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('callback_history_at').on('callback_history').column('at').execute()
    await db.schema.createIndex('relay_outbox_key').on('relay_messages').column('outbox_key').execute()
  },
}
