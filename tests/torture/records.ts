import type { Inbound } from '../../src/channels/channel.ts'
import { parseEvent } from '../../src/channels/line/parse.ts'
import { retryKey } from '../../src/channels/line/send.ts'
import { parseMessage } from '../../src/channels/slack/parse.ts'
import type { LineEmulator } from '../../src/emulators/line/index.ts'
import type { SlackEmulator } from '../../src/emulators/slack/index.ts'
import { BOT } from '../../src/emulators/slack/state.ts'
import { OPEN } from '../../src/store/callbacks.ts'
import type { Store } from '../../src/store/store.ts'
import type { FloodLimits } from '../../src/turn/flood.ts'
import type { Knowledge } from '../../src/turn/knowledge.ts'
import { type QueuedRow, queuedRows, type TakenRow, takenRows } from './audit.ts'
import type { Arrived, Records } from './check.ts'
import { asText, replay, type Told } from './model.ts'
import type { Crowd } from './people.ts'
import type { SlackCrowd } from './slack-people.ts'

/** A turn's answer is at most so many calls to the platform. */
const MOST_PARTS = 4

/** Puts together what the platform, the store and the model say about a run. */
export async function collect(from: {
  store: Store
  line: Pick<LineEmulator, 'calls'>
  crowd: Pick<Crowd, 'events' | 'accepted'>
  slack?: { calls: SlackEmulator['calls']; crowd: Pick<SlackCrowd, 'events' | 'accepted'>; advisorChannel: string }
  knowledge: Knowledge
  flood?: FloodLimits
}): Promise<Records> {
  const { store, line, crowd, slack, knowledge, flood } = from
  const { db } = store
  const taken = await takenRows(store)
  const place = { team: BOT.team, advisorChannel: slack?.advisorChannel, botUserId: BOT.user }
  const inboundOf = ({ event, at }: TakenRow): Inbound | undefined => {
    const [onLine, inSlack] = [crowd.events.get(event), slack?.crowd.events.get(event)]
    return onLine ? parseEvent(onLine as never, at) : inSlack && parseMessage(inSlack, place)
  }
  const told = taken.flatMap((row): Told[] => {
    const inbound = inboundOf(row)
    return inbound ? [{ inbound, at: row.at }] : []
  })
  const queued = await queuedRows(
    store,
    new Map(told.map(({ inbound }) => [inbound.eventId, inbound.conversation] as const)),
  )
  const left = await db
    .selectFrom('outbox')
    .select(['lane', 'key', 'status', 'error', 'attempts'])
    .where('status', '!=', 'sent')
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
    accepted: [...crowd.accepted, ...(slack?.crowd.accepted ?? [])],
    taken: told.map(({ inbound }) => ({ event: inbound.eventId, conversation: inbound.conversation })),
    expected: await replay(told, knowledge, flood),
    arrived: [...onLine(line.calls, queued), ...inSlack(slack?.calls ?? [], queued)],
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
    isConcurrent: store.engine === 'postgres',
  }
}

const tokenOf = ({ reply }: QueuedRow) => (reply ? String((JSON.parse(reply) as { token?: unknown }).token) : '')

/** The event a row answers: what is said unasked has no address to answer to. */
const answers = ({ reply, event }: QueuedRow) => (reply === null ? undefined : (event ?? undefined))

const arrived = (
  row: QueuedRow | undefined,
  part: number,
  elsewhere: string,
  objects: readonly unknown[],
): Arrived => ({
  conversation: row?.lane ?? elsewhere,
  key: row?.key ?? 'unknown',
  part,
  row: row?.row ?? 0,
  event: row && answers(row),
  objects: objects.map(asText),
})

/** Calls by which messages came to people, each traced to its row: by the reply token, or by the retry key. */
function onLine(calls: LineEmulator['calls'], queued: readonly QueuedRow[]): Arrived[] {
  const byToken = new Map(queued.map((row) => [tokenOf(row), row]))
  const byKey = new Map(
    queued.flatMap((row) =>
      Array.from({ length: MOST_PARTS }, (_, part) => [retryKey(row.key, part), { row, part }] as const),
    ),
  )
  return calls.flatMap((call): Arrived[] => {
    if (call.status !== 200 || !/message\/(reply|push)$/.test(call.path)) return []
    const body = call.body as { replyToken?: string; to?: string; messages: unknown[] }
    const found = body.replyToken ? { row: byToken.get(body.replyToken), part: 0 } : byKey.get(call.retryKey ?? '')
    return [arrived(found?.row, found?.part ?? 0, `line:${body.to}`, body.messages)]
  })
}

/** Posts, each traced to its row by the mark it carries. */
function inSlack(calls: SlackEmulator['calls'], queued: readonly QueuedRow[]): Arrived[] {
  const byKey = new Map(queued.map((row) => [row.key, row]))
  return calls.flatMap(({ method, body, answer }): Arrived[] => {
    if (method !== 'chat.postMessage' || answer.ok !== true) return []
    const { metadata, text, blocks, channel } = body as {
      metadata?: { event_payload?: { key: string; part: number } }
      text: string
      blocks: unknown
      channel: string
    }
    const mark = metadata?.event_payload
    return [arrived(byKey.get(mark?.key ?? ''), mark?.part ?? 0, `slack:${channel}`, [{ text, blocks }])]
  })
}
