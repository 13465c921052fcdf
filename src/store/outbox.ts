import { sql } from 'kysely'
import { type Hand, handOf } from './hand.ts'
import { hot } from './hot.ts'
import type { OutboxTable } from './schema.ts'
import { type Bulk, bulk, leave, shareOf } from './share.ts'
import type { Db } from './store.ts'
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
/** What PostgreSQL's clock says, in ms: leases are its time. */
export const DATABASE_CLOCK = '(extract(epoch from clock_timestamp()) * 1000)::bigint'
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
