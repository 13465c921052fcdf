import { z } from 'zod'

/** A field may be missing or null; what is there is of the type Slack documents. Fields nobody reads may be anything. */
const id = z.string().min(1).max(255)
const stamp = z.string().regex(/^\d{1,12}(\.\d{1,9})?$/)
const words = z.string().max(50_000).nullish()
const named = z.looseObject({ id }).nullish()

const message = z.looseObject({
  type: z.string().nullish(),
  subtype: z.string().nullish(),
  user: id.nullish(),
  bot_id: z.string().nullish(),
  text: words,
  ts: stamp.nullish(),
  thread_ts: stamp.nullish(),
})

const event = message.extend({
  type: z.string(),
  // Bolt looks into these two as soon as they are there
  user: id.optional(),
  channel: id.optional(),
  item: z.looseObject({}).optional(),
  channel_type: z.string().nullish(),
  event_ts: stamp.nullish(),
  deleted_ts: stamp.nullish(),
  tab: z.string().nullish(),
  files: z
    .array(z.looseObject({ name: z.string().max(1_000).nullish(), mimetype: z.string().max(255).nullish() }))
    .max(50)
    .nullish(),
  message: message.nullish(),
  previous_message: message.nullish(),
  tokens: z.looseObject({ bot: z.array(z.string()).nullish() }).nullish(),
})

const authorization = z.looseObject({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  user_id: z.string().nullish(),
})

const acted = { team: named, enterprise: named, trigger_id: z.string().max(500).nullish() }
const user = z.looseObject({ id, name: z.string().max(255).nullish(), username: z.string().max(255).nullish() })
const view = z.looseObject({ private_metadata: z.string().max(3_000).nullish() })
const input = z.looseObject({
  value: z.string().max(10_000).nullish(),
  selected_date: z.string().max(100).nullish(),
  selected_time: z.string().max(100).nullish(),
  selected_option: z.looseObject({ value: z.string().max(2_000) }).nullish(),
  selected_options: z.array(z.looseObject({ value: z.string().max(2_000) })).nullish(),
})

/** The kinds of payload this program listens to (https://docs.slack.dev/reference/interaction-payloads). */
const KINDS: Readonly<Record<string, z.ZodType>> = {
  event_callback: z.looseObject({
    team_id: id.nullish(),
    event_id: id,
    event_time: z.int().nonnegative(),
    event,
    authorizations: z.array(authorization).max(20).nullish(),
  }),
  block_actions: z.looseObject({
    ...acted,
    user,
    channel: named,
    container: z.looseObject({ channel_id: id.nullish(), message_ts: stamp.nullish() }).nullish(),
    message: message.nullish(),
    view: view.nullish(),
    actions: z
      .array(
        z.looseObject({
          type: z.string(),
          action_id: z.string().max(255),
          action_ts: stamp,
          block_id: z.string().max(255).nullish(),
          value: z.string().max(2_000).optional(),
          selected_date_time: z.int().min(0).max(9_999_999_999).optional(),
        }),
      )
      .min(1)
      .max(25),
  }),
  view_submission: z.looseObject({
    ...acted,
    user,
    view: view.extend({
      id,
      hash: z.string().max(255),
      callback_id: z.string().max(255),
      state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), input)) }),
    }),
  }),
  shortcut: z.looseObject({ ...acted, user, callback_id: id, trigger_id: id }),
  message_action: z.looseObject({ ...acted, user, callback_id: id, trigger_id: id, channel: named, message }),
}

const command = z.looseObject({
  command: id,
  text: words,
  user_id: id,
  team_id: id,
  channel_id: id.nullish(),
  trigger_id: id,
})

/**
 * Whether a payload is one this program listens to, and as Slack documents it.
 * `other` kinds are acknowledged; an `odd` one would fail somewhere inside.
 */
export function kindOf(payload: Readonly<Record<string, unknown>>): 'sound' | 'odd' | 'other' {
  if (payload.type === undefined) return command.safeParse(payload).success ? 'sound' : 'odd'
  if (typeof payload.type !== 'string') return 'odd'
  const kind = Object.hasOwn(KINDS, payload.type) ? KINDS[payload.type] : undefined
  if (!kind) return 'other'
  return kind.safeParse(payload).success ? 'sound' : 'odd'
}
