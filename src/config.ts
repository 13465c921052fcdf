import type { z } from 'zod'
import { ProblemsError } from './errors.ts'
import { localKey, parseKeys } from './keys.ts'
import { misspelt } from './misspelt.ts'
import type { Key } from './seal.ts'
import { settings } from './settings.ts'
import { readTracing, type TracingConfig } from './tracing.ts'

export interface LineConfig {
  readonly channelSecret: string
  readonly channelAccessToken: string
  readonly apiBaseUrl: string | undefined
  readonly dataApiBaseUrl: string | undefined
}

export interface SlackConfig {
  readonly signingSecret: string
  /** One workspace. */
  readonly botToken?: string | undefined
  /** Several workspaces, instead of the token. */
  readonly oauth?: {
    readonly clientId: string
    readonly clientSecret: string
    readonly stateSecret: string
    readonly advisorTeam: string | undefined
  }
  readonly apiUrl: string | undefined
  readonly advisorChannel: string | undefined
}

export interface Config {
  readonly port: number
  /** Where it listens; undefined is every address of this machine. */
  readonly host: string | undefined
  readonly databaseUrl: string
  readonly line: LineConfig | undefined
  readonly slack: SlackConfig | undefined
  /** No channel is set: both run against the local emulators. */
  readonly emulated: boolean
  readonly playground: boolean
  readonly keys: readonly Key[]
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly desk: { readonly webhookUrl: string; readonly webhookSecret: string } | undefined
  readonly reportToken: string | undefined
  /** Set when the standard OTEL_ variables name a collector. */
  readonly tracing: TracingConfig | undefined
  readonly limits: {
    /** A webhook that is not stored by then is refused, so that the platform comes again. */
    readonly budget: number
    /** Events in hand at once. */
    readonly mostWaiting: number
    /** What one person may write in what time; anything with 0 messages. */
    readonly flood: { readonly messages: number; readonly seconds: number } | undefined
  }
  /** How a stop goes: ms in which balancers learn of it, and ms for what is left to send. */
  readonly stop: { readonly notice: number; readonly grace: number }
}

/** One of these, and the bot is no longer between stand-ins; an address alone names a stand-in. */
const OF_A_CHANNEL = /^(LINE|SLACK)_(?!\w*URL$)/

/**
 * Reads the environment; the only place that does.
 *
 * @throws ProblemsError listing every variable that is wrong or missing.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // an empty variable in a .env file means "not set"
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = settings.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  problems.push(...misspelt(Object.keys(given), Object.keys(settings.shape)))
  const set = (parsed.success ? parsed.data : given) as z.infer<typeof settings>

  const together = (names: readonly (keyof typeof set)[], why: string) => {
    const missing = names.filter((name) => !set[name])
    if (missing.length > 0 && missing.length < names.length) {
      problems.push(
        `${missing.join(', ')}: ${why} needs ${names.join(' and ')} together. Set what is missing, or none.`,
      )
    }
    return missing.length === 0
  }
  const hasLine = together(['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'], 'LINE')
  const hasSlack = checkSlack(set, problems)
  if (set.SLACK_ADVISOR_CHANNEL && !hasSlack && (hasLine || set.SLACK_SIGNING_SECRET)) {
    problems.push(
      'SLACK_ADVISOR_CHANNEL: set without Slack. Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET too, or leave it out.',
    )
  }
  for (const name of ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) {
    if (given[name] && !/^https?:\/\//.test(given[name]))
      problems.push(`${name}: must be an address that begins with http:// or https://, such as http://collector:4318`)
  }
  together(['DESK_WEBHOOK_URL', 'DESK_WEBHOOK_SECRET'], 'the desk webhook')

  const emulated = !Object.keys(given).some((name) => OF_A_CHANNEL.test(name))
  let keys: readonly Key[] = []
  if (set.DATA_KEYS) keys = parseKeys(set.DATA_KEYS, problems)
  else if (!emulated) {
    problems.push(
      `DATA_KEYS: missing. Personal data is stored encrypted; make a key with: echo "k1:$(openssl rand -base64 32)"`,
    )
  }
  if (problems.length > 0) throw new ProblemsError('The environment is not complete:', problems)
  if (!set.DATA_KEYS) keys = [localKey(set.DATABASE_URL)]

  return {
    port: set.PORT,
    host: set.HOST,
    databaseUrl: set.DATABASE_URL,
    emulated,
    playground: set.PLAYGROUND ? set.PLAYGROUND === 'on' : emulated,
    keys,
    logLevel: set.LOG_LEVEL,
    line: hasLine
      ? {
          channelSecret: set.LINE_CHANNEL_SECRET!,
          channelAccessToken: set.LINE_CHANNEL_ACCESS_TOKEN!,
          apiBaseUrl: set.LINE_API_BASE_URL,
          dataApiBaseUrl: set.LINE_DATA_API_BASE_URL,
        }
      : undefined,
    slack: hasSlack
      ? {
          signingSecret: set.SLACK_SIGNING_SECRET!,
          botToken: set.SLACK_BOT_TOKEN,
          apiUrl: set.SLACK_API_URL,
          advisorChannel: set.SLACK_ADVISOR_CHANNEL,
          ...(set.SLACK_CLIENT_ID
            ? {
                oauth: {
                  clientId: set.SLACK_CLIENT_ID,
                  clientSecret: set.SLACK_CLIENT_SECRET!,
                  stateSecret: set.SLACK_STATE_SECRET!,
                  advisorTeam: set.SLACK_ADVISOR_TEAM,
                },
              }
            : {}),
        }
      : undefined,
    desk: set.DESK_WEBHOOK_URL
      ? { webhookUrl: set.DESK_WEBHOOK_URL, webhookSecret: set.DESK_WEBHOOK_SECRET! }
      : undefined,
    reportToken: set.REPORT_TOKEN,
    tracing: readTracing(given),
    limits: {
      budget: set.WEBHOOK_BUDGET_MS,
      mostWaiting: set.WEBHOOK_MOST_WAITING,
      flood: set.FLOOD_MESSAGES > 0 ? { messages: set.FLOOD_MESSAGES, seconds: set.FLOOD_SECONDS } : undefined,
    },
    stop: { notice: set.STOP_NOTICE_MS, grace: set.STOP_DRAIN_MS },
  }
}

/** Slack is opened for one workspace by its token, or for several by OAuth; false where it is not set, or not in full. */
function checkSlack(set: Partial<Record<`SLACK_${string}`, string | undefined>>, problems: string[]): boolean {
  const before = problems.length
  const need = (name: `SLACK_${string}`, why: string) => {
    if (!set[name]) problems.push(`${name}: missing ${why}`)
  }
  const oauth = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const
  const given = oauth.find((name) => set[name])
  const basic = 'Copy it from "Basic Information" of the Slack app.'
  if (given && set.SLACK_BOT_TOKEN) {
    problems.push(
      `SLACK_BOT_TOKEN: set beside ${given}. A token opens one workspace, ${oauth.join(', ')} open several: keep one of both.`,
    )
  } else if (given) {
    need('SLACK_SIGNING_SECRET', `beside ${given}. ${basic}`)
    need('SLACK_CLIENT_ID', `beside ${given}. ${basic}`)
    need('SLACK_CLIENT_SECRET', `beside ${given}. ${basic}`)
    need('SLACK_STATE_SECRET', `beside ${given}. Make one with: openssl rand -base64 32`)
    if (set.SLACK_ADVISOR_CHANNEL)
      need('SLACK_ADVISOR_TEAM', 'beside SLACK_ADVISOR_CHANNEL: with several workspaces, say in which the channel is.')
  } else {
    if (set.SLACK_BOT_TOKEN) need('SLACK_SIGNING_SECRET', `beside SLACK_BOT_TOKEN. ${basic}`)
    if (set.SLACK_SIGNING_SECRET)
      need(
        'SLACK_BOT_TOKEN',
        'beside SLACK_SIGNING_SECRET. Copy it from "OAuth & Permissions" of the Slack app; for several workspaces set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET instead.',
      )
    if (set.SLACK_ADVISOR_TEAM) problems.push('SLACK_ADVISOR_TEAM: means nothing with one workspace. Leave it out.')
  }
  return problems.length === before && Boolean(set.SLACK_SIGNING_SECRET && (set.SLACK_BOT_TOKEN || given))
}
