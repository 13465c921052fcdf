import { sql } from 'kysely'
import type { OutboxRow } from './outbox.ts'
import type { Db } from './store.ts'

/** Makes a dead row pending again. */
export async function reviveRow(db: Db, id: number, now: number): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ status: 'pending', due_at: now, due_set_at: now, done_at: null, attempts: 0 })
    .where('id', '=', id)
    .where('status', '=', 'dead')
    .where('messages', 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Forgets what given-up rows wanted to say: nobody will revive them any more. */
export async function blankDead(db: Db, before: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ messages: null, reply: null })
    .where('status', '=', 'dead')
    .where('done_at', '<', before)
    .where('messages', 'is not', null)
    .execute()
}

/** The first message last sent about something, as its platform names it: JSON of a MessageRef list. */
export async function refsAbout(db: Db, about: string): Promise<string | undefined> {
  // one row of its own, by its key: a carried message that is taken back
  if (about.startsWith('key:')) {
    const row = await db
      .selectFrom('outbox')
      .select('refs')
      .where('key', '=', about.slice('key:'.length))
      .executeTakeFirst()
    return row?.refs ?? undefined
  }
  const row = await db
    .selectFrom('outbox')
    .select('refs')
    .where('about', '=', about)
    .where('mode', '=', 'new')
    .where('refs', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.refs ?? undefined
}

/** Whether something about this stands in its place, or is on its way there. */
export async function isShown(db: Db, about: string): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('about', '=', about)
    .where('mode', '=', 'new')
    .where('status', '!=', 'dead')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How often something about this was given up. */
export async function deadAbout(db: Db, about: string): Promise<number> {
  const { rows } = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('about', '=', about)
    .where('status', '=', sql.lit('dead'))
    .executeTakeFirstOrThrow()
  return Number(rows)
}

/** The same for all of these at once: the refs by what they are about. */
export async function refsAboutAll(db: Db, abouts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (abouts.length === 0) return new Map()
  const rows = await db
    .selectFrom('outbox')
    .select(['about', 'refs'])
    .where('about', 'in', abouts)
    .where('mode', '=', 'new')
    .where('refs', 'is not', null)
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ about, refs }) => [about!, refs!]))
}

/** What the message so named by its platform is about. */
export async function aboutRefs(db: Db, refs: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('outbox')
    .select('about')
    .where('refs', '=', refs)
    .where('about', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row?.about ?? undefined
}

export interface OutboxState {
  readonly pending: number
  readonly dead: number
  /** When the oldest pending row was written. */
  readonly oldest: number | undefined
}

/** Quick however many rows were sent: both halves have an index of their own. */
export async function outboxState(db: Db): Promise<OutboxState> {
  const of = (status: 'pending' | 'dead') =>
    db
      .selectFrom('outbox')
      .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.min('created_at').as('oldest')])
      // written out, not bound: the planner must see that the partial index fits
      .where('status', '=', sql.lit(status))
      .executeTakeFirstOrThrow()
  const [pending, dead] = [await of('pending'), await of('dead')]
  return { pending: Number(pending.rows), dead: Number(dead.rows), oldest: pending.oldest ?? undefined }
}

/** Dead rows, newest first. Their text stays sealed. */
export async function deadRows(db: Db, limit: number): Promise<OutboxRow[]> {
  return await db
    .selectFrom('outbox')
    .selectAll()
    .where('status', '=', sql.lit('dead'))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export async function purgeOutbox(db: Db, before: number): Promise<number> {
  const result = await db.deleteFrom('outbox').where('done_at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
