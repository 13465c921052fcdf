import { sql } from 'kysely'
import type { Store } from '../../src/store/store.ts'

/**
 * Triggers that note, inside each turn's own transaction, what the program
 * itself need not keep: the order in which events were taken, and which event
 * a row answers.
 */
export async function installAudit({ db, engine }: Pick<Store, 'db' | 'engine'>): Promise<void> {
  const statements =
    engine === 'sqlite'
      ? [
          'create table torture_taken (n integer primary key autoincrement, event text, at bigint)',
          'create table torture_queued (row bigint, key text, lane text, reply text, event text)',
          `create trigger torture_taken after insert on inbox begin
             insert into torture_taken (event, at) values (new.event_id, new.at); end`,
          `create trigger torture_queued after insert on outbox begin
             insert into torture_queued
               values (new.id, new.key, new.lane, new.reply, (select event from torture_taken order by n desc limit 1)); end`,
        ]
      : [
          'create table torture_taken (event text, at bigint, tx bigint)',
          'create index on torture_taken (tx)',
          'create table torture_turns (n bigserial, tx bigint)',
          'create table torture_queued (row bigint, key text, lane text, reply text, event text)',
          'create table torture_disk (is_full boolean)',
          'insert into torture_disk values (false)',
          `create function torture_taken() returns trigger language plpgsql as $$ begin
             insert into torture_taken values (new.event_id, new.at, txid_current()); return new; end $$`,
          // a conversation's row is locked from here to the commit: its turns are numbered in their order
          `create function torture_turns() returns trigger language plpgsql as $$ begin
             insert into torture_turns (tx) values (txid_current()); return new; end $$`,
          `create function torture_queued() returns trigger language plpgsql as $$ begin
             insert into torture_queued values (new.id, new.key, new.lane, new.reply,
               (select string_agg(event, ' ') from torture_taken where tx = txid_current())); return new; end $$`,
          `create function torture_disk() returns trigger language plpgsql as $$ begin
             if (select is_full from torture_disk) then
               raise exception 'could not extend file: No space left on device' using errcode = '53100';
             end if; return new; end $$`,
          'create trigger torture_taken after insert on inbox for each row execute function torture_taken()',
          'create trigger torture_turns after update on conversations for each row execute function torture_turns()',
          'create trigger torture_queued after insert on outbox for each row execute function torture_queued()',
          ...['inbox', 'conversations', 'outbox', 'callbacks', 'timers'].map(
            (table) =>
              `create trigger torture_disk before insert or update on ${table} for each row execute function torture_disk()`,
          ),
        ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** Lets PostgreSQL refuse every write as it does when its disk is full, or stop doing so. */
export async function fillDisk({ db }: Pick<Store, 'db'>, isFull: boolean): Promise<void> {
  await sql`update torture_disk set is_full = ${isFull}`.execute(db)
}

export interface TakenRow {
  readonly event: string
  /** The program's clock at that turn. */
  readonly at: number
}

export async function takenRows({ db, engine }: Pick<Store, 'db' | 'engine'>): Promise<TakenRow[]> {
  const order =
    engine === 'sqlite'
      ? sql<TakenRow>`select event, at from torture_taken order by n`
      : sql<TakenRow>`select event, at from torture_taken
          left join (select tx, max(n) as last from torture_turns group by tx) as turns using (tx) order by last`
  return (await order.execute(db)).rows
}

export interface QueuedRow {
  readonly row: number
  readonly key: string
  readonly lane: string
  readonly reply: string | null
  /** What was taken in the same transaction, or, on SQLite, last before it. */
  readonly event: string | null
}

/** `conversationOf` tells of which person an event is: turns of several may share a transaction. */
export async function queuedRows(
  { db }: Pick<Store, 'db'>,
  conversationOf: ReadonlyMap<string, string>,
): Promise<QueuedRow[]> {
  const rows = sql<QueuedRow>`select row, key, lane, reply, event from torture_queued order by row`
  return (await rows.execute(db)).rows.map((row) => {
    const taken = row.event?.split(' ') ?? []
    const event = taken.length === 1 ? taken[0] : taken.find((one) => conversationOf.get(one) === row.lane)
    return { ...row, event: event ?? null }
  })
}
