import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Beyond so many different texts something builds SQL from data. */
const STATEMENTS = 500

/**
 * Gives `node:sqlite` the shape Kysely's SQLite dialect wants. Statements are
 * prepared once per text: preparing each time costs half the speed and lets
 * memory grow to a gigabyte.
 *
 * WAL with `synchronous=FULL`: a committed turn survives a power cut
 * (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
export function openSqlite(path: string): SqliteDatabase {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path)
  database.exec(
    // pages are cached and checkpointed less often than by default: those that every turn changes are written once for many
    'pragma busy_timeout=5000; pragma cache_size=-32000; pragma wal_autocheckpoint=4000; pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma secure_delete=on',
  )
  const statements = new Map<string, SqliteStatement>()

  return {
    close: () => database.close(),
    prepare(text) {
      const known = statements.get(text)
      if (known) return known
      if (statements.size >= STATEMENTS) statements.clear()
      const statement = adapt(database.prepare(text))
      statements.set(text, statement)
      return statement
    },
  }
}

function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...(values as SQLInputValue[])),
    run: (values) => statement.run(...(values as SQLInputValue[])),
    iterate: (values) => statement.iterate(...(values as SQLInputValue[])) as IterableIterator<unknown>,
  }
}
