import type { WebClient } from '@slack/web-api'

export interface Target {
  readonly channel: string
  readonly thread: string | undefined
}

const EVENT_TYPE = 'bot_delivery'
/** The outbox gives a row up before (a delivery's age is not known here). */
const LOOK_BACK_SECONDS = 24 * 3600
/** Our clock may be wrong: what was posted must not be overlooked for it. */
const CLOCK_ERROR_SECONDS = 2 * 24 * 3600
const PAGE = 100
const PAGES = 5

/** Marks a message as one part of a row, for `findPosted`. */
export const markOf = (key: string, part: number) => ({ event_type: EVENT_TYPE, event_payload: { key, part } })

interface Marked {
  readonly ts?: string
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: { key?: string; part?: number } }
}

/**
 * The parts of a row that an earlier attempt has posted, as part → ts: Slack
 * has no idempotency keys, so the messages themselves tell
 * (https://docs.slack.dev/messaging/message-metadata).
 */
export async function findPosted(
  client: WebClient,
  key: string,
  { channel, thread }: Target,
  now: number,
): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  const look = {
    channel,
    limit: PAGE,
    include_all_metadata: true,
    oldest: String(Math.floor(now / 1000) - LOOK_BACK_SECONDS - CLOCK_ERROR_SECONDS),
    // with both ends given, a channel's newest messages come first
    latest: String(Math.ceil(now / 1000) + CLOCK_ERROR_SECONDS),
  }
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page++) {
    const at = cursor ? { ...look, cursor } : look
    const answer = thread
      ? await client.conversations.replies({ ...at, ts: thread })
      : await client.conversations.history(at)
    for (const { ts, metadata } of (answer.messages ?? []) as Marked[]) {
      if (ts && metadata?.event_type === EVENT_TYPE && metadata.event_payload?.key === key)
        found.set(metadata.event_payload.part ?? 0, ts)
    }
    cursor = answer.response_metadata?.next_cursor || undefined
    // what was found in a channel is together; a thread is read to its end, where the newest are
    if (!cursor || (!thread && found.size > 0)) break
  }
  return found
}
