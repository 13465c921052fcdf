import type { Choice, MessageRef, Outbound } from '../channels/channel.ts'
import { lastOf, openCallbacks } from '../store/callbacks.ts'
import { refsAboutAll } from '../store/outbox-record.ts'
import { dateOf, momentOf } from '../time.ts'
import { cardAbout } from './board.ts'
import { isOver } from './booking.ts'
import { sayAge, sayRequestTime, sayStatus, sayWish } from './card.ts'
import { type DeskWork, deskSays, openRequest, type Request, record, toAdvisors } from './request.ts'

const FILTERS = ['all', 'waiting', 'mine', 'today', 'late'] as const
export type Filter = (typeof FILTERS)[number]

/** What advisors type behind `/callbacks`. */
const WORDS: readonly (readonly [Filter, RegExp])[] = [
  ['waiting', /未担当|担当待ち|待ち|waiting|open/i],
  ['mine', /自分|わたし|私|mine|me/i],
  ['today', /今日|本日|today/i],
  ['late', /過ぎ|超過|遅れ|late|overdue/i],
]

type Page = Extract<Outbound, { kind: 'text' }>

export const filterIn = (words: string): Filter => WORDS.find(([, said]) => said.test(words))?.[0] ?? 'all'

const isFilter = (value: string): value is Filter => (FILTERS as readonly string[]).includes(value)
export const filterNamed = (value: string): Filter => (isFilter(value) ? value : 'all')

function passes(request: Request, filter: Filter, viewer: string, now: number): boolean {
  switch (filter) {
    case 'waiting':
      return request.claimed_by === null
    case 'mine':
      return request.claimed_by === viewer
    case 'today':
      return request.date === dateOf(now)
    case 'late':
      return isOver(request, now)
    default:
      return true
  }
}

/** Whom to call next: those without a time come last, each in the order they came. */
const BY_TIME: readonly Filter[] = ['mine', 'today', 'late']

function timeOfTalk({ slot_at, date, from_time }: Request): number {
  return slot_at ?? (date === null ? Number.MAX_SAFE_INTEGER : momentOf(date, from_time ?? '00:00'))
}

const SAW = 'saw queue'

/** That an advisor looks at the queue in this view: kept for the record, and for the next page, whichever node draws it. */
export const keepView = (work: DeskWork, viewer: string, filter: Filter) => record(work, '', viewer, SAW, filter)

/** The view an advisor chose last. */
export const viewOf = async ({ db }: DeskWork, viewer: string): Promise<Filter> =>
  filterNamed((await lastOf(db, viewer, SAW))?.detail ?? '')

/**
 * The open requests for one advisor, oldest first or by their time, on a page with buttons for
 * the other views. No names and no numbers: those stand on the card in the
 * channel.
 */
export async function queuePage(work: DeskWork, viewer: string, filter: Filter): Promise<Page> {
  const { now } = work
  const say = (key: string, values: Record<string, string | number> = {}) => deskSays(work, key, values)
  const open = (await openCallbacks(work.db, 1000)).map((row) => openRequest(work.seal, row))
  const shown = open.filter((request) => passes(request, filter, viewer, now))
  if (BY_TIME.includes(filter)) shown.sort((a, b) => timeOfTalk(a) - timeOfTalk(b))
  const choices = FILTERS.map(
    (one): Choice => ({
      id: `desk:queue:${one}`,
      label: say('queueFilter', {
        filter: say(`filter.${one}`),
        count: open.filter((request) => passes(request, one, viewer, now)).length,
      }),
      ...(one === filter ? { style: 'primary' as const } : {}),
    }),
  )
  if (shown.length === 0) {
    const text = filter === 'all' ? say('queueEmpty') : say('queueEmptyFilter', { filter: say(`filter.${filter}`) })
    return { kind: 'text', text, choices }
  }
  const lines = shown.map((request) => queueLine(work, request))
  const title = say('queueTitle', { filter: say(`filter.${filter}`), count: shown.length })
  return { kind: 'text', text: [title, ...lines].join('\n'), choices, leads: await leadsTo(work, shown) }
}

export function queueLine(work: DeskWork, request: Request): string {
  const content = toAdvisors(work)
  return deskSays(work, 'queueLine', {
    reference: request.reference,
    wish: sayWish(content, request),
    time: sayRequestTime(content, work.now, request) || deskSays(work, 'queueNoTime'),
    status: sayStatus(content, request),
    age: sayAge(content, work.now - request.created_at),
  })
}

/** From each number to its card, where that was shown and not so long ago that its place is forgotten. */
export async function leadsTo({ db }: DeskWork, requests: readonly Request[]): Promise<NonNullable<Page['leads']>> {
  const shown = await refsAboutAll(
    db,
    requests.map(({ reference }) => cardAbout(reference)),
  )
  return requests.flatMap(({ reference }) => {
    const refs = shown.get(cardAbout(reference))
    const [to] = refs === undefined ? [] : (JSON.parse(refs) as MessageRef[])
    return to ? [{ words: reference, to }] : []
  })
}

/** The same as words alone, for whoever asked by a command; it says how to ask for less. */
export async function queueList(work: DeskWork, viewer: string, filter: Filter): Promise<Page> {
  const { choices: _, ...page } = await queuePage(work, viewer, filter)
  await keepView(work, viewer, filter)
  return { ...page, text: `${page.text}\n\n${deskSays(work, 'queueHint')}` }
}
