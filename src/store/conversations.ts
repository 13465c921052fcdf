import { sql } from 'kysely'
import { hot, isOnlyWriter } from './hot.ts'
import type { ConversationTable } from './schema.ts'
import { shareOf, updateMany } from './share.ts'
import type { Db } from './store.ts'

/**
 * Creates or locks the conversation's row and returns it. Until the
 * transaction ends no other node can step this conversation.
 */
export async function openConversation(db: Db, id: string, now: number): Promise<ConversationTable> {
  const held = heldRow(db, id)
  if (held) return held
  // whoever writes to SQLite is alone: what is there need not be locked
  if (!isOnlyWriter(db)) return (await opening(db, { id, now })).rows[0]!
  const found = (await finding(db, { id })).rows[0]
  if (!found) await making(db, { id, now })
  return found ?? blank({ id, now })
}

interface Opening {
  readonly id: string
  readonly now: number
}

const finding = hot((db, { id }: { id: string }) => db.selectFrom('conversations').selectAll().where('id', '=', id))

const blank = ({ id, now }: Opening): ConversationTable => ({
  id,
  saved: null,
  turns: 0,
  reachable: 1,
  reachable_at: 0,
  flood_level: 0,
  flood_at: 0,
  is_flooding: 0,
  spare_reply: null,
  created_at: now,
  updated_at: now,
})

const making = hot((db, given: Opening) => db.insertInto('conversations').values(blank(given)))

const opening = hot((db, given: Opening) =>
  db
    .insertInto('conversations')
    .values(blank(given))
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ turns: sql`conversations.turns` }))
    .returningAll(),
)

export type Opened = ConversationTable & { came_before: boolean; is_awaited: boolean }

/**
 * The same for many on PostgreSQL, with whether the event of each was recorded before and whether something is to be sent
 * to it. Rows that somebody holds are left out rather than waited for, and so are those that changed while they were
 * being locked: what else was read may be older. New ones are made in one order, so that two who make the same do not
 * block each other.
 */
export const OPENING = {
  name: 'open conversations',
  text: `with
    given as (select * from unnest($1::text[], $2::text[]) as given (conversation, event)),
    seen as (select ctid as place from conversations where id = any ($1)),
    locked as (select *, ctid as place from conversations where id = any ($1) for update skip locked),
    made as (
      insert into conversations (id, turns, created_at, updated_at)
      select conversation, 0, $3::bigint, $3::bigint from given
      where not exists (select from conversations where id = given.conversation) order by conversation
      on conflict do nothing returning *, ctid as place)
    select opened.*, inbox.event_id is not null as came_before, coalesce(awaited.yes, false) as is_awaited
    from (select * from locked where place in (select place from seen) union all select * from made) as opened
    join given on given.conversation = opened.id
    left join inbox on inbox.event_id = given.event
    left join lateral (
      select true as yes from outbox where lane = opened.id and status = 'pending' limit 1) as awaited on true`,
}

/** The row that is locked for whoever works with `db`, to be changed in place. */
function heldRow(db: Db, id: string): ConversationTable | undefined {
  const held = shareOf(db)?.conversation
  return held?.id === id ? held : undefined
}

/** Writes rows that were changed in place. */
export const changing = updateMany('conversations', 'id', {
  id: 'text',
  saved: 'text',
  turns: 'bigint',
  reachable: 'integer',
  reachable_at: 'bigint',
  flood_level: 'integer',
  flood_at: 'bigint',
  is_flooding: 'integer',
  spare_reply: 'text',
  updated_at: 'bigint',
})

/** False where the row is not held in memory. */
function changeHeld(db: Db, id: string, change: Partial<ConversationTable>): boolean {
  const held = heldRow(db, id)
  if (!held) return false
  Object.assign(held, change)
  shareOf(db)!.isChanged = true
  return true
}

/** Locks a conversation that exists, as `openConversation` does. */
export async function lockConversation(db: Db, id: string): Promise<void> {
  await db
    .updateTable('conversations')
    .set((eb) => ({ turns: eb.ref('turns') }))
    .where('id', '=', id)
    .execute()
}

/** Ends a turn: it is counted, and what it leaves is kept. */
export async function saveConversation(
  db: Db,
  id: string,
  saved: string | null,
  now: number,
  flood?: Flood,
): Promise<void> {
  const held = heldRow(db, id)
  if (held && changeHeld(db, id, { saved, updated_at: now, turns: held.turns + 1, ...flood })) return
  if (flood) await savingWithFlood(db, { id, saved, now, ...flood })
  else await saving(db, { id, saved, now })
}

type Saving = { id: string; saved: string | null; now: number }
const saving = hot((db, { id, saved, now }: Saving) =>
  db.updateTable('conversations').set({ saved, updated_at: now, turns: sql`turns + 1` }).where('id', '=', id),
)
const savingWithFlood = hot((db, { id, saved, now, flood_level, flood_at, is_flooding }: Saving & Flood) =>
  db
    .updateTable('conversations')
    .set({ saved, updated_at: now, turns: sql`turns + 1`, flood_level, flood_at, is_flooding })
    .where('id', '=', id),
)

type Flood = Pick<ConversationTable, 'flood_level' | 'flood_at' | 'is_flooding'>

/** Notes how much a person writes, of a message that is not answered. */
export async function noteFlood(db: Db, id: string, flood: Flood): Promise<void> {
  if (changeHeld(db, id, flood)) return
  await flooding(db, { id, ...flood })
}

const flooding = hot((db, { id, flood_level, flood_at, is_flooding }: { id: string } & Flood) =>
  db.updateTable('conversations').set({ flood_level, flood_at, is_flooding }).where('id', '=', id),
)

export async function findConversation(db: Db, id: string): Promise<ConversationTable | undefined> {
  return await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Notes a follow or a block, unless a later one is known; false when it came too late. */
export async function setReachable(db: Db, id: string, reachable: boolean, at: number): Promise<boolean> {
  const held = heldRow(db, id)
  if (held) {
    return held.reachable_at <= at && changeHeld(db, id, { reachable: reachable ? 1 : 0, reachable_at: at })
  }
  const { numAffectedRows } = await reaching(db, { id, reachable: reachable ? 1 : 0, at })
  return numAffectedRows === 1n
}

const reaching = hot((db, { id, reachable, at }: { id: string; reachable: number; at: number }) =>
  db
    .updateTable('conversations')
    .set({ reachable, reachable_at: at })
    .where('id', '=', id)
    .where('reachable_at', '<=', at),
)

/** Conversations not touched since `before`, for the purge. */
export async function idleConversations(db: Db, before: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('updated_at', '<', before)
    .where('saved', 'is not', null)
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Locks one of these; false where somebody has come back meanwhile. */
export async function holdIdle(db: Db, id: string, before: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('conversations')
    .set((eb) => ({ turns: eb.ref('turns') }))
    .where('id', '=', id)
    .where('updated_at', '<', before)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Conversations of one channel that can be reached and have been saved, a page at a time by id. */
export async function reachableConversations(db: Db, channel: string, after: string, limit: number) {
  return await db
    .selectFrom('conversations')
    .select(['id', 'saved'])
    .where('id', 'like', `${channel}:%`)
    .where('id', '>', after)
    .where('reachable', '=', 1)
    .where('saved', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Keeps the way to answer for free, for whoever answers instead of the bot. */
export async function keepReply(db: Db, id: string, reply: string): Promise<void> {
  if (changeHeld(db, id, { spare_reply: reply })) return
  await sparing(db, { id, reply })
}

const sparing = hot((db, { id, reply }: { id: string; reply: string | null }) =>
  db.updateTable('conversations').set({ spare_reply: reply }).where('id', '=', id),
)

/** The kept way to answer, once; for whoever has locked the conversation. */
export async function takeReply(db: Db, id: string): Promise<string | undefined> {
  const reply = (await spared(db, { id })).rows[0]?.spare_reply
  if (!reply) return undefined
  await sparing(db, { id, reply: null })
  return reply
}

const spared = hot((db, { id }: { id: string }) =>
  db.selectFrom('conversations').select('spare_reply').where('id', '=', id),
)
