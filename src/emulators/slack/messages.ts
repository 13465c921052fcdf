import { blocksError } from './rules.ts'
import {
  BOT,
  type Call,
  isKnown,
  isOf,
  type Json,
  no,
  ok,
  type SlackAnswer,
  type SlackMessage,
  type SlackState,
  stamp,
} from './state.ts'

/** The longest message text Slack takes before it cuts. */
const TEXT = 40_000
const BLOCKS = 50
/** One message a second in each channel (https://docs.slack.dev/apis/web-api/rate-limits). */
const SPACING = 1_000

export const find = (state: SlackState, body: Json) =>
  state.messages.find((message) => message.channel === body.channel && message.ts === body.ts && !message.isDeleted)

export function post(state: SlackState, { body, now, strictRate, team }: Call): SlackAnswer {
  const channel = String(body.channel)
  if (!isKnown(state, channel, team)) return no('channel_not_found')
  if (state.without.has(channel)) return no('not_in_channel')
  const text = typeof body.text === 'string' ? body.text : ''
  const blocks = body.blocks as SlackMessage['blocks']
  if (text === '' && !blocks?.length) return no('no_text')
  if ([...text].length > TEXT) return no('msg_too_long')
  const problem = blocks === undefined ? undefined : blocksError(blocks, BLOCKS)
  if (problem) return no(problem)
  const thread = typeof body.thread_ts === 'string' ? body.thread_ts : undefined
  const root = find(state, { channel, ts: thread })
  if (thread && !root) return no('thread_not_found')
  if (root?.thread_ts && root.thread_ts !== root.ts) return no('invalid_thread_ts')
  const last = state.lastPost.get(channel) ?? Number.NEGATIVE_INFINITY
  if (strictRate && now - last < SPACING)
    return { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }
  state.lastPost.set(channel, now)
  const message: SlackMessage = {
    channel,
    ts: stamp(state, now),
    user: BOT.user,
    isBot: true,
    text,
    blocks,
    thread_ts: thread,
    metadata: body.metadata as Json | undefined,
    isEdited: false,
    isDeleted: false,
  }
  state.messages.push(message)
  return ok({ channel, ts: message.ts, message: { text } })
}

export function whisper(state: SlackState, { body, now, team }: Call): SlackAnswer {
  const user = String(body.user)
  if (!isKnown(state, String(body.channel), team)) return no('channel_not_found')
  if (!isOf(state, user, team)) return no('user_not_in_channel')
  const ts = stamp(state, now)
  state.whispers.push({ user, channel: String(body.channel), ts, text: String(body.text ?? '') })
  return ok({ message_ts: ts })
}

export function update(state: SlackState, { body }: Call): SlackAnswer {
  const message = find(state, body)
  if (!message) return no('message_not_found')
  if (state.without.has(message.channel)) return no('not_in_channel')
  if (!message.isBot) return no('cant_update_message')
  const blocks = body.blocks as SlackMessage['blocks']
  const problem = blocks === undefined ? undefined : blocksError(blocks, BLOCKS)
  if (problem) return no(problem)
  message.text = String(body.text ?? message.text)
  // as on Slack: text without blocks takes the blocks away
  message.blocks = blocks
  message.isEdited = true
  return ok({ channel: message.channel, ts: message.ts })
}

export function remove(state: SlackState, { body }: Call): SlackAnswer {
  const message = find(state, body)
  if (!message?.isBot) return no(message ? 'cant_delete_message' : 'message_not_found')
  message.isDeleted = true
  return ok()
}

/** A channel's messages, newest first, or a thread's, oldest first, a page at a time. */
export function history(state: SlackState, { method, body, team }: Call): SlackAnswer {
  const channel = String(body.channel)
  if (!isKnown(state, channel, team)) return no('channel_not_found')
  const isThread = method === 'conversations.replies'
  if (isThread && !find(state, body)) return no('thread_not_found')
  const { oldest = '0', latest = '9999999999' } = body as { oldest?: string; latest?: string }
  const shown = state.messages.filter(
    (one) =>
      one.channel === channel &&
      !one.isDeleted &&
      (isThread
        ? one.ts === body.ts || one.thread_ts === body.ts
        : one.thread_ts === undefined || one.thread_ts === one.ts) &&
      Number(one.ts) >= Number(oldest) &&
      Number(one.ts) <= Number(latest),
  )
  if (!isThread) shown.reverse()
  const from = Number(body.cursor ?? 0)
  const to = from + Number(body.limit ?? 100)
  const messages = shown.slice(from, to).map((one) => ({
    ts: one.ts,
    text: one.text,
    user: one.user,
    ...(one.isBot ? { bot_id: BOT.bot } : {}),
    ...(body.include_all_metadata && one.metadata ? { metadata: one.metadata } : {}),
  }))
  return ok({
    messages,
    has_more: to < shown.length,
    response_metadata: { next_cursor: to < shown.length ? String(to) : '' },
  })
}
