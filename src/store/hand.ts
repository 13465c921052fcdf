import type { OutboxRow } from './outbox.ts'
import type { Db } from './store.ts'

/**
 * What a transaction queues and this node's own worker sends as soon as it is
 * committed. Such a row is written as taken, leased and in doubt like one that
 * was claimed, so that nobody has to look for it first.
 */
export interface Hand {
  /** For so long nobody else sends its rows; at least until `leasedUntil` by this machine's `performance.now()`. */
  readonly lease: number
  readonly leasedUntil: number
  /** Several nodes go by one clock, the database's: only what a shared transaction writes at its end is leased by it. */
  readonly isByDatabase: boolean
  /** At most so many: what is more has to be looked for. */
  readonly room: number
  readonly rows: OutboxRow[]
  /** What rows say, by their key, as it was before it was sealed. */
  readonly texts: Map<string, string>
  /** Lanes with rows that have to be looked for. */
  readonly waiting: Set<string>
}

const hands = new WeakMap<Db, Hand>()

/** Lets the rows that `work` queues be taken in hand. */
export async function withHand<T>(db: Db, hand: Hand | undefined, work: () => Promise<T>): Promise<T> {
  if (!hand) return await work()
  hands.set(db, hand)
  try {
    return await work()
  } finally {
    hands.delete(db)
  }
}

export const handOf = (db: Db) => hands.get(db)
