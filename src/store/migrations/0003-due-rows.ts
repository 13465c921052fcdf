import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What is due to be sent is found without reading the millions that were. */
export const dueRowsIndex: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index outbox_due on outbox (due_at, id) where status = 'pending'`.execute(db)
  },
}
