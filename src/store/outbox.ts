import { sql } from 'kysely'
import { type Hand, handOf } from './hand.ts'
import { hot } from './hot.ts'
import type { OutboxTable } from './schema.ts'
import { type Bulk, bulk, leave, shared, shareOf, updateMany } from './share.ts'
import type { Db, Store } from './store.ts'
import { traceOf } from './trace.ts'

export type OutboxRow = Omit<OutboxTable, 'id'> & { id: number }

export interface NewRow {
  readonly key: string
  readonly lane: string
  readonly messages: string
  readonly reply?: string | undefined
  readonly replyUntil?: number | undefined
  readonly about?: string | undefined
  readonly mode?: OutboxTable['mode']
  readonly dueAt: number
}

/** Queues a row; it goes out after every earlier row of its lane. */
export async function queueRow(db: Db, row: NewRow, now: number): Promise<void> {
  const hand = handOf(db)
  const isTaken = hand !== undefined && (await canTake(db, hand, row, now))
  const queued = {
    key: row.key,
    lane: row.lane,
    messages: row.messages,
    reply: row.reply ?? null,
    reply_until: row.replyUntil ?? null,
    about: row.about ?? null,
    mode: row.mode ?? 'new',
    attempts: isTaken ? 1 : 0,
    in_doubt: isTaken ? 1 : 0,
    due_at: row.dueAt,
    due_set_at: now,
    leased_until: isTaken ? now + hand.lease : 0,
    created_at: now,
    trace: traceOf(db),
    ...FRESH,
  }
  const made: OutboxRow = { ...queued, id: 0 }
  if (!leave(db, queueingMany, Object.assign(made, { lease: isTaken ? hand.lease : 0 })))
    made.id = Number((await queueing(db, queued)).insertId)
  if (isTaken) hand.rows.push(made)
  else hand?.waiting.add(row.lane)
}

/** Nothing of its lane may be on the way or wait before it. */
async function canTake(db: Db, hand: Hand, row: NewRow, now: number): Promise<boolean> {
  if (hand.rows.length >= hand.room || (row.mode ?? 'new') !== 'new') return false
  if (row.dueAt > now || (row.replyUntil ?? now) < now) return false
  if (hand.isByDatabase) {
    const share = shareOf(db)
    return share?.conversation?.id === row.lane && !share.isAwaited && !hand.waiting.has(row.lane)
  }
  return (await waitingIn(db, { lane: row.lane })).rows.length === 0
}

const waitingIn = hot((db, { lane }: { lane: string }) =>
  // written out, not bound: the planner must see that the partial index fits
  db
    .selectFrom('outbox')
    .select('id')
    .where('lane', '=', lane)
    .where('status', '=', sql.lit('pending'))
    .limit(sql.lit(1)),
)

const FRESH = { status: 'pending', done_at: null, refs: null, pushed: 0, error: null } as const
const queueing = hot((db, row: Omit<OutboxTable, 'id'>) =>
  db.insertInto('outbox').values({
    key: row.key,
    lane: row.lane,
    messages: row.messages,
    reply: row.reply,
    reply_until: row.reply_until,
    about: row.about,
    mode: row.mode,
    attempts: row.attempts,
    in_doubt: row.in_doubt,
    due_at: row.due_at,
    due_set_at: row.due_set_at,
    leased_until: row.leased_until,
    created_at: row.created_at,
    trace: row.trace,
    ...FRESH,
  }),
)
const GIVEN = {
  key: 'text',
  lane: 'text',
  messages: 'text',
  reply: 'text',
  reply_until: 'bigint',
  about: 'text',
  mode: 'text',
  status: 'text',
  attempts: 'integer',
  in_doubt: 'integer',
  due_at: 'bigint',
  due_set_at: 'bigint',
  created_at: 'bigint',
  trace: 'text',
} as const
const DATABASE_CLOCK = '(extract(epoch from clock_timestamp()) * 1000)::bigint'
const queueingMany: Bulk = {
  ...bulk('insert outbox', { ...GIVEN, lease: 'bigint' }, (source) => {
    const names = Object.keys(GIVEN).join(', ')
    return `insert into outbox (${names}, leased_until)
      select ${names}, case when lease > 0 then ${DATABASE_CLOCK} + lease else 0 end from ${source} returning key, id`
  }),
  made(rows, made) {
    const ids = new Map((made as { key: string; id: number }[]).map(({ key, id }) => [key, id]))
    for (const row of rows as { key: string; id: number }[]) row.id = ids.get(row.key)!
  },
}

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
  const clock = leaseClock(engine, now)
  // what was written in the future comes from a clock that has been put right since: its waits and leases are over
  const heads = sql<{ id: number }>`(
    select id from outbox as head
    where status = 'pending'
      and (due_at <= ${now} or due_set_at > ${now + SKEW})
      and (leased_until <= ${clock} or leased_until > ${clock} + ${lease + SKEW})
      ${inHand.length > 0 ? sql`and id not in (${sql.join(inHand)})` : sql``}
      and not exists (
        select 1 from outbox as older where older.lane = head.lane and older.status = 'pending' and older.id < head.id)
    order by due_at, id limit ${limit} ${engine === 'postgres' ? sql`for update skip locked` : sql``})`
  const rows = await db
    .updateTable('outbox')
    .set({
      leased_until: sql`${clock} + ${lease}`,
      attempts: sql`attempts + 1`,
      in_doubt: sql`in_doubt + 1`,
      reply: sql`case when in_doubt = 0 and reply_until < ${now} then null else reply end`,
    })
    .where('id', 'in', heads as never)
    .returningAll()
    .execute()
  return rows.sort((a, b) => a.id - b.id)
}

/** Nodes agree on leases by the database's clock, whatever theirs say; with SQLite there is one process. */
const leaseClock = (engine: Store['engine'], now: number) =>
  engine === 'postgres' ? sql.raw<number>(DATABASE_CLOCK) : sql<number>`${now}`

/** Keeps rows that take long to send. */
export async function extendLeases(
  db: Db,
  engine: Store['engine'],
  ids: readonly number[],
  now: number,
  lease: number,
): Promise<void> {
  // one that somebody is marking at this moment needs no more time, and must not be waited for with others in hand
  const kept = sql`(
    select id from outbox where id in (${sql.join(ids)}) and status = 'pending'
    ${engine === 'postgres' ? sql`for update skip locked` : sql``})`
  await db
    .updateTable('outbox')
    .set({ leased_until: sql`${leaseClock(engine, now)} + ${lease}` })
    .where('id', 'in', kept as never)
    .execute()
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

/** A row as its worker took it: what a worker says of a row that was taken over since changes nothing. */
export type Claimed = Pick<OutboxRow, 'id' | 'attempts'>

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
    .set((eb) => ({
      due_at: retry.dueAt,
      due_set_at: retry.now,
      leased_until: 0,
      error: retry.error,
      ...(retry.mayHaveArrived ? {} : { in_doubt: eb('in_doubt', '-', 1) }),
      ...(retry.withoutReply ? { reply: null } : {}),
      ...(retry.counts ? {} : { attempts: eb('attempts', '-', 1) }),
    }))
    .where('id', '=', row.id)
    .where('attempts', '=', row.attempts)
    .where('status', '=', 'pending')
    .execute()
}

/** Gives up for good; the row stays, to be listed, until it is purged. */
export async function markDead(db: Db, row: Claimed, error: string, now: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ status: 'dead', error, done_at: now, leased_until: 0 })
    .where('id', '=', row.id)
    .where('attempts', '=', row.attempts)
    .where('status', '=', 'pending')
    .execute()
}

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

/** Drops what waits for a person who cannot be reached or asked to be forgotten. */
export async function dropLane(db: Db, lane: string): Promise<number> {
  const result = await db
    .deleteFrom('outbox')
    .where('lane', '=', lane)
    .where('status', 'in', ['pending', 'dead'])
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function hasRow(db: Db, key: string): Promise<boolean> {
  return (await db.selectFrom('outbox').select('id').where('key', '=', key).executeTakeFirst()) !== undefined
}

/** Drops what waits in a lane about one thing and is not on its way: it says what must not be said any more. */
export async function dropLaneAbout(db: Db, lane: string, about: string): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('lane', '=', lane)
    .where('about', '=', about)
    .where((eb) => eb.or([eb('status', '=', 'dead'), eb.and([eb('status', '=', 'pending'), eb('attempts', '=', 0)])]))
    .execute()
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
