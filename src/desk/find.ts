import type { Outbound } from '../channels/channel.ts'
import { callbacksWithPhone, findCallback } from '../store/callbacks.ts'
import { plain } from '../understanding/normalize.ts'
import { parsePhone, sayPhone } from '../understanding/phone.ts'
import { leadsTo, queueLine } from './queue.ts'
import { type DeskWork, deskSays, openRequest, placeOf, type Request, record } from './request.ts'

/** What an advisor has of somebody who rings: a telephone number or its end, or a request's own number. */
export interface Sought {
  readonly digits: string | undefined
  readonly reference: string | undefined
}

const LAST_DIGITS = 4
/** Ended requests keep their number for a while, too; the newest are compared. */
const MOST_COMPARED = 5_000
const MOST_SHOWN = 10

const digitsOf = (phone: string) => sayPhone(phone).replace(/\D/g, '')

/** A number in what was typed, in any width, case and grouping; undefined where it is none. */
export function soughtIn(words: string): Sought | undefined {
  const phone = parsePhone(words)
  const bare = plain(words)
    .replace(/^受付番号/, '')
    .replace(/[\s\-ー.:#()「」]/g, '')
    .toUpperCase()
  const digits = phone ? digitsOf(phone) : /^\d+$/.test(bare) ? bare : undefined
  const reference = /^[0-9A-Z]{6}$/.test(bare) ? bare : undefined
  return digits || reference ? { digits, reference } : undefined
}

/**
 * The requests behind a number, open and ended, as the queue shows them. Numbers are stored sealed
 * and differently each time, so they are opened to be compared; what was looked for is kept nowhere.
 */
export async function findByNumber(
  work: DeskWork,
  viewer: string,
  sought: Sought,
): Promise<Outbound & { text: string }> {
  const found = await matching(work, sought)
  await record(work, '', viewer, 'searched', found.map(({ reference }) => reference).join(' '))
  if (found.length === 0) return { kind: 'text', text: deskSays(work, 'foundNone', { digits: LAST_DIGITS }) }
  const title = deskSays(work, 'found', { count: found.length })
  const lines = found.map((request) => queueLine(work, request))
  return { kind: 'text', text: [title, ...lines].join('\n'), leads: await leadsTo(work, found) }
}

async function matching({ db, seal }: DeskWork, { digits = '', reference }: Sought): Promise<Request[]> {
  const named = reference === undefined ? undefined : await findCallback(db, reference)
  const rows = digits.length < LAST_DIGITS ? [] : await callbacksWithPhone(db, MOST_COMPARED)
  const called = rows.filter((row) => digitsOf(seal.open(row.phone!, placeOf(row.reference, 'phone'))).endsWith(digits))
  return [...(named ? [named] : []), ...called].slice(0, MOST_SHOWN).map((row) => openRequest(seal, row))
}
