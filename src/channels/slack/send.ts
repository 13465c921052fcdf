import type { WebClient } from '@slack/web-api'
import {
  type ChannelHost,
  type Delivery,
  DeliveryError,
  type MessageRef,
  type Outbound,
  type Receipt,
  takenOver,
} from '../channel.ts'
import { failure } from './api.ts'
import type { createLinks } from './links.ts'
import { createPace } from './pace.ts'
import { findPosted, markOf, type Target } from './posted.ts'
import { type Rendered, render, renderSettled } from './render.ts'

/** The message can be changed no more (https://docs.slack.dev/reference/methods/chat.update, "Errors"). */
const UNCHANGEABLE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'update_failed'])

const UNWRITABLE = new Set(['channel_not_found', 'not_in_channel', 'is_archived'])

/** A person's direct channel never changes; the oldest are looked up again. */
const REMEMBERED = 10_000

const isGone = ({ thread }: Target, error: unknown) =>
  thread !== undefined && failure(error).reason === 'thread_not_found'

/** What whoever runs the bot can do about a channel that does not take what is posted. */
function withRemedy(why: DeliveryError, to: string): DeliveryError {
  if (to.split(':')[1] !== 'channel' || !UNWRITABLE.has(why.reason)) return why
  const { reason, retry, mayHaveArrived } = why
  const detail = '/invite the bot to SLACK_ADVISOR_CHANNEL, or correct its id'
  return new DeliveryError(reason, { retry, mayHaveArrived, detail, cause: why })
}

/** Sends rows, each channel at its own pace. `clientFor` gives the workspace's client. */
export function createSender(
  clientFor: (team: string | undefined) => Promise<WebClient>,
  linksIn: ReturnType<typeof createLinks>,
  { now, until }: Pick<ChannelHost, 'now' | 'until'>,
) {
  const direct = new Map<string, string>()
  const pace = createPace(now, until)

  async function targetOf(client: WebClient, delivery: Delivery): Promise<Target> {
    const { reply, below, to } = delivery
    if (below) return { channel: String(below.channel), thread: String(below.ts) }
    if (typeof reply?.channel === 'string')
      return { channel: reply.channel, thread: typeof reply.thread_ts === 'string' ? reply.thread_ts : undefined }
    const [, team = '', id = ''] = to.split(':')
    if (team === 'channel') return { channel: id, thread: undefined }
    return { channel: await directChannel(client, to, id), thread: undefined }
  }

  async function directChannel(client: WebClient, conversation: string, user: string): Promise<string> {
    const known = direct.get(conversation)
    if (known) return known
    const opened = await client.conversations.open({ users: user })
    const channel = opened.channel?.id
    if (!channel) throw new DeliveryError('no_direct_channel', { retry: false })
    if (direct.size >= REMEMBERED) direct.delete(direct.keys().next().value!)
    direct.set(conversation, channel)
    return channel
  }

  async function send(delivery: Delivery): Promise<Receipt> {
    // a sign of the session alone is no message
    if (delivery.messages.every((message) => message.kind === 'awaiting')) return { refs: [], pushed: 0 }
    let arrived = 0
    let target: Target | undefined
    try {
      const team = delivery.to.split(':')[1]
      const client = await clientFor(team === 'channel' ? undefined : team)
      if (delivery.replaces) return await replace(client, delivery, delivery.replaces)
      target = await targetOf(client, delivery)
      const before = delivery.attempts > 0 ? await postedBefore(client, delivery.key, target) : new Map()
      const unsettled = await settleAll(client, delivery.messages)
      const linkTo = await linksIn(delivery.messages)
      const refs: MessageRef[] = []
      for (const [part, rendered] of delivery.messages.flatMap((one) => render(one, linkTo)).entries()) {
        const ts = before.get(part) ?? (await postOrBeside(client, target, rendered, delivery, part))
        if (ts) refs.push({ channel: target.channel, ts })
        arrived++
      }
      // once more, and no more: a question that keeps its buttons explains itself when they are pressed
      await settleAll(client, unsettled)
      return { refs, pushed: 0 }
    } catch (error) {
      const why = withRemedy(failure(error), delivery.to)
      const isPaced = why.reason === 'rate_limited'
      if (isPaced && target && why.after) pace.hold(target.channel, why.after)
      if (!isPaced && arrived === 0) throw why
      // the next attempt looks for the parts that have arrived
      throw new DeliveryError(why.reason, {
        retry: why.retry,
        mayHaveArrived: why.mayHaveArrived || arrived > 0,
        ...(isPaced ? { after: why.after ?? 1_000 } : {}),
        cause: error,
      })
    }
  }

  async function postedBefore(client: WebClient, key: string, target: Target) {
    try {
      return await findPosted(client, key, target, now())
    } catch (error) {
      if (!isGone(target, error)) throw error
      return await findPosted(client, key, { ...target, thread: undefined }, now())
    }
  }

  /** Where the thread's first message was deleted, the words stand beside it. */
  async function postOrBeside(client: WebClient, target: Target, message: Rendered, delivery: Delivery, part: number) {
    try {
      return await post(client, target, message, delivery, part)
    } catch (error) {
      if (!isGone(target, error)) throw error
      return await post(client, { ...target, thread: undefined }, message, delivery, part)
    }
  }

  async function post(
    client: WebClient,
    { channel, thread }: Target,
    message: Rendered,
    { key, isHeld }: Delivery,
    part: number,
  ) {
    await pace.turn(channel)
    // Slack has no idempotency keys: what another node may be posting must not be posted
    if (isHeld?.() === false) throw takenOver()
    const answer = await client.chat.postMessage({
      channel,
      text: message.text,
      blocks: message.blocks,
      unfurl_links: false,
      unfurl_media: false,
      metadata: markOf(key, part),
      ...(thread ? { thread_ts: thread } : {}),
    })
    pace.arrived(channel)
    return answer.ts
  }

  /** Changes a message; text and blocks together, since text alone would take the blocks away. */
  async function replace(client: WebClient, delivery: Delivery, ref: MessageRef): Promise<Receipt> {
    const linkTo = await linksIn(delivery.messages)
    const [first] = delivery.messages.flatMap((one) => render(one, linkTo))
    try {
      if (first) await update(client, ref, first)
    } catch (error) {
      const { reason } = failure(error)
      throw UNCHANGEABLE.has(reason) ? new DeliveryError('message_gone', { retry: false, detail: reason }) : error
    }
    return { refs: [ref], pushed: 0 }
  }

  async function update(client: WebClient, ref: MessageRef, { text, blocks }: Rendered): Promise<void> {
    await client.chat.update({ channel: String(ref.channel), ts: String(ref.ts), text, blocks })
  }

  /** Shows answered questions with their answers; those Slack would not change just now are returned. */
  async function settleAll(client: WebClient, messages: readonly Outbound[]): Promise<Outbound[]> {
    const left: Outbound[] = []
    for (const message of messages) {
      // a button of the Home tab stood on no message
      if (message.kind !== 'settled' || !message.source.channel || !message.source.ts) continue
      const { source, answer } = message
      try {
        await update(client, source, renderSettled(String(source.question ?? ''), answer))
      } catch (error) {
        // the next question must not wait for this ornament
        if (failure(error).retry) left.push(message)
      }
    }
    return left
  }

  return { send }
}
