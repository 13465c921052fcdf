import type { CallbackTable } from '../store/schema.ts'
import { dropTimers, setTimer } from '../store/timers.ts'
import { addDays, dateOf, MINUTE, momentOf } from '../time.ts'
import type { DeskWork } from './booking.ts'

/** Everything of the desk that happens later, as stored rows. */
export const TIMER_KINDS = [
  'reminder.day',
  'reminder.hour',
  'queue.unclaimed',
  'queue.lead',
  'queue.unfinished',
  'talk.silent',
  'queue.summary',
  'purge',
] as const
export type TimerKind = (typeof TIMER_KINDS)[number]

/** Sets the reminders a request needs as it now is, and takes back those it does not. */
export async function setReminders({ db, content: { desk }, now }: DeskWork, row: CallbackTable): Promise<void> {
  const { reference, conversation } = row
  const set = async (kind: TimerKind, dueAt: number | undefined) => {
    const key = `${kind}:${reference}`
    if (dueAt === undefined || dueAt <= now) await dropTimers(db, { key })
    else await setTimer(db, { key, kind, dueAt, conversation, reference })
  }
  const slot = row.slot_at ?? undefined
  const length = desk.slotMinutes * MINUTE
  const created = row.created_at
  await set('reminder.day', slot && momentOf(addDays(dateOf(slot), -1), desk.reminders.dayBeforeAt))
  await set('reminder.hour', slot && slot - desk.reminders.hourBeforeMinutes * MINUTE)
  const unclaimed = row.claimed_by === null
  await set('queue.unclaimed', unclaimed ? created + desk.queue.remindUnclaimedAfterMinutes * MINUTE : undefined)
  await set('queue.lead', unclaimed ? created + desk.queue.mentionLeadAfterMinutes * MINUTE : undefined)
  const end = slot ? slot + length : created
  await set('queue.unfinished', unclaimed ? undefined : end + desk.queue.askUnfinishedAfterMinutes * MINUTE)
}
