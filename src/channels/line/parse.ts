import type { webhook } from '@line/bot-sdk'
import type { Inbound, InboundBody, MediaType } from '../channel.ts'

/** An answer by reply token is free, for a minute from receipt; a little less, so that it arrives in time. */
const REPLY_WITHIN = 50_000
const MEDIA: ReadonlySet<string> = new Set<MediaType>(['sticker', 'image', 'video', 'audio', 'file', 'location'])

/**
 * One event as what a person did; undefined for events that need no answer,
 * those of types this program does not know among them. `standby` means that
 * another module talks: nothing is answered then.
 */
export function parseEvent(event: webhook.Event, now: number): Inbound | undefined {
  const { source } = event
  if (event.mode === 'standby' || !source || !('userId' in source) || !source.userId) return undefined
  const isGroup = source.type !== 'user'
  const body = isGroup ? groupBody(event) : bodyOf(event)
  if (!body) return undefined
  const token = 'replyToken' in event ? event.replyToken : undefined
  return {
    eventId: `line:${event.webhookEventId}`,
    conversation: isGroup ? `line:${groupId(source)}` : `line:${source.userId}`,
    at: event.timestamp,
    body,
    ...(token ? { reply: { token, until: now + REPLY_WITHIN } } : {}),
  }
}

const groupId = (source: webhook.Source) =>
  source.type === 'group' ? source.groupId : source.type === 'room' ? source.roomId : ''

function bodyOf(event: webhook.Event): InboundBody | undefined {
  switch (event.type) {
    case 'message':
      return messageBody(event.message)
    case 'follow':
      return { kind: 'followed', again: event.follow?.isUnblocked === true }
    case 'unfollow':
      return { kind: 'unfollowed' }
    case 'unsend':
      return { kind: 'unsent', messageId: event.unsend.messageId }
    case 'postback': {
      const { data, params } = event.postback
      const value =
        params &&
        ('datetime' in params
          ? params.datetime
          : 'date' in params
            ? params.date
            : 'time' in params
              ? params.time
              : undefined)
      return typeof value === 'string' ? { kind: 'picked', id: data, value } : { kind: 'choice', id: data }
    }
    default:
      return undefined
  }
}

function messageBody(message: webhook.MessageContent): InboundBody | undefined {
  if (message.type === 'text')
    return { kind: 'text', text: (message as webhook.TextMessageContent).text, messageId: message.id }
  if (!MEDIA.has(message.type)) return undefined
  const type = message.type as MediaType
  const keywords = type === 'sticker' ? (message as webhook.StickerMessageContent).keywords : undefined
  return { kind: 'media', type, messageId: message.id, ...(keywords ? { keywords } : {}) }
}

/** In a group the bot is silent unless it is spoken to. */
function groupBody(event: webhook.Event): InboundBody | undefined {
  if (event.type !== 'message' || event.message.type !== 'text') return undefined
  const { mention } = event.message as webhook.TextMessageContent
  const isAddressed = mention?.mentionees.some((one) => 'isSelf' in one && one.isSelf === true) ?? false
  return isAddressed ? { kind: 'addressedInGroup' } : undefined
}
