import { randomInt } from 'node:crypto'
import type { Draft } from '../../flows/vocabulary.ts'
import type { Content } from '../content.ts'
import type { Seal } from '../seal.ts'
import { addHistory, callbacksOf, changeCallback, findCallback, insertCallback, OPEN } from '../store/callbacks.ts'
import type { CallbackTable } from '../store/schema.ts'
import { leaveSeat, takeSeat } from '../store/slots.ts'
import type { Db } from '../store/store.ts'
import { dropTimers } from '../store/timers.ts'
import { dateOf, timeOf } from '../time.ts'
import { seatsAt } from './slots.ts'
import { setReminders } from './timers.ts'

// no letter that is read as another: 0/O, 1/I/L, 2/Z, 5/S, 8/B
const LETTERS = '34679ACDEFGHJKMNPQRTUVWXY'
const LENGTH = 6

const newReference = () => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** What the desk needs of the world for one piece of work, inside one transaction. */
export interface DeskWork {
  readonly db: Db
  readonly content: Content
  readonly seal: Seal
  readonly now: number
}

/** A request with its personal fields opened. */
export type Request = CallbackTable & { readonly sealed?: never }

const SEALED = ['name', 'phone', 'email', 'topic'] as const

const placeOf = (reference: string, field: string) => `callbacks.${field}.${reference}`

export function openRequest(seal: Seal, row: CallbackTable): Request {
  const opened = { ...row }
  for (const field of SEALED) {
    const value = row[field]
    opened[field] = value === null ? null : seal.open(value, placeOf(row.reference, field))
  }
  return opened
}

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

export type Booked = { readonly kind: 'booked'; readonly request: Request } | { readonly kind: 'slotTaken' }

/** Stores a confirmed request, or the change of one, with its seat. All of it or nothing. */
export async function book(
  work: DeskWork,
  conversation: string,
  draft: Draft,
  about: { fitResult: number | null; topicsRead: readonly string[] },
): Promise<Booked> {
  const { db, seal, now, content } = work
  const times = timeFields(draft)
  const before = draft.changing ? await findCallback(db, draft.changing) : undefined
  const reference = before?.reference ?? newReference()

  const keepsSeat = before !== undefined && before.slot_at === times.slot_at
  if (!keepsSeat) {
    if (before) await leaveSeat(db, reference)
    if (
      times.slot_at !== null &&
      !(await takeSeat(db, times.slot_at, seatsAt(content.desk, times.slot_at), reference))
    ) {
      if (before?.slot_at) await takeSeat(db, before.slot_at, seatsAt(content.desk, before.slot_at), reference)
      return { kind: 'slotTaken' }
    }
  }

  const fields = { ...sealedFields(seal, reference, draft), ...times, wish: draft.wish ?? 'chat', updated_at: now }
  if (before && (OPEN as readonly string[]).includes(before.status)) {
    const status = before.claimed_by ? (times.slot_at ? 'scheduled' : 'claimed') : 'requested'
    await changeCallback(db, before, { ...fields, status })
    await addHistory(db, { reference, at: now, actor: 'person', what: 'changed' })
  } else {
    await insertCallback(db, {
      reference,
      conversation,
      status: 'requested',
      ...fields,
      consent_version: content.desk.consentVersion,
      consent_at: now,
      claimed_by: null,
      claimed_name: null,
      outcome: null,
      verdict: null,
      feedback: null,
      fit_result: about.fitResult,
      topics_read: JSON.stringify(about.topicsRead),
      created_at: now,
      version: 0,
    })
    await addHistory(db, {
      reference,
      at: now,
      actor: 'person',
      what: 'requested',
      detail: `consent ${content.desk.consentVersion}`,
    })
  }
  const row = await findCallback(db, reference)
  await setReminders(work, row!)
  return { kind: 'booked', request: openRequest(seal, row!) }
}

/** The person's open request, if there is one. */
export async function openRequestOf(work: DeskWork, conversation: string): Promise<Request | undefined> {
  const rows = await callbacksOf(work.db, conversation)
  const row = rows.find((one) => (OPEN as readonly string[]).includes(one.status))
  return row && openRequest(work.seal, row)
}

/** The request as a draft, to be changed. */
export function draftOf(request: Request): Draft {
  const time = request.date
    ? { date: request.date, from: request.from_time ?? undefined, to: request.to_time ?? undefined }
    : ({ any: true } as const)
  return {
    consent: 'yes',
    wish: request.wish,
    name: request.name ?? undefined,
    phone: request.phone ?? undefined,
    email: request.email ?? undefined,
    ...(request.wish === 'email' ? {} : { time, slot: request.slot_at }),
    topic: request.topic ?? '',
    asked: [],
    changing: request.reference,
  }
}

/** Ends a request and frees its seat; undefined when there was none to end. */
export async function cancel(work: DeskWork, conversation: string, actor: string): Promise<Request | undefined> {
  const request = await openRequestOf(work, conversation)
  if (!request) return undefined
  await changeCallback(work.db, request, { status: 'cancelled', outcome: 'withdrawn', updated_at: work.now })
  await leaveSeat(work.db, request.reference)
  await dropTimers(work.db, { reference: request.reference })
  await addHistory(work.db, { reference: request.reference, at: work.now, actor, what: 'cancelled' })
  return { ...request, status: 'cancelled' }
}

/** Takes everything personal out of a request; number, status and times of events remain. */
export async function stripRequest(db: Db, row: Pick<CallbackTable, 'reference'>): Promise<void> {
  await db
    .updateTable('callbacks')
    .set({ name: null, phone: null, email: null, topic: null, topics_read: '[]', conversation: '' })
    .where('reference', '=', row.reference)
    .execute()
}
