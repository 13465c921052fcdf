import type { Inbound, InboundBody, MessageRef, ReplyAddress } from '../channel.ts'
import { cut } from './limits.ts'
import { unwrapped } from './mrkdwn.ts'
import { millis, type Place } from './parse.ts'

/** The parts of a `block_actions` payload this program reads; everything may be missing. */
interface ActionPayload {
  readonly user: { readonly id: string; readonly name?: string; readonly username?: string }
  readonly channel?: { readonly id?: string }
  readonly container?: { readonly channel_id?: string; readonly message_ts?: string }
  readonly message?: { readonly text?: string; readonly ts?: string; readonly thread_ts?: string }
  readonly view?: { readonly private_metadata?: string }
  readonly trigger_id?: string
  readonly actions: readonly {
    readonly action_id: string
    readonly action_ts: string
    readonly value?: string
    readonly selected_date_time?: number
  }[]
}

export interface Pressed {
  readonly inbound: Inbound
  /** It stood on the Home tab, which no channel and no message belongs to. */
  readonly isOnHome: boolean
  readonly trigger: string
  /** The form it opens. */
  readonly form: string | undefined
}

/** What of a message is kept to show it answered. */
const QUESTION_KEPT = 1500

/** A pressed button or a picked time; undefined for a link, and for a picker that was emptied. */
export function parseAction(body: unknown, place: Place): Pressed | undefined {
  const payload = body as ActionPayload
  const [action] = payload.actions
  if (!action) return undefined
  const channel = payload.channel?.id ?? payload.container?.channel_id
  const ts = payload.message?.ts ?? payload.container?.message_ts
  const source: MessageRef | undefined =
    channel && ts ? { channel, ts, question: cut(unwrapped(payload.message?.text ?? ''), QUESTION_KEPT) } : undefined
  const act = bodyOf(action, source)
  if (!act) return undefined
  const isOnHome = channel === undefined
  const isDesk = isOnHome ? isDeskPage(payload) : channel === place.advisorChannel
  const reply: ReplyAddress | undefined =
    channel?.startsWith('D') && ts ? { channel, thread_ts: payload.message?.thread_ts ?? ts } : undefined
  const who = payload.user.username ?? payload.user.name
  const form = /^form:(.+):\d+$/.exec(action.action_id)?.[1]
  return {
    isOnHome,
    form,
    trigger: payload.trigger_id ?? '',
    inbound: {
      eventId: `slack:action:${payload.user.id}:${action.action_ts}`,
      conversation: `slack:${place.team}:${payload.user.id}`,
      at: millis(action.action_ts),
      body: act,
      ...(reply ? { reply } : {}),
      ...(who ? { who } : {}),
      ...(isDesk ? { isDesk } : {}),
    },
  }
}

function bodyOf(action: ActionPayload['actions'][number], source: MessageRef | undefined): InboundBody | undefined {
  const more = source ? { source } : {}
  if (action.action_id.startsWith('pick:')) {
    return action.selected_date_time === undefined
      ? undefined
      : { kind: 'picked', id: action.action_id.slice('pick:'.length), value: tokyo(action.selected_date_time), ...more }
  }
  return action.value === undefined ? undefined : { kind: 'choice', id: action.value, ...more }
}

function isDeskPage({ view }: ActionPayload): boolean {
  try {
    return JSON.parse(view?.private_metadata ?? '{}').isDesk === true
  } catch {
    return false
  }
}

/** Unix seconds as Japan's local time: `2026-11-30T15:00`. */
const tokyo = (seconds: number) => new Date((seconds + 9 * 3600) * 1000).toISOString().slice(0, 16)
