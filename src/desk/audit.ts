import { historyBetween } from '../store/callbacks.ts'
import type { Db } from '../store/store.ts'
import { dateOf, timeOf } from '../time.ts'

export const COLUMNS = ['at', 'reference', 'actor', 'what', 'detail'] as const
export type AuditEntry = Readonly<Record<(typeof COLUMNS)[number], string>>

const PAGE = 1_000

/** Who did or saw what, oldest first; `to` is not part of it. Nothing in it says who a person is. */
export async function* auditTrail(db: Db, from: number, to: number): AsyncGenerator<AuditEntry> {
  for (let after = 0; ; ) {
    const rows = await historyBetween(db, from, to, after, PAGE)
    for (const { at, reference, actor, what, detail } of rows)
      yield { at: inJapan(at), reference, actor, what, detail: detail ?? '' }
    if (rows.length < PAGE) return
    after = rows.at(-1)!.id
  }
}

const inJapan = (at: number) => `${dateOf(at)}T${timeOf(at)}:${new Date(at).toISOString().slice(17, 19)}+09:00`

/** A line for a spreadsheet, which must take no cell for a formula. */
export const csvLine = (entry: AuditEntry) =>
  COLUMNS.map((column) => `"${entry[column].replace(/^[=+\-@]/, "'$&").replaceAll('"', '""')}"`).join(',')
