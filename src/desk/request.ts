import type { Content } from '../content.ts'
import type { Seal } from '../seal.ts'
import { addHistory, callbacksOf, changeCallback, findCallback, lockCallback, OPEN } from '../store/callbacks.ts'
import { lockConversation } from '../store/conversations.ts'
import type { CallbackTable } from '../store/schema.ts'
import type { Db } from '../store/store.ts'

/** What the desk needs of the world for one piece of work, inside one transaction. */
export interface DeskWork {
  readonly db: Db
  readonly content: Content
  readonly seal: Seal
  readonly now: number
}

/** Advisors read the main words, whatever the person's locale. */
export const toAdvisors = ({ content }: Pick<DeskWork, 'content'>): Content => content.original ?? content

/** A sentence of the desk. */
export const deskSays = (work: Pick<DeskWork, 'content'>, key: string, values: Record<string, string | number> = {}) =>
  toAdvisors(work).say(`desk.${key}`, values)

/** A request with its personal fields opened. */
export type Request = CallbackTable & { readonly sealed?: never }

export const SEALED = ['name', 'phone', 'email', 'topic'] as const

export const placeOf = (reference: string, field: string) => `callbacks.${field}.${reference}`

export function openRequest(seal: Seal, row: CallbackTable): Request {
  const opened = { ...row }
  for (const field of SEALED) {
    const value = row[field]
    opened[field] = value === null ? null : seal.open(value, placeOf(row.reference, field))
  }
  return opened
}

export const isOpenRequest = (request: Pick<Request, 'status'>) => (OPEN as readonly string[]).includes(request.status)

/**
 * A request as it is stored, held until the transaction ends. Takes locks in the order
 * of a person's turn, the conversation first, so that neither waits for the other.
 */
export async function holdRow({ db }: Pick<DeskWork, 'db'>, reference: string): Promise<CallbackTable | undefined> {
  const known = await findCallback(db, reference)
  if (known?.conversation) await lockConversation(db, known.conversation)
  return known && (await lockCallback(db, reference))
}

/** The same with its personal fields opened. */
export async function hold(work: DeskWork, reference: string): Promise<Request | undefined> {
  const row = await holdRow(work, reference)
  return row && openRequest(work.seal, row)
}

/** The person's open request, if there is one; to be read only. */
export async function openRequestOf(
  work: Pick<DeskWork, 'db' | 'seal'>,
  conversation: string,
): Promise<Request | undefined> {
  const row = (await callbacksOf(work.db, conversation)).find(isOpenRequest)
  return row && openRequest(work.seal, row)
}

/** The person's open request, held until the transaction ends: for whoever is going to change it. */
export async function holdRequestOf(work: DeskWork, conversation: string): Promise<Request | undefined> {
  const found = (await callbacksOf(work.db, conversation)).find(isOpenRequest)
  const row = found && (await lockCallback(work.db, found.reference))
  return row && isOpenRequest(row) ? openRequest(work.seal, row) : undefined
}

/** Changes a request that is held, and notes who did what. Values of sealed fields are given sealed. */
export async function changeRequest(
  work: DeskWork,
  request: Request,
  values: Partial<CallbackTable>,
  by: { readonly actor: string; readonly what: string; readonly detail?: string | undefined },
): Promise<Request> {
  const { reference } = request
  const isChanged = await changeCallback(work.db, request, { updated_at: work.now, ...values })
  if (!isChanged) throw new Error(`request ${reference} was changed by somebody else: hold it before deciding on it`)
  await record(work, reference, by.actor, by.what, by.detail)
  const row = await findCallback(work.db, reference)
  return openRequest(work.seal, row!)
}

/** Writes a line of the audit trail: who did or saw what. Never a name, a number or words of a person. */
export async function record(
  work: Pick<DeskWork, 'db' | 'now'>,
  reference: string,
  actor: string,
  what: string,
  detail?: string,
): Promise<void> {
  await addHistory(work.db, { reference, at: work.now, actor, what, ...(detail ? { detail } : {}) })
}
