import { sql } from 'kysely'
import { hot } from './hot.ts'
import { DATABASE_CLOCK, type OutboxRow } from './outbox.ts'
import { shared, updateMany } from './share.ts'
import type { Db, Store } from './store.ts'

/** Clocks of several nodes differ by less; a moment still further off was written by a clock that was wrong. */
const SKEW = 60_000

/**
 * Takes the oldest pending row of each lane that is due and not leased, and
 * leases them: for `lease` ms no other worker sends them, or anything after
 * them in their lane. What an attempt after a crash has to know is written
 * before anything is sent: that it is in doubt, and which way it went. Ordered by
 * an index of what is pending: by id alone SQLite would read every row ever sent.
 * What the caller has `inHand` is its own, whatever a clock that jumped makes of the lease.
 */
export async function claimRows(
  db: Db,
  engine: Store['engine'],
  now: number,
  lease: number,
  limit: number,
  inHand: readonly number[] = [],
): Promise<OutboxRow[]> {
  const hands = engine === 'postgres' ? inHand : JSON.stringify(inHand)
  const { rows } = await claiming[engine](db, {
    now,
    lease,
    limit,
    hands,
    wrongMoment: now + SKEW,
    wrongLease: lease + SKEW,
  })
  return [...rows].sort((a, b) => a.id - b.id)
}

interface Claiming {
  readonly now: number
  readonly lease: number
  readonly limit: number
  /** In the way the engine takes a list. */
  readonly hands: readonly number[] | string
  readonly wrongMoment: number
  readonly wrongLease: number
}

/** One text however many are in hand: it is built and prepared once. */
const claimingOn = (engine: Store['engine']) =>
  hot((db, { now, lease, limit, hands, wrongMoment, wrongLease }: Claiming) => {
    const isPostgres = engine === 'postgres'
    const clock = leaseClock(engine, now)
    const inHand = isPostgres ? sql`select unnest(${hands}::bigint[])` : sql`select value from json_each(${hands})`
    // what was written in the future comes from a clock that has been put right since: its waits and leases are over
    const heads = sql<{ id: number }>`(
      select id from outbox as head
      where status = 'pending'
        and (due_at <= ${now} or due_set_at > ${wrongMoment})
        and (leased_until <= ${clock} or leased_until > ${clock} + ${wrongLease})
        and id not in (${inHand})
        and not exists (
          select 1 from outbox as older where older.lane = head.lane and older.status = 'pending' and older.id < head.id)
      order by due_at, id limit ${limit} ${isPostgres ? sql`for update skip locked` : sql``})`
    return db
      .updateTable('outbox')
      .set({
        leased_until: sql`${clock} + ${lease}`,
        attempts: sql`attempts + 1`,
        in_doubt: sql`in_doubt + 1`,
        reply: sql`case when in_doubt = 0 and reply_until < ${now} then null else reply end`,
      })
      .where('id', 'in', heads as never)
      .returningAll()
  })
const claiming = { sqlite: claimingOn('sqlite'), postgres: claimingOn('postgres') }

/** Nodes agree on leases by the database's clock, whatever theirs say; with SQLite there is one process. */
const leaseClock = (engine: Store['engine'], now: number) =>
  engine === 'postgres' ? sql.raw<number>(DATABASE_CLOCK) : sql<number>`${now}`

/** Keeps rows that take long to send; the ids of those that nobody else has taken. */
export async function extendLeases(
  db: Db,
  engine: Store['engine'],
  rows: readonly Claimed[],
  now: number,
  lease: number,
): Promise<number[]> {
  const claimed = sql.join(
    rows.map((row) => sql`(${sql.lit(row.id)}, ${sql.lit(row.attempts)}, ${sql.lit(row.due_at)})`),
  )
  // one that somebody is marking at this moment needs no more time, and must not be waited for with others in hand
  const kept = sql`(
    select id from outbox where (id, attempts, due_at) in (values ${claimed}) and status = 'pending'
    ${engine === 'postgres' ? sql`for update skip locked` : sql``})`
  const extended = await db
    .updateTable('outbox')
    .set({ leased_until: sql`${leaseClock(engine, now)} + ${lease}` })
    .where('id', 'in', kept as never)
    .returning('id')
    .execute()
  return extended.map(({ id }) => id)
}

/** Gives back what a process that is gone had taken. Only where no other process can be sending. */
export async function releaseLeases(db: Db): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ leased_until: 0 })
    .where('status', '=', 'pending')
    .where('leased_until', '>', 0)
    .execute()
  await db
    .updateTable('timers')
    .set({ leased_until: 0 })
    .where('done_at', 'is', null)
    .where('leased_until', '>', 0)
    .execute()
}

/** A row that was taken, as far as its taker knows: whether that was kept it was not told. */
export type Taken = Pick<OutboxRow, 'key' | 'attempts'> & { readonly leased_until?: number }

/** Undoes that rows were taken: their taker never began to send them. One that somebody else has by now is left to them. */
export async function untakeRows(db: Db, rows: readonly Taken[]): Promise<void> {
  for (const { key, attempts, leased_until } of rows) {
    const taken = db
      .updateTable('outbox')
      .set((eb) => ({ attempts: eb('attempts', '-', 1), in_doubt: eb('in_doubt', '-', 1), leased_until: 0 }))
      .where('key', '=', key)
      .where('attempts', '=', attempts)
      .where('status', '=', 'pending')
    await (leased_until === undefined ? taken : taken.where('leased_until', '=', leased_until)).execute()
  }
}

/** The row went out, whoever has it now; its text is not needed any more. */
export async function markSent(db: Db, id: number, refs: string | null, pushed: number, now: number): Promise<void> {
  await sending(db, { id, refs, pushed, done_at: now })
}

const sending = shared(
  hot((db, { id, refs, pushed, done_at }: Pick<OutboxRow, 'id' | 'refs' | 'pushed' | 'done_at'>) =>
    db
      .updateTable('outbox')
      .set({ status: 'sent', messages: null, reply: null, refs, pushed, done_at, leased_until: 0, error: null })
      .where('id', '=', id),
  ),
  updateMany('outbox', 'id', { id: 'bigint', refs: 'text', pushed: 'integer', done_at: 'bigint' }, [
    "status = 'sent'",
    'messages = null',
    'reply = null',
    'leased_until = 0',
    'error = null',
  ]),
)

/** A row as its worker took it: what a worker says of a row that was taken over since, or says twice, changes nothing. */
export type Claimed = Pick<OutboxRow, 'id' | 'attempts' | 'due_at' | 'in_doubt'>

/**
 * Another attempt at `dueAt`. `mayHaveArrived` is false when the platform surely
 * has nothing of this one; `counts` is false when it only asked for patience.
 */
export async function postponeRow(
  db: Db,
  row: Claimed,
  retry: {
    now: number
    dueAt: number
    error: string
    mayHaveArrived: boolean
    counts: boolean
    withoutReply?: boolean
  },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      due_at: retry.dueAt,
      due_set_at: retry.now,
      leased_until: 0,
      error: retry.error,
      ...(retry.mayHaveArrived ? {} : { in_doubt: row.in_doubt - 1 }),
      ...(retry.withoutReply ? { reply: null } : {}),
      ...(retry.counts ? {} : { attempts: row.attempts - 1 }),
    })
    .where('id', '=', row.id)
    .where('attempts', '=', row.attempts)
    // an attempt that does not count leaves no other trace
    .where('due_at', '=', row.due_at)
    .where('status', '=', 'pending')
    .execute()
}

/** Gives up for good; the row stays, to be listed, until it is purged. False where the row is not the worker's any more. */
export async function markDead(
  db: Db,
  row: Pick<Claimed, 'id' | 'attempts'>,
  error: string,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ status: 'dead', error, done_at: now, leased_until: 0 })
    .where('id', '=', row.id)
    .where('attempts', '=', row.attempts)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
