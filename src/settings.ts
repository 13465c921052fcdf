import { isIP } from 'node:net'
import { z } from 'zod'

const text = z.string().trim().min(1).optional()
const url = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// (or http://)' })
  .optional()

/** Whether the parts of an address can be told apart. */
function isReadable(address: string): boolean {
  if (address.startsWith('sqlite:')) return true
  try {
    decodeURIComponent(new URL(address).password)
    return true
  } catch {
    return false
  }
}

/** A number in the form of an IPv4 address that is none would be looked up as a name. */
const isAddress = (host: string) => isIP(host) !== 0 || /^(?![\d.]+$)[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host)

const count = (least: number) =>
  z.coerce.number({ error: 'must be a number' }).int('must be a whole number').min(least, `must be at least ${least}`)

/** Every variable the bot knows, and what each must be by itself; what they mean to one another is the config's. */
export const settings = z.object({
  PORT: z.coerce.number({ error: 'must be a number from 0 to 65535' }).int().min(0).max(65_535).default(3000),
  HOST: z
    .string()
    .trim()
    .refine(
      isAddress,
      'must be an address of this machine alone, such as 127.0.0.1, ::1 or a name: no http://, no port',
    )
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(sqlite:.+|postgres(ql)?:\/\/.+)$/,
      'must read sqlite:<path> or postgres://user:password@host:port/database',
    )
    .refine(
      isReadable,
      'cannot be read: in an address the signs of a password are written as %2F (/), %23 (#), %25 (%) and the like',
    )
    .default('sqlite:./data/bot.sqlite'),
  LINE_CHANNEL_SECRET: text,
  LINE_CHANNEL_ACCESS_TOKEN: text,
  LINE_API_BASE_URL: url,
  LINE_DATA_API_BASE_URL: url,
  // a person's token passes Slack's own test, and the bot would speak as that person
  SLACK_BOT_TOKEN: z
    .string()
    .trim()
    .regex(
      /^(?!xoxp-|xapp-|xoxe)/,
      'is a token of another kind: copy the "Bot User OAuth Token" (xoxb-…) from "OAuth & Permissions"',
    )
    .optional(),
  SLACK_SIGNING_SECRET: text,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  SLACK_STATE_SECRET: z.string().trim().min(16, 'must have at least 16 characters').optional(),
  SLACK_ADVISOR_TEAM: z
    .string()
    .regex(
      /^T[A-Z0-9]+$/,
      "must be a workspace's id such as T0123ABCD: it stands in the address of Slack in the browser",
    )
    .optional(),
  SLACK_API_URL: url,
  SLACK_ADVISOR_CHANNEL: z
    .string()
    .regex(
      /^[CG][A-Z0-9]+$/,
      "must be a channel's id such as C0123ABCD, not its name: open the channel's details in Slack and copy the id at the bottom",
    )
    .optional(),
  DATA_KEYS: text,
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'must be debug, info, warn, error or silent' })
    .default('info'),
  DESK_WEBHOOK_URL: url,
  DESK_WEBHOOK_SECRET: text,
  PLAYGROUND: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  FLOOD_MESSAGES: count(0).default(20),
  FLOOD_SECONDS: count(1).default(60),
  WEBHOOK_BUDGET_MS: count(100).default(1_500),
  WEBHOOK_MOST_WAITING: count(1).default(1_000),
  STOP_NOTICE_MS: count(0).default(2_000),
  STOP_DRAIN_MS: count(0).default(6_000),
  REPORT_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
})
