import type { webhook } from '@line/bot-sdk'
import { z } from 'zod'
import { parseJson } from '../json.ts'

const id = z.string().min(1).max(255)

/**
 * What this program reads of an event, in the types LINE documents
 * (https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects).
 * Types and fields it does not know may come at any time and pass.
 */
const event = z.looseObject({
  type: z.string(),
  webhookEventId: id,
  timestamp: z.int().nonnegative(),
  mode: z.string().optional(),
  replyToken: z.string().max(512).optional(),
  source: z
    .looseObject({ type: z.string(), userId: id.optional(), groupId: id.optional(), roomId: id.optional() })
    .optional(),
  message: z
    .looseObject({
      id,
      type: z.string(),
      text: z.string().max(20_000).optional(),
      keywords: z.array(z.string().max(200)).max(50).optional(),
      mention: z.looseObject({ mentionees: z.array(z.looseObject({})).max(100) }).optional(),
    })
    .optional(),
  postback: z
    .looseObject({ data: z.string().max(1_000), params: z.record(z.string(), z.string().max(100)).optional() })
    .optional(),
  follow: z.looseObject({ isUnblocked: z.boolean().optional() }).optional(),
  unsend: z.looseObject({ messageId: id }).optional(),
})

/** The parts without which an event of that type means nothing. */
const NEEDS: Readonly<Record<string, 'message' | 'postback' | 'unsend'>> = {
  message: 'message',
  postback: 'postback',
  unsend: 'unsend',
}

/**
 * The events of a body, or undefined when it is none of LINE's. An empty list is
 * the console's "Verify". An event that is not as documented is left out: refused,
 * it would only be delivered again, with all the others of its request.
 */
export function eventsIn(body: Buffer): { events: webhook.Event[]; odd: number } | undefined {
  const parsed = parseJson(body.toString('utf8'))
  if (typeof parsed !== 'object' || parsed === null || !('events' in parsed)) return undefined
  const { events } = parsed
  if (!Array.isArray(events)) return undefined
  const sound = events.filter(isSound)
  return { events: sound, odd: events.length - sound.length }
}

function isSound(value: unknown): value is webhook.Event {
  const read = event.safeParse(value)
  if (!read.success) return false
  const needed = NEEDS[read.data.type]
  if (needed && read.data[needed] === undefined) return false
  return read.data.message?.type !== 'text' || read.data.message.text !== undefined
}
