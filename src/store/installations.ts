import type { Db, Store } from './store.ts'

/** A channel's installation somewhere, by the channel's name and that place's id. */
export interface Place {
  readonly channel: string
  readonly team: string
}

/** Reads one installation; inside a transaction with `engine` it stays as it is until the end. */
export async function findInstallation(
  db: Db,
  place: Place,
  lockOn?: Store['engine'],
): Promise<{ installation: string } | undefined> {
  return await db
    .selectFrom('installations')
    .select('installation')
    .where('channel', '=', place.channel)
    .where('team', '=', place.team)
    // SQLite has one writer anyway
    .$if(lockOn === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst()
}

export async function saveInstallation(db: Db, place: Place, installation: string, now: number): Promise<void> {
  await db
    .insertInto('installations')
    .values({ ...place, installation, updated_at: now, leased_until: 0 })
    .onConflict((conflict) => conflict.columns(['channel', 'team']).doUpdateSet({ installation, updated_at: now }))
    .execute()
}

export async function deleteInstallation(db: Db, place: Place): Promise<void> {
  await db.deleteFrom('installations').where('channel', '=', place.channel).where('team', '=', place.team).execute()
}

/** Clocks of several nodes differ by less. */
const SKEW = 60_000

/** Claims the work on an installation until then; false while another claim lasts, or where there is none. */
export async function claimInstallation(db: Db, place: Place, now: number, until: number): Promise<boolean> {
  const result = await db
    .updateTable('installations')
    .set({ leased_until: until })
    .where('channel', '=', place.channel)
    .where('team', '=', place.team)
    // a claim that lasts longer than any could was made while a clock was ahead
    .where((eb) => eb.or([eb('leased_until', '<=', now), eb('leased_until', '>', until + SKEW)]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function releaseInstallation(db: Db, place: Place): Promise<void> {
  await db
    .updateTable('installations')
    .set({ leased_until: 0 })
    .where('channel', '=', place.channel)
    .where('team', '=', place.team)
    .execute()
}
