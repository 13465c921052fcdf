import { sql } from 'kysely'
import type { TimerTable } from './schema.ts'
import type { Db, Store } from './store.ts'

/** Clocks of several nodes differ by less. */
const SKEW = 60_000

export type Timer = Omit<TimerTable, 'id'> & { id: number }

/** Sets a timer, or moves the live one of the same key. */
export async function setTimer(
  db: Db,
  timer: {
    key: string
    kind: string
    dueAt: number
    conversation?: string | undefined
    reference?: string | undefined
  },
): Promise<void> {
  await db
    .insertInto('timers')
    .values({
      key: timer.key,
      kind: timer.kind,
      conversation: timer.conversation ?? null,
      reference: timer.reference ?? null,
      due_at: timer.dueAt,
      leased_until: 0,
      done_at: null,
    })
    .onConflict((conflict) =>
      conflict.column('key').where('done_at', 'is', null).doUpdateSet({ due_at: timer.dueAt, leased_until: 0 }),
    )
    .execute()
}

/** The live timer of a key. */
export async function findTimer(db: Db, key: string): Promise<Timer | undefined> {
  return await db
    .selectFrom('timers')
    .selectAll()
    .where('key', '=', key)
    .where('done_at', 'is', null)
    .executeTakeFirst()
}

export async function dropTimers(
  db: Db,
  by: { key: string } | { reference: string } | { conversation: string },
): Promise<void> {
  const [column, value] = Object.entries(by)[0] as ['key' | 'reference' | 'conversation', string]
  await db.deleteFrom('timers').where(column, '=', value).where('done_at', 'is', null).execute()
}

/**
 * Takes due timers, soonest first; for `lease` ms no other worker takes them. A lease that ends later than any
 * could comes from a clock that was ahead.
 */
export async function claimTimers(
  db: Db,
  engine: Store['engine'],
  now: number,
  lease: number,
  limit: number,
): Promise<Timer[]> {
  const due = sql`(
    select id from timers where done_at is null and due_at <= ${now} and (leased_until <= ${now} or leased_until > ${now + lease + SKEW})
    order by due_at, id limit ${limit} ${engine === 'postgres' ? sql`for update skip locked` : sql``})`
  const rows = await db
    .updateTable('timers')
    .set({ leased_until: now + lease })
    .where('id', 'in', due as never)
    .returningAll()
    .execute()
  return rows.sort((a, b) => a.due_at - b.due_at || a.id - b.id)
}

/** Marks a timer as fired; false when it was fired, moved or dropped meanwhile, and then its work must not be done. */
export async function finishTimer(db: Db, timer: Pick<Timer, 'id' | 'due_at'>, now: number): Promise<boolean> {
  const result = await db
    .updateTable('timers')
    .set({ done_at: now, leased_until: 0 })
    .where('id', '=', timer.id)
    .where('due_at', '=', timer.due_at)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function purgeTimers(db: Db, before: number): Promise<number> {
  const result = await db.deleteFrom('timers').where('done_at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** What will happen next to people and requests, soonest first; housekeeping is left out. */
export async function comingTimers(db: Db, limit: number): Promise<Timer[]> {
  return await db
    .selectFrom('timers')
    .selectAll()
    .where('done_at', 'is', null)
    .where((where) => where.or([where('conversation', 'is not', null), where('reference', 'is not', null)]))
    .orderBy('due_at')
    .limit(limit)
    .execute()
}
