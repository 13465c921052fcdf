import fs from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { QueryResult, SqliteDatabase, SqliteStatement } from 'kysely'

/** Beyond so many different texts something builds SQL from data. */
const STATEMENTS = 500

export interface Sqlite extends SqliteDatabase {
  /** Runs a statement as Kysely's driver does, without its layers. */
  execute(sql: string, parameters: readonly unknown[]): QueryResult<unknown>
  /** A full disk or one that fails ends a transaction by itself (https://www.sqlite.org/lang_transaction.html). */
  isInTransaction(): boolean
  /** Resolves once all that was committed survives a power cut. */
  sync(): Promise<void>
}

/**
 * Gives `node:sqlite` the shape Kysely's SQLite dialect wants. Statements are
 * prepared once per text: preparing each time costs half the speed and lets
 * memory grow to a gigabyte.
 *
 * A commit is durable after `sync()`, not before: SQLite itself would wait for
 * the disk with the whole program (`synchronous=FULL` is `NORMAL` and this very
 * sync of the log, https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
export function openSqlite(path: string): Sqlite {
  if (path !== ':memory:') fs.mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path)
  // pages are cached and checkpointed less often than by default: those that every turn changes are written once for many
  database.exec(
    'pragma busy_timeout=5000; pragma cache_size=-32000; pragma wal_autocheckpoint=4000; pragma foreign_keys=on; pragma secure_delete=on',
  )
  // a file system that cannot share memory has no log beside the file
  const hasLog = database.prepare('pragma journal_mode=wal').get()?.journal_mode === 'wal'
  // there a commit is the journal's end: with `full` its file is deleted, but its folder not synced, and after a power cut
  // it may be back to undo what was told of (https://www.sqlite.org/pragma.html#pragma_synchronous)
  database.exec(`pragma synchronous=${hasLog ? 'normal' : 'extra'}`)
  const log = hasLog ? openLog(database, `${path}-wal`) : undefined
  const statements = new Map<string, Prepared>()

  function prepare(text: string): Prepared {
    const known = statements.get(text)
    if (known) return known
    if (statements.size >= STATEMENTS) statements.clear()
    const statement = adapt(database.prepare(text))
    statements.set(text, statement)
    return statement
  }

  return {
    prepare,
    execute(sql, parameters) {
      const statement = prepare(sql)
      if (statement.reader) return { rows: statement.all(parameters) }
      const { changes, lastInsertRowid } = statement.run(parameters)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    },
    isInTransaction: () => database.isTransaction,
    sync: async () => await log?.sync(),
    close() {
      log?.close()
      database.close()
    },
  }
}

/** The file that commits are appended to. It stays the same one as long as the database is open. */
function openLog(database: DatabaseSync, path: string) {
  let file: number | undefined
  let isInDoubt = false

  return {
    async sync(): Promise<void> {
      if (isInDoubt) checkpoint()
      else {
        file ??= fs.openSync(path, 'r+')
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        // by the default import, so that a test can be a disk that fails
        fs.fdatasync(file, (error) => (error ? reject(error) : resolve()))
        await promise.catch((error) => {
          isInDoubt = true
          throw error
        })
      }
    },
    close() {
      if (file !== undefined) fs.closeSync(file)
    },
  }

  /**
   * After a sync that failed the next one may succeed though nothing of the first
   * is on the disk (https://wiki.postgresql.org/wiki/Fsync_Errors). So the log is
   * written into the database file, and that one synced.
   */
  function checkpoint() {
    const result = database.prepare('pragma wal_checkpoint(truncate)').get()
    if (result?.busy !== 0) throw Object.assign(new Error('the log could not be written anew'), { code: 'EIO' })
    isInDoubt = false
  }
}

type Prepared = SqliteStatement & {
  all(values: readonly unknown[]): unknown[]
  run(values: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint }
}

function adapt(statement: StatementSync): Prepared {
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...(values as SQLInputValue[])),
    run: (values) => statement.run(...(values as SQLInputValue[])),
    iterate: (values) => statement.iterate(...(values as SQLInputValue[])) as IterableIterator<unknown>,
  }
}
