import type { CallbackTable } from '../store/schema.ts'
import { dropTimers, setTimer } from '../store/timers.ts'
import { addDays, DAY, dateOf, MINUTE, momentOf } from '../time.ts'
import type { DeskWork } from './request.ts'
import type { DeskRules } from './rules.ts'
import { afterOpenMinutes, openFrom } from './slots.ts'

/** Everything of the desk that happens later, as stored rows. */
export type TimerKind =
  | 'reminder.day'
  | 'reminder.hour'
  | 'queue.unclaimed'
  | 'queue.lead'
  | 'queue.unfinished'
  | 'talk.silent'
  | 'talk.unanswered'
  | 'card.again'
  | 'row.again'
  | 'queue.summary'
  | 'purge'

async function set(work: DeskWork, row: CallbackTable, kind: TimerKind, dueAt: number | undefined): Promise<void> {
  const { reference, conversation } = row
  const key = `${kind}:${reference}`
  if (dueAt === undefined || dueAt <= work.now) await dropTimers(work.db, { key })
  else await setTimer(work.db, { key, kind, dueAt, conversation, reference })
}

/** Sets what a request's time needs as it now is, and takes back what it does not. */
export async function setReminders(work: DeskWork, row: CallbackTable): Promise<void> {
  const { desk } = work.content
  const slot = row.slot_at ?? undefined
  await set(work, row, 'reminder.day', slot && momentOf(addDays(dateOf(slot), -1), desk.reminders.dayBeforeAt))
  await set(work, row, 'reminder.hour', slot && slot - desk.reminders.hourBeforeMinutes * MINUTE)
  const end = endOf(desk, row) ?? (row.claimed_by ? work.now : undefined)
  await set(
    work,
    row,
    'queue.unfinished',
    end && afterOpenMinutes(desk, Math.max(end, work.now), desk.queue.askUnfinishedAfterMinutes),
  )
}

/** When the talk should be over; undefined when any time will do. */
function endOf(desk: DeskRules, row: CallbackTable): number | undefined {
  if (row.slot_at !== null) return row.slot_at + desk.slotMinutes * MINUTE
  return row.date === null ? undefined : momentOf(row.date, row.to_time ?? '24:00')
}

/** Watches a request nobody has claimed, from now on; a claimed one is left alone. Only open hours count. */
export async function watchQueue(work: DeskWork, row: CallbackTable): Promise<void> {
  const { desk } = work.content
  const { remindUnclaimedAfterMinutes: first, mentionLeadAfterMinutes: second } = desk.queue
  const isWaiting = row.claimed_by === null
  const remind = afterOpenMinutes(desk, work.now, first)
  await set(work, row, 'queue.unclaimed', isWaiting ? remind : undefined)
  await set(
    work,
    row,
    'queue.lead',
    isWaiting ? afterOpenMinutes(desk, remind, Math.max(1, second - first)) : undefined,
  )
}

/** Asks again on the next day, until the request is finished. */
export async function askAgainTomorrow(work: DeskWork, row: CallbackTable): Promise<void> {
  await set(work, row, 'queue.unfinished', openFrom(work.content.desk, work.now + DAY))
}
