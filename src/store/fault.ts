/** SQLite's primary result codes that are the machine's fault: busy, locked, out of memory, read-only, I/O, corrupt, full, cannot open. */
const SQLITE = new Set([5, 6, 7, 8, 10, 11, 13, 14])
/**
 * PostgreSQL's classes of errors that another attempt may not meet: connection, rollback, resources, operator, system;
 * and a server that only reads, as one does that is about to take over, or that lost patience with a transaction.
 */
const POSTGRES = /^((08|40|53|57|58)[0-9A-Z]{3}|25006|25P03)$/
const SYSTEM = new Set([
  'EIO',
  'ENOSPC',
  'EDQUOT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EMFILE',
])
/** `pg` gives these no code. */
const WORDS =
  /timeout exceeded when trying to connect|Query read timeout|[Cc]onnection (terminated|error)|SSL connection|is not queryable|after calling end on the pool|database is not open|driver has already been destroyed/

/** Whether the store failed, rather than what was asked of it: the same work may succeed later, unchanged. */
export function isStoreFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  if (typeof errcode === 'number') return SQLITE.has(errcode & 0xff)
  if (typeof code === 'string') return POSTGRES.test(code) || SYSTEM.has(code)
  return WORDS.test(error.message)
}
