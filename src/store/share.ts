import type { ConversationTable } from './schema.ts'
import type { Db } from './store.ts'

/** What one piece of work sees of a transaction it shares, and what it leaves to be written with the others'. */
export interface Share {
  /** Its conversation, locked for all; changed in place. */
  readonly conversation: ConversationTable | undefined
  isChanged: boolean
  /** It asked for something that is not in here. */
  needsMore: boolean
  /** The event it names. */
  readonly eventId: string | undefined
  /** That event was recorded before. */
  readonly cameBefore: boolean
  /** Something waits to be sent to it, or is on the way. */
  readonly isAwaited: boolean
  /** Seats taken, by slot. */
  readonly taken: ReadonlyMap<number, number> | undefined
  readonly rows: Map<Bulk, object[]>
}

/** One statement for any number of rows. */
export interface Bulk {
  readonly name: string
  readonly text: string
  readonly columns: readonly string[]
  /** Takes over what the database has made of the rows. */
  readonly made?: (rows: readonly object[], made: readonly object[]) => void
}

const shares = new WeakMap<Db, Share>()

/** The share of whoever works with `db` at the moment, if it is a shared one. */
export const shareOf = (db: Db): Share | undefined => shares.get(db)

export const setShare = (db: Db, share: Share) => void shares.set(db, share)

/** Leaves a row to be written with the others'; false where nothing is shared. */
export function leave(db: Db, many: Bulk, row: object): boolean {
  const rows = shareOf(db)?.rows
  if (rows) add(rows, many, [row])
  return rows !== undefined
}

export function add(rows: Map<Bulk, object[]>, many: Bulk, more: readonly object[]): void {
  const known = rows.get(many)
  if (known) known.push(...more)
  else rows.set(many, [...more])
}

/**
 * A write of every turn whose result nobody needs: `one` at a time or, where
 * pieces of work share a transaction, left to `many`.
 */
export function shared<Given extends object>(one: (db: Db, given: Given) => unknown, many: Bulk) {
  return async (db: Db, given: Given): Promise<void> => {
    if (!leave(db, many, given)) await one(db, given)
  }
}

type Columns = Readonly<Record<string, 'text' | 'bigint' | 'integer'>>

/** Rows go over the wire as one array for each column. */
export function bulk(name: string, columns: Columns, write: (source: string) => string): Bulk {
  const names = Object.keys(columns)
  const arrays = names.map((column, at) => `$${at + 1}::${columns[column]}[]`).join(', ')
  const source = `unnest(${arrays}) as given (${names.join(', ')})`
  return { name, text: write(source), columns: names }
}

export function insertMany(table: string, columns: Columns): Bulk {
  const names = Object.keys(columns).join(', ')
  return bulk(`insert ${table}`, columns, (source) => `insert into ${table} (${names}) select ${names} from ${source}`)
}

/** Writes into the rows that have the given `key` the other columns, and `fixed`. */
export const updateMany = (table: string, key: string, columns: Columns, fixed: readonly string[] = []): Bulk =>
  bulk(`update ${table}`, columns, (source) => {
    const given = Object.keys(columns).filter((column) => column !== key)
    const set = [...given.map((column) => `${column} = given.${column}`), ...fixed]
    return `update ${table} set ${set.join(', ')} from ${source} where ${table}.${key} = given.${key}`
  })
