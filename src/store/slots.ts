import { hot } from './hot.ts'
import { shareOf } from './share.ts'
import type { Db } from './store.ts'

/**
 * Takes a seat in a slot; false when all are taken. The primary key keeps the
 * promise under concurrent bookings: of two that want the last seat one finds
 * no row to insert.
 */
export async function takeSeat(db: Db, slotAt: number, seats: number, reference: string): Promise<boolean> {
  for (let seat = 1; seat <= seats; seat++) {
    const result = await db
      .insertInto('slot_seats')
      .values({ slot_at: slotAt, seat, reference })
      .onConflict((conflict) => conflict.columns(['slot_at', 'seat']).doNothing())
      .executeTakeFirst()
    if (result.numInsertedOrUpdatedRows === 1n) return true
  }
  return false
}

/** Gives back the seat a request holds. */
export async function leaveSeat(db: Db, reference: string): Promise<void> {
  await db.deleteFrom('slot_seats').where('reference', '=', reference).execute()
}

/** Seats taken per slot from a moment on. */
export async function seatsTaken(db: Db, from: number): Promise<ReadonlyMap<number, number>> {
  const taken = shareOf(db)?.taken
  if (taken) return taken
  const { rows } = await counting(db, { from })
  return new Map(rows.map((row) => [row.slot_at, Number(row.taken)]))
}

const counting = hot((db, { from }: { from: number }) =>
  db
    .selectFrom('slot_seats')
    .select((eb) => ['slot_at', eb.fn.countAll<number>().as('taken')])
    .where('slot_at', '>=', from)
    .groupBy('slot_at'),
)

/** The same for all who share a transaction. */
export const COUNTING = {
  name: 'seats taken',
  text: 'select slot_at, count(*) as taken from slot_seats where slot_at >= $1 group by slot_at',
}
