import { sql } from 'kysely'
import { type BackupHead, type BackupLine, type BackupTable, sequenceOf, tableNames } from './dump.ts'
import { releaseLeases } from './outbox-sending.ts'
import type { Db, Store } from './store.ts'

const AT_ONCE = 200

/**
 * Fills an empty store from a backup, all of it or nothing.
 *
 * @returns How many rows came back.
 * @throws When the store is in use, the backup is not whole, or it is of a newer release.
 */
export async function undumpStore(store: Store, lines: AsyncIterable<BackupLine>): Promise<number> {
  return await store.write(async (db) => {
    const tables = new Set(await tableNames(db))
    for (const table of tables) {
      const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)
      if (rows.length > 0)
        throw new Error(`the table ${table} is not empty: restore into a new database, then point DATABASE_URL to it`)
    }
    let count = 0
    let table: string | undefined
    let waiting: Record<string, unknown>[] = []
    let said: number | undefined
    const flush = async () => {
      if (table && waiting.length > 0)
        await db
          .insertInto(table as never)
          .values(waiting as never)
          .execute()
      waiting = []
    }
    for await (const line of lines) {
      if (Array.isArray(line)) {
        waiting.push(line[0])
        count++
        if (waiting.length >= AT_ONCE) await flush()
      } else if ('backup' in line) await checkHead(db, line)
      else if ('table' in line) {
        await flush()
        if (!tables.has(line.table))
          throw new Error(`this release has no table ${line.table}: restore with the newer one`)
        table = line.table
        await setLastNumber(db, store.engine, line)
      } else {
        await flush()
        said = (line as { rows: number }).rows
      }
    }
    if (said !== count)
      throw new Error(`the backup is not whole: it has ${count} rows of ${said ?? 'an unknown number'}`)
    // whoever was sending when the backup was made is not here
    await releaseLeases(db)
    return count
  })
}

async function checkHead(db: Db, head: BackupHead): Promise<void> {
  if (head.backup !== 'career-bot' || head.format !== 1) throw new Error('this is no backup that this release can read')
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const known = new Set(rows.map((row) => row.name))
  const unknown = head.migrations.filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new Error(`the backup is of a newer release (${unknown.join(', ')}): restore with that release`)
}

async function setLastNumber(db: Db, engine: Store['engine'], { table, last }: BackupTable): Promise<void> {
  if (last === null) return
  if (engine === 'sqlite') {
    await sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`.execute(db)
    return
  }
  const sequence = await sequenceOf(db, table)
  if (sequence) await sql`select setval(${sequence}, ${last})`.execute(db)
}
