import { sql } from 'kysely'
import type { Db, Store } from './store.ts'

/** The first line of a backup. */
export interface BackupHead {
  readonly backup: 'career-bot'
  readonly format: 1
  readonly madeAt: string
  /** The tables are as these left them. */
  readonly migrations: readonly string[]
}

/** Before a table's rows. `last` is the highest number ever given, so that it is not given again. */
export interface BackupTable {
  readonly table: string
  readonly last: number | null
}

/** The last line: without it the backup is not whole. */
export interface BackupEnd {
  readonly rows: number
}

export type BackupLine = BackupHead | BackupTable | BackupEnd | readonly [Record<string, unknown>]

const AT_ONCE = 500

/**
 * Everything in the store as it is at one moment, line by line, while the bot
 * goes on. The same for both engines, so that a backup of one restores into
 * the other. What is sealed stays sealed: the keys are not in it.
 */
export async function dumpStore(store: Store, now: number, write: (line: BackupLine) => Promise<void>): Promise<void> {
  await store.db.connection().execute(async (db) => {
    // on SQLite a transaction that only reads sees one moment and holds up nobody
    await sql`${sql.raw(store.engine === 'postgres' ? 'begin isolation level repeatable read read only' : 'begin')}`.execute(
      db,
    )
    try {
      const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
      const migrations = rows.map((row) => row.name)
      await write({ backup: 'career-bot', format: 1, madeAt: new Date(now).toISOString(), migrations })
      let count = 0
      for (const table of await tableNames(db)) {
        await write({ table, last: await lastNumber(db, store.engine, table) })
        for await (const row of rowsOf(db, store.engine, table)) {
          await write([row])
          count++
        }
      }
      await write({ rows: count })
    } finally {
      await sql`rollback`.execute(db)
    }
  })
}

export async function tableNames(db: Db): Promise<string[]> {
  return (await db.introspection.getTables()).map((table) => table.name).sort()
}

async function* rowsOf(db: Db, engine: Store['engine'], table: string): AsyncGenerator<Record<string, unknown>> {
  const name = sql.table(table)
  if (engine === 'postgres') {
    await sql`declare rows_to_dump no scroll cursor for select * from ${name}`.execute(db)
    for (;;) {
      const { rows } = await sql<Record<string, unknown>>`fetch ${sql.lit(AT_ONCE)} from rows_to_dump`.execute(db)
      yield* rows
      if (rows.length < AT_ONCE) break
    }
    await sql`close rows_to_dump`.execute(db)
    return
  }
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const { rows } = await sql<Record<string, unknown> & { row_number_here: number }>`
      select rowid as row_number_here, * from ${name} where rowid > ${after} order by rowid limit ${AT_ONCE}`.execute(
      db,
    )
    for (const { row_number_here, ...row } of rows) {
      after = row_number_here
      yield row
    }
    if (rows.length < AT_ONCE) return
  }
}

/** The highest number a table's counter has given, or null where it has none. */
async function lastNumber(db: Db, engine: Store['engine'], table: string): Promise<number | null> {
  if (engine === 'sqlite') {
    const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = ${table}`.execute(db)
    return rows[0]?.seq ?? null
  }
  const sequence = await sequenceOf(db, table)
  if (!sequence) return null
  const { rows } = await sql<{ last: number; is_called: boolean }>`
    select last_value as last, is_called from ${sql.raw(sequence)}`.execute(db)
  return rows[0]?.is_called ? Number(rows[0].last) : null
}

/** PostgreSQL's counter of a table's `id`. */
export async function sequenceOf(db: Db, table: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string | null }>`
    select (select pg_get_serial_sequence(${table}, 'id') from information_schema.columns
      where table_schema = current_schema() and table_name = ${table} and column_name = 'id') as name`.execute(db)
  return rows[0]?.name ?? undefined
}
