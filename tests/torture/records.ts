import { retryKey } from '../../src/channels/line/send.ts'
import type { LineEmulator } from '../../src/emulators/line/index.ts'
import { OPEN } from '../../src/store/callbacks.ts'
import type { Store } from '../../src/store/store.ts'
import type { FloodLimits } from '../../src/turn/flood.ts'
import type { Knowledge } from '../../src/turn/knowledge.ts'
import { type QueuedRow, queuedRows, takenRows } from './audit.ts'
import type { Arrived, Records } from './check.ts'
import { asText, replay, type Told } from './model.ts'
import type { Crowd } from './people.ts'

/** A turn's answer is at most so many calls to the platform. */
const MOST_PARTS = 4

/** Puts together what the platform, the store and the model say about a run. */
export async function collect(from: {
  store: Store
  line: Pick<LineEmulator, 'calls'>
  crowd: Pick<Crowd, 'events' | 'accepted'>
  knowledge: Knowledge
  flood?: FloodLimits
}): Promise<Records> {
  const { store, line, crowd, knowledge, flood } = from
  const { db } = store
  const taken = await takenRows(store)
  const told = taken.flatMap(({ event: id, at }): Told[] => {
    const event = crowd.events.get(id)
    return event ? [{ event, at }] : []
  })
  const left = await db
    .selectFrom('outbox')
    .select(['lane', 'key', 'status'])
    .where('status', '!=', 'sent')
    .where('lane', 'like', 'line:%')
    .where('mode', '!=', 'menu')
    .execute()
  const callbacks = await db.selectFrom('callbacks').selectAll().execute()
  const requested = await db
    .selectFrom('callback_history')
    .select('reference')
    .where('what', '=', 'requested')
    .execute()
  const seats = await db.selectFrom('slot_seats').selectAll().execute()
  return {
    accepted: [...crowd.accepted],
    taken: taken.map(({ event }) => ({ event, conversation: personOf(crowd.events.get(event)) })),
    expected: await replay(told, knowledge, flood),
    arrived: arrivals(line.calls, await queuedRows(store), crowd.events),
    left,
    callbacks: callbacks.map((row) => ({
      reference: row.reference,
      conversation: row.conversation,
      isOpen: (OPEN as readonly string[]).includes(row.status),
      slotAt: row.slot_at,
      requested: requested.filter((one) => one.reference === row.reference).length,
    })),
    seats: seats.map((row) => ({ slotAt: row.slot_at, reference: row.reference })),
    seatsPerSlot: knowledge.content.desk.seatsPerSlot,
  }
}

const personOf = (event: Crowd['events'] extends ReadonlyMap<string, infer E> ? E | undefined : never) =>
  `line:${(event?.source as { userId?: string } | undefined)?.userId ?? 'nobody'}`

/** Calls by which messages came to people, each traced to its row: by the reply token, or by the retry key. */
function arrivals(calls: LineEmulator['calls'], queued: readonly QueuedRow[], events: Crowd['events']): Arrived[] {
  const eventOf = new Map([...events].map(([id, event]) => [String(event.replyToken), id]))
  const tokenOf = (row: QueuedRow) => (row.reply ? String((JSON.parse(row.reply) as { token: unknown }).token) : '')
  const byToken = new Map(queued.map((row) => [tokenOf(row), row]))
  const byKey = new Map(
    queued.flatMap((row) =>
      Array.from({ length: MOST_PARTS }, (_, part) => [retryKey(row.key, part), { row, part }] as const),
    ),
  )
  return calls.flatMap((call): Arrived[] => {
    if (call.status !== 200 || !/message\/(reply|push)$/.test(call.path)) return []
    const body = call.body as { replyToken?: string; to?: string; messages: unknown[] }
    const found = body.replyToken
      ? { row: byToken.get(body.replyToken), part: 0 }
      : (byKey.get(call.retryKey ?? '') ?? { row: undefined, part: 0 })
    const { row, part } = found
    return [
      {
        conversation: row?.lane ?? `line:${body.to}`,
        key: row?.key ?? 'unknown',
        part,
        row: row?.row ?? 0,
        event: row ? eventOf.get(tokenOf(row)) : undefined,
        objects: body.messages.map(asText),
      },
    ]
  })
}
