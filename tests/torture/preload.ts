import { DatabaseSync } from 'node:sqlite'

/**
 * Loaded into a bot before its program (`node --import`), so that a parent can
 * do to it what a machine does: let the clock jump, let the disk be full. The
 * program knows nothing of it.
 */
export interface Weather {
  /** The clock's error, in ms. */
  readonly clock?: number
  readonly disk?: 'full' | 'free'
}

let offset = Number(process.env.TORTURE_CLOCK ?? 0)
const realNow = Date.now.bind(Date)
Date.now = () => realNow() + offset

const databases = new Set<DatabaseSync>()
const exec = DatabaseSync.prototype.exec
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  databases.add(this)
  return exec.call(this, sql)
}

process.on('message', ({ clock, disk }: Weather) => {
  if (clock !== undefined) offset = clock
  if (disk === undefined) return
  for (const database of databases) {
    // SQLite itself then says "database or disk is full"; below its size the limit is the size
    database.prepare(`pragma max_page_count=${disk === 'full' ? 1 : 1_073_741_823}`).get()
  }
})
process.channel?.unref()
