import { ProblemsError } from '../errors.ts'
import type { Seal } from '../seal.ts'
import type { Db, Store } from '../store/store.ts'

/** Rows at a time: a transaction short enough for people to talk meanwhile. */
const BATCH = 200

interface Sealed {
  readonly table: 'conversations' | 'callbacks' | 'relay_messages' | 'unanswered' | 'outbox' | 'installations'
  readonly key: string
  readonly column: string
  place(row: Record<string, unknown>): string
}

/** Every column that holds sealed values, and where a value is bound to. */
const SEALED: readonly Sealed[] = [
  { table: 'conversations', key: 'id', column: 'saved', place: (row) => `conversations.saved.${row.id}` },
  ...['name', 'phone', 'email', 'topic'].map(
    (column): Sealed => ({
      table: 'callbacks',
      key: 'reference',
      column,
      place: (row) => `callbacks.${column}.${row.reference}`,
    }),
  ),
  { table: 'relay_messages', key: 'id', column: 'text', place: (row) => `relay_messages.text.${row.reference}` },
  { table: 'unanswered', key: 'id', column: 'text', place: () => 'unanswered.text' },
  { table: 'outbox', key: 'id', column: 'messages', place: (row) => `outbox.messages.${row.key}` },
  {
    table: 'installations',
    key: 'team',
    column: 'installation',
    place: (row) => `installations.installation.${row.channel}:${row.team}`,
  },
]

/**
 * Seals old values with the newest key. A value that changed meanwhile is left
 * as it is: whoever changed it sealed it anew.
 */
export async function rotateKeys(store: Store, seal: Seal): Promise<{ changed: number; unreadable: number }> {
  let changed = 0
  let unreadable = 0
  for (const sealed of SEALED) {
    for (let after: unknown = ''; ; ) {
      const rows = await rowsAfter(store.db, sealed, after)
      if (rows.length === 0) break
      after = rows.at(-1)![sealed.key]
      await store.write(async (db) => {
        for (const row of rows) {
          const value = String(row[sealed.column])
          if (!seal.isStale(value)) continue
          const text = tryOpen(seal, value, sealed.place(row))
          if (text === undefined) unreadable++
          else if (await replace(db, sealed, row[sealed.key], value, seal.seal(text, sealed.place(row)))) changed++
        }
      })
    }
  }
  return { changed, unreadable }
}

/** So many of a column say whether the keys are the right ones. */
const SAMPLE = 20

/**
 * Holds the keys against what is stored: with none of it readable they are others than it was sealed with, and whoever
 * wrote before would get no answer for ever, while new values mixed with the old ones under one name.
 *
 * @throws ProblemsError then. Some of it may be unreadable: tells why.
 */
export async function checkKeys(store: Store, seal: Seal): Promise<string | undefined> {
  let opened = 0
  let why: string | undefined
  for (const sealed of SEALED.filter(({ column }) => column === 'saved' || column === 'name')) {
    for (const row of await rowsAfter(store.db, sealed, '', SAMPLE)) {
      try {
        seal.open(String(row[sealed.column]), sealed.place(row))
        opened++
      } catch (error) {
        why ??= (error as Error).message
      }
    }
  }
  if (why !== undefined && opened === 0)
    throw new ProblemsError('What is stored cannot be read:', [
      `DATA_KEYS: ${why}. Put the key back with which the bot ran on this database; without DATA_KEYS it is in the file <database>.key. To begin anew, name another DATABASE_URL.`,
    ])
  return why
}

function tryOpen(seal: Seal, value: string, place: string): string | undefined {
  try {
    return seal.open(value, place)
  } catch {
    return undefined // counted and told; the value stays for the day its key is found
  }
}

// the tables differ by name only; Kysely's types would ask for one function each
async function rowsAfter(
  db: Db,
  { table, key, column }: Sealed,
  after: unknown,
  limit = BATCH,
): Promise<Record<string, unknown>[]> {
  const from = db.selectFrom(table as 'conversations').selectAll()
  const next = after === '' ? from : from.where(key as 'id', '>', after as string)
  return (await next
    .where(column as 'saved', 'is not', null)
    .orderBy(key as 'id')
    .limit(limit)
    .execute()) as unknown as Record<string, unknown>[]
}

async function replace(
  db: Db,
  { table, key, column }: Sealed,
  id: unknown,
  before: string,
  after: string,
): Promise<boolean> {
  const result = await db
    .updateTable(table as 'conversations')
    .set({ [column]: after })
    .where(key as 'id', '=', id as string)
    .where(column as 'saved', '=', before)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
