import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Counting the dead rows must not read the millions that were sent. */
export const deadRowsIndex: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index outbox_dead on outbox (id) where status = 'dead'`.execute(db)
  },
}
