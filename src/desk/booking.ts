import { randomInt } from 'node:crypto'
import type { Draft } from '../../flows/vocabulary.ts'
import type { Choice } from '../channels/channel.ts'
import type { Say } from '../messages.ts'
import type { Seal } from '../seal.ts'
import { findCallback, insertCallback, lockCallback } from '../store/callbacks.ts'
import type { CallbackTable } from '../store/schema.ts'
import { leaveSeat, takeSeat } from '../store/slots.ts'
import type { Db } from '../store/store.ts'
import { dropTimers } from '../store/timers.ts'
import { dateOf, momentOf, timeOf } from '../time.ts'
import {
  changeRequest,
  type DeskWork,
  holdRequestOf,
  isOpenRequest,
  openRequest,
  placeOf,
  type Request,
  record,
  SEALED,
} from './request.ts'
import { seatsAt } from './slots.ts'
import { setReminders, watchQueue } from './timers.ts'

// no letter that is read as another: 0/O, 1/I/L, 2/Z, 5/S, 8/B
const LETTERS = '34679ACDEFGHJKMNPQRTUVWXY'
const LENGTH = 6

const newReference = () => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

function sealedFields(seal: Seal, reference: string, draft: Draft) {
  const sealed = (field: (typeof SEALED)[number], value: string | undefined) =>
    value ? seal.seal(value, placeOf(reference, field)) : null
  return {
    name: sealed('name', draft.name),
    // a number must not be there at all when the person does not want a call
    phone: draft.wish === 'phone' ? sealed('phone', draft.phone) : null,
    email: draft.wish === 'email' ? sealed('email', draft.email) : null,
    topic: sealed('topic', draft.topic),
  }
}

function timeFields(draft: Draft) {
  if (draft.wish === 'email') return { date: null, from_time: null, to_time: null, slot_at: null }
  if (draft.slot) return { date: dateOf(draft.slot), from_time: timeOf(draft.slot), to_time: null, slot_at: draft.slot }
  const wish = draft.time && !('any' in draft.time) ? draft.time : undefined
  return { date: wish?.date ?? null, from_time: wish?.from ?? null, to_time: wish?.to ?? null, slot_at: null }
}

type Times = ReturnType<typeof timeFields>

/** The time has come, or its whole window is past. */
export function isOver(
  { slot_at, date, to_time }: Pick<CallbackTable, 'slot_at' | 'date' | 'to_time'>,
  now: number,
): boolean {
  if (slot_at !== null) return slot_at <= now
  return date !== null && momentOf(date, to_time ?? '24:00') <= now
}

const isSameTime = (request: Request, times: Times) =>
  (['date', 'from_time', 'to_time', 'slot_at'] as const).every((one) => request[one] === times[one])

export type Booked =
  | { readonly kind: 'booked'; readonly request: Request }
  | { readonly kind: 'changed'; readonly request: Request; readonly fields: readonly string[] }
  | { readonly kind: 'slotTaken' | 'past' }

/**
 * Stores a confirmed request, or the change of the open one, with its seat. All
 * of it or nothing. A request that ended while it was being changed is not
 * woken up: what was confirmed becomes a new one.
 */
export async function book(
  work: DeskWork,
  conversation: string,
  draft: Draft,
  about: { fitResult: number | null; topicsRead: readonly string[] },
): Promise<Booked> {
  const before = await holdRequestOf(work, conversation)
  const reference = before?.reference ?? newReference()
  const times = timeFields(draft)
  // a question, or a form, may have been left open for days
  if (isOver(times, work.now) && !(before && isSameTime(before, times))) return { kind: 'past' }
  if (!(await reseat(work, reference, before?.slot_at ?? null, times.slot_at))) return { kind: 'slotTaken' }

  const fields = { ...sealedFields(work.seal, reference, draft), ...times, wish: draft.wish ?? 'chat' }
  if (before) {
    const status = before.claimed_by ? (times.slot_at ? 'scheduled' : 'claimed') : 'requested'
    const changed = changedFields(before, draft, times)
    const request = await changeRequest(
      work,
      before,
      { ...fields, status },
      { actor: 'person', what: 'changed', detail: changed.join(' ') },
    )
    await setReminders(work, request)
    return { kind: 'changed', request, fields: changed }
  }
  const consent = draft.consent && draft.consent !== 'yes' ? draft.consent : work.content.desk.consentVersion
  await insertCallback(work.db, {
    reference,
    conversation,
    status: 'requested',
    ...fields,
    consent_version: consent,
    consent_at: work.now,
    claimed_by: null,
    claimed_name: null,
    outcome: null,
    verdict: null,
    feedback: null,
    fit_result: about.fitResult,
    topics_read: JSON.stringify(about.topicsRead),
    created_at: work.now,
    updated_at: work.now,
    version: 0,
  })
  await record(work, reference, 'person', 'requested', `consent ${consent}`)
  const request = openRequest(work.seal, (await findCallback(work.db, reference))!)
  await setReminders(work, request)
  await watchQueue(work, request)
  return { kind: 'booked', request }
}

/** Gives a request the seat it now wants; false, with the seat it had, when that slot is full. */
async function reseat(work: DeskWork, reference: string, from: number | null, to: number | null): Promise<boolean> {
  if (from === to) return true
  await leaveSeat(work.db, reference)
  if (to === null || (await takeSeat(work.db, to, seatsAt(work.content.desk, to), reference))) return true
  if (from !== null) await takeSeat(work.db, from, ANY_SEAT, reference)
  return false
}

/** A seat that was held until now is free again, whatever the rules say by now. */
const ANY_SEAT = Number.MAX_SAFE_INTEGER

/** Names of what a change touched, for the audit trail; never the values. */
function changedFields(before: Request, draft: Draft, times: Times): string[] {
  return [
    ...(before.wish !== draft.wish ? ['wish'] : []),
    ...SEALED.filter((field) => (before[field] ?? '') !== (draft[field] ?? '')),
    ...(isSameTime(before, times) ? [] : ['time']),
  ]
}

/** The request as a draft, to be changed. */
export function draftOf(request: Request): Draft {
  const time = request.date
    ? { date: request.date, from: request.from_time ?? undefined, to: request.to_time ?? undefined }
    : ({ any: true } as const)
  return {
    consent: request.consent_version,
    wish: request.wish,
    name: request.name ?? undefined,
    phone: request.phone ?? undefined,
    email: request.email ?? undefined,
    ...(request.wish === 'email' ? {} : { time, slot: request.slot_at }),
    topic: request.topic ?? '',
    asked: [],
    changing: request.reference,
    ...(request.date ? { movedFrom: { date: request.date, time: request.from_time ?? undefined } } : {}),
  }
}

/** What the person can do about their request. */
export function bookingChoices(say: Say, reference: string): Choice[] {
  return [
    { id: `booking:change:${reference}`, label: say('buttons.change_callback') },
    { id: `booking:cancel:${reference}`, label: say('buttons.cancel_callback') },
  ]
}

/** Ends a request and frees its seat; undefined when there was none to end. */
export async function cancel(work: DeskWork, conversation: string, detail?: string): Promise<Request | undefined> {
  const request = await holdRequestOf(work, conversation)
  if (!request) return undefined
  const after = await changeRequest(
    work,
    request,
    { status: 'cancelled', outcome: 'withdrawn' },
    { actor: 'person', what: 'cancelled', detail },
  )
  await leaveSeat(work.db, request.reference)
  await dropTimers(work.db, { reference: request.reference })
  return after
}

/** Takes the time an advisor proposed. It needs no slot of the timetable: advisors may work at other hours. */
export async function acceptTime(
  work: DeskWork,
  conversation: string,
  slot: number,
): Promise<Request | 'slotTaken' | 'past' | undefined> {
  const request = await holdRequestOf(work, conversation)
  if (!request) return undefined
  if (slot <= work.now) return 'past'
  if (request.slot_at !== slot) {
    await leaveSeat(work.db, request.reference)
    const seats = Math.max(1, seatsAt(work.content.desk, slot))
    if (!(await takeSeat(work.db, slot, seats, request.reference))) {
      if (request.slot_at) await takeSeat(work.db, request.slot_at, ANY_SEAT, request.reference)
      return 'slotTaken'
    }
  }
  const after = await changeRequest(
    work,
    request,
    {
      slot_at: slot,
      date: dateOf(slot),
      from_time: timeOf(slot),
      to_time: null,
      status: request.claimed_by ? 'scheduled' : request.status,
    },
    { actor: 'person', what: 'accepted' },
  )
  await setReminders(work, after)
  return after
}

/** Keeps what the person thought of the talk; undefined if it was none of theirs. */
export async function rate(
  work: DeskWork,
  conversation: string,
  reference: string,
  value: number,
): Promise<Request | undefined> {
  const row = await lockCallback(work.db, reference)
  if (!row || row.conversation !== conversation || isOpenRequest(row)) return undefined
  return await changeRequest(
    work,
    openRequest(work.seal, row),
    // not a change of the request: what is counted by its last change stays as it was
    { feedback: value, updated_at: row.updated_at },
    { actor: 'person', what: 'rated', detail: String(value) },
  )
}

/** Takes everything personal out of a request; number, status and times of events remain. */
export async function stripRequest(db: Db, row: Pick<CallbackTable, 'reference'>): Promise<void> {
  await db
    .updateTable('callbacks')
    .set({ name: null, phone: null, email: null, topic: null, topics_read: '[]', conversation: '' })
    .where('reference', '=', row.reference)
    .execute()
}
