import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The report counts a million happenings out of the index alone, in order, without sorting. */
export const reportIndexes: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index happenings_counted on happenings (what, about, person, at)`.execute(db)
    await sql`drop index happenings_what`.execute(db)
    await sql`create index item_events_counted on item_events (item, what, at)`.execute(db)
    await sql`drop index item_events_item`.execute(db)
    await sql`create index callbacks_created on callbacks (created_at)`.execute(db)
    await sql`create index fit_results_judged on fit_results (at) where verdict is not null`.execute(db)
    await sql`create index unanswered_at on unanswered (at)`.execute(db)
  },
}
