import type { Inbound, InboundBody, MediaType } from '../channel.ts'
import { withEmoji } from './emoji.ts'
import { unwrapped } from './mrkdwn.ts'
import { fromBlocks, withoutMarks } from './rich-text.ts'

/** The parts of Slack's payloads this program reads; everything may be missing. */
export interface MessageEvent {
  readonly type?: string
  readonly subtype?: string
  readonly channel?: string
  readonly channel_type?: string
  readonly user?: string
  readonly bot_id?: string
  readonly text?: string
  readonly blocks?: unknown
  readonly ts?: string
  readonly thread_ts?: string
  readonly deleted_ts?: string
  readonly files?: readonly { readonly name?: string; readonly mimetype?: string }[]
  readonly message?: MessageEvent
  readonly previous_message?: MessageEvent
}

export interface Place {
  readonly team: string
  readonly advisorChannel: string | undefined
  readonly botUserId: string
  /** How those are called whom a message mentions. */
  readonly names?: ReadonlyMap<string, string>
}

const SPOKEN = new Set([undefined, 'file_share', 'me_message', 'thread_broadcast'])
/** Slack's own voice, which looks like a person's. */
const SLACKBOT = 'USLACKBOT'

/**
 * A message as what a person did; undefined for the bot's own, other bots' and
 * everything that is no message of a person. Its id is (channel, ts): the same
 * post may come as a mention and as a channel message, with different event ids.
 */
export function parseMessage(event: MessageEvent, place: Place): Inbound | undefined {
  const { subtype, channel } = event
  if (!channel) return undefined
  if (subtype === 'message_changed') return parseEdit(event, channel, place)
  if (subtype === 'message_deleted') return parseDeletion(event, channel, place)
  if (!SPOKEN.has(subtype) || event.bot_id || !event.user || !event.ts) return undefined
  if (event.user === place.botUserId || event.user === SLACKBOT) return undefined
  const isDirect = event.channel_type === 'im' || channel.startsWith('D')
  const isDesk = channel === place.advisorChannel && event.thread_ts !== undefined
  const isMention = event.type === 'app_mention'
  if (!isDirect && !isDesk && !isMention) return undefined
  const words = spoken(event, place)
  const messageId = `${channel}:${event.ts}`
  const [file] = event.files ?? []
  // calling the bot is nothing to carry to a person
  if (isDesk && words === '' && !file) return undefined
  const body: InboundBody =
    words === '' && file
      ? { kind: 'media', type: mediaType(file.mimetype), messageId, ...(file.name ? { text: file.name } : {}) }
      : {
          kind: 'text',
          text: words === '' ? 'メニュー' : words,
          messageId,
          ...(file ? { attached: mediaType(file.mimetype) } : {}),
        }
  const root = event.thread_ts ?? event.ts
  return {
    eventId: `slack:${messageId}`,
    conversation: `slack:${place.team}:${event.user}`,
    at: millis(event.ts),
    body,
    // in the agent view each message of the direct chat may begin a thread, where its answers belong
    reply: { channel, thread_ts: root },
    ...(isDirect ? {} : { isPublic: true }),
    ...(isDesk ? { isDesk, below: { channel, ts: root } } : {}),
  }
}

function spoken({ text = '', blocks }: MessageEvent, place: Place): string {
  const words = fromBlocks(text, blocks) ?? withoutMarks(text)
  return unwrapped(withEmoji(words, blocks).replaceAll(`<@${place.botUserId}>`, ''), place.names).trim()
}

function mediaType(mimetype = ''): MediaType {
  const [kind] = mimetype.split('/')
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
}

/** Messages that were meant for the bot: it sits in channels where people talk among themselves. */
const isOurs = (event: MessageEvent, channel: string, texts: readonly (string | undefined)[], place: Place) =>
  event.channel_type === 'im' ||
  channel.startsWith('D') ||
  channel === place.advisorChannel ||
  texts.some((text) => text?.includes(`<@${place.botUserId}>`))

function parseEdit(event: MessageEvent, channel: string, place: Place): Inbound | undefined {
  const { message, previous_message: before } = event
  // the first message of a thread with answers leaves a gravestone
  if (message?.subtype === 'tombstone')
    return parseDeletion({ ...event, ...(message.ts ? { deleted_ts: message.ts } : {}) }, channel, place)
  // unfurled links and the bot's own updates arrive as edits too
  if (!message?.ts || !message.user || message.bot_id || message.user === place.botUserId) return undefined
  if (message.text === before?.text || !isOurs(event, channel, [message.text, before?.text], place)) return undefined
  return {
    eventId: `slack:${channel}:${message.ts}:edited:${event.ts}`,
    conversation: `slack:${place.team}:${message.user}`,
    at: millis(event.ts ?? message.ts),
    body: {
      kind: 'edited',
      messageId: `${channel}:${message.ts}`,
      text: spoken(message, place),
      ...original(event, message, message.ts, place),
    },
    ...deskPlace(channel, message.thread_ts, place),
  }
}

function parseDeletion(event: MessageEvent, channel: string, place: Place): Inbound | undefined {
  const { previous_message: before, deleted_ts: ts } = event
  if (!before?.user || before.bot_id || before.user === place.botUserId || !ts) return undefined
  if (!isOurs(event, channel, [before.text], place)) return undefined
  return {
    eventId: `slack:${channel}:${ts}:deleted`,
    conversation: `slack:${place.team}:${before.user}`,
    at: millis(event.ts ?? ts),
    body: { kind: 'unsent', messageId: `${channel}:${ts}`, ...original(event, before, ts, place) },
    ...deskPlace(channel, before.thread_ts, place),
  }
}

/** With delayed events Slack delivers hourly for so long (https://docs.slack.dev/apis/events-api). */
const MAY_COME = 24 * 3600_000

/** The message an event is about, while it may come after that event. */
function original(event: MessageEvent, message: MessageEvent, ts: string, place: Place): { original?: Inbound } {
  if (!event.ts || millis(event.ts) - millis(ts) > MAY_COME) return {}
  const { channel, channel_type } = event
  const inbound = parseMessage({ ...message, type: 'message', ts, channel, channel_type } as MessageEvent, place)
  return inbound ? { original: inbound } : {}
}

const deskPlace = (channel: string, thread: string | undefined, place: Place) =>
  channel === place.advisorChannel && thread ? { isDesk: true, below: { channel, ts: thread } } : {}

export const millis = (ts: string) => Math.round(Number(ts) * 1000)
