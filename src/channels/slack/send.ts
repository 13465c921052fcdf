import type { WebClient } from '@slack/web-api'
import { type Delivery, DeliveryError, type MessageRef, type Outbound, type Receipt } from '../channel.ts'
import { failure } from './api.ts'
import { type Rendered, render, renderSettled } from './render.ts'

/** One message a second in each channel (https://docs.slack.dev/apis/web-api/rate-limits). */
const SPACING = 1_000
/** A longer queue goes back to the outbox, so that one channel holds no worker. */
const LONGEST_WAIT = 2_000
/** Enough to find what a row of ours posted a moment ago. */
const LOOK_BACK = 30
const EVENT_TYPE = 'bot_delivery'

interface Target {
  readonly channel: string
  readonly thread: string | undefined
}

/** Sends rows, each channel at its own pace. */
export function createSender(client: WebClient, now: () => number) {
  const direct = new Map<string, string>()
  const next = new Map<string, number>()

  async function targetOf(delivery: Delivery): Promise<Target> {
    const { reply, below, to } = delivery
    if (below) return { channel: String(below.channel), thread: String(below.ts) }
    if (typeof reply?.channel === 'string')
      return { channel: reply.channel, thread: typeof reply.thread_ts === 'string' ? reply.thread_ts : undefined }
    const [, team, id] = to.split(':')
    if (team === 'channel') return { channel: id!, thread: undefined }
    return { channel: await directChannel(id!), thread: undefined }
  }

  async function directChannel(user: string): Promise<string> {
    const known = direct.get(user)
    if (known) return known
    const opened = await client.conversations.open({ users: user })
    const channel = opened.channel?.id
    if (!channel) throw new DeliveryError('no_direct_channel', { retry: false })
    direct.set(user, channel)
    return channel
  }

  /** Waits for the channel's turn, or gives the row back when that is far away. */
  async function pace(channel: string): Promise<void> {
    const wait = Math.max(0, (next.get(channel) ?? 0) - now())
    if (wait > LONGEST_WAIT) throw new DeliveryError('rate_limited', { retry: true, after: wait })
    next.set(channel, now() + wait + SPACING)
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  }

  /** The parts of a row that an earlier attempt has posted, by their metadata: Slack has no idempotency keys. */
  async function posted(key: string, target: Target): Promise<Map<number, string>> {
    const look = { channel: target.channel, limit: LOOK_BACK, include_all_metadata: true }
    const answer = target.thread
      ? await client.conversations.replies({ ...look, ts: target.thread })
      : await client.conversations.history(look)
    const found = new Map<number, string>()
    for (const message of answer.messages ?? []) {
      const payload = (message as { metadata?: { event_payload?: { key?: string; part?: number } } }).metadata
        ?.event_payload
      if (payload?.key === key && message.ts) found.set(payload.part ?? 0, message.ts)
    }
    return found
  }

  async function send(delivery: Delivery): Promise<Receipt> {
    try {
      if (delivery.replaces) return await replace(delivery, delivery.replaces)
      const target = await targetOf(delivery)
      const before = delivery.attempts > 0 ? await posted(delivery.key, target) : new Map<number, string>()
      const refs: MessageRef[] = []
      for (const message of delivery.messages) if (message.kind === 'settled') await settle(message)
      const parts = delivery.messages.flatMap(render)
      for (const [part, { text, blocks }] of parts.entries()) {
        const known = before.get(part)
        if (known) {
          refs.push({ channel: target.channel, ts: known })
          continue
        }
        await pace(target.channel)
        const answer = await client.chat.postMessage({
          channel: target.channel,
          text,
          blocks,
          unfurl_links: false,
          metadata: { event_type: EVENT_TYPE, event_payload: { key: delivery.key, part } },
          ...(target.thread ? { thread_ts: target.thread } : {}),
        })
        if (answer.ts) refs.push({ channel: target.channel, ts: answer.ts })
      }
      return { refs, pushed: 0 }
    } catch (error) {
      throw failure(error)
    }
  }

  /** Changes a message; text and blocks together, since text alone would take the blocks away. */
  async function replace(delivery: Delivery, ref: MessageRef): Promise<Receipt> {
    const [first] = delivery.messages.flatMap(render)
    if (first) await update(ref, first)
    return { refs: [ref], pushed: 0 }
  }

  async function update(ref: MessageRef, { text, blocks }: Rendered): Promise<void> {
    await client.chat.update({ channel: String(ref.channel), ts: String(ref.ts), text, blocks })
  }

  /** The answered question stays readable; if it cannot be changed any more, nothing is lost. */
  async function settle({ source, answer }: Extract<Outbound, { kind: 'settled' }>): Promise<void> {
    try {
      await update(source, renderSettled(String(source.question ?? ''), answer))
    } catch (error) {
      const why = failure(error)
      if (why.retry) throw why
    }
  }

  return { send, directChannel }
}
