import { existsSync } from 'node:fs'
import { looksLike } from './database-file.ts'
import { ProblemsError } from './errors.ts'
import { isStoreFault } from './store/fault.ts'
import { openStore, type Store, type StoreOptions } from './store/store.ts'

export interface DatabaseOptions extends StoreOptions {
  /** A tool works on what the bot has: a file that is not there is a mistake, not a new database. */
  readonly mustExist?: boolean
}

/**
 * Opens the database that `DATABASE_URL` names.
 *
 * @throws ProblemsError if it is not there, is something else, or cannot be reached.
 */
export async function openDatabase(
  url: string,
  { mustExist = false, ...options }: DatabaseOptions = {},
): Promise<Store> {
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined
  if (mustExist && file !== undefined && file !== ':memory:' && !existsSync(file))
    throw problem(`there is no database at ${file}. Set it to the one the bot uses.`)
  const other = file && looksLike(file)
  if (other)
    throw problem(
      `${file} is no SQLite database, but looks like ${other}. Nothing was written to it. Name a database of this bot or a place where there is nothing yet, or move that file away.`,
    )
  try {
    return await openStore(url, options)
  } catch (error) {
    throw databaseProblem(url, error) ?? error
  }
}

/** What an operator can do about a database that fails at the start; undefined when it is no fault of the place. */
export function databaseProblem(url: string, error: unknown): ProblemsError | undefined {
  const why = reasonIn(error)
  if (why === undefined) return undefined
  return url.startsWith('sqlite:')
    ? problem(
        `${url.slice('sqlite:'.length)} cannot be used (${why}). Name a place with room where this user may write, or a database of this bot.`,
      )
    : problem(`PostgreSQL cannot be used (${why}). Check host, port, user, password and database, and that it runs.`)
}

const problem = (words: string) => new ProblemsError('The database cannot be opened:', [`DATABASE_URL: ${words}`])

/** Not allowed, no such database, no such role (https://www.postgresql.org/docs/current/errcodes-appendix.html); the system's. */
const REFUSED = /^(28...|3D000|42501|E[A-Z]+)$/
/** https://www.sqlite.org/rescode.html#notadb */
const NO_DATABASE = 26

/** Why a database cannot be used; undefined when it is no fault of the place. */
function reasonIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  if (!isStoreFault(error) && errcode !== NO_DATABASE && !REFUSED.test(String(code))) return undefined
  // several addresses of one host fail together, without words of their own
  return error.message || String(code)
}
