export interface SlackMessage {
  readonly channel: string
  readonly ts: string
  readonly user: string
  readonly isBot: boolean
  text: string
  blocks: readonly Record<string, unknown>[] | undefined
  readonly thread_ts: string | undefined
  readonly metadata: Record<string, unknown> | undefined
  isEdited: boolean
  isDeleted: boolean
}

/** Where a press, a command or a shortcut can be answered (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses). */
export interface ResponseUrl {
  readonly user: string
  readonly channel: string
  readonly ts: string | undefined
  readonly until: number
  left: number
}

export interface SlackFault {
  readonly method: string
  /** `reset` ends the connection without an answer, at once; a `timeout` never answers at all. */
  readonly kind: 'error' | 'status' | 'timeout' | 'timeoutAfterDelivery' | 'reset' | 'resetAfterDelivery'
  readonly error?: string
  readonly status?: number
  readonly retryAfter?: number
  times: number
  /** So many calls pass first. */
  spared?: number
}

/** Says of each call whether something goes wrong with it. */
export type SlackWeather = (method: string) => Omit<SlackFault, 'method' | 'times'> | undefined

export interface SlackCall {
  readonly method: string
  readonly body: Record<string, unknown>
  readonly answer: Record<string, unknown>
}

export interface Modal {
  readonly id: string
  readonly hash: string
  readonly view: Record<string, unknown>
}

export interface Person {
  readonly id: string
  /** The handle, as acts carry it. */
  readonly name: string
  /** As people read it. */
  readonly displayName: string
  readonly team: string
}

/** A bot token, and the workspace it opens. */
export interface Token {
  readonly team: string
  /** When it ends, in ms. */
  readonly until: number
}

/** What only one person was shown. */
export interface Whisper {
  readonly user: string
  readonly channel: string
  readonly ts: string
  readonly text: string
}

export interface SlackState {
  readonly people: Map<string, Person>
  /** The workspace of each. */
  readonly channels: Map<string, string>
  readonly messages: SlackMessage[]
  readonly homes: Map<string, Record<string, unknown>>
  readonly modals: Map<string, Modal>
  readonly triggers: Map<string, { user: string; until: number; isUsed: boolean }>
  readonly faults: SlackFault[]
  weather?: SlackWeather | undefined
  readonly calls: SlackCall[]
  readonly lastPost: Map<string, number>
  readonly statuses: Map<string, string>
  /** Who sits in a channel. */
  readonly members: Map<string, Set<string>>
  /** Channels the bot is not in. */
  readonly without: Set<string>
  /** What the agent view offers, by direct channel. */
  readonly prompts: Map<string, readonly { title: string; message: string }[]>
  readonly whispers: Whisper[]
  readonly tokens: Map<string, Token>
  /** Refresh tokens and codes of the way back from Slack: each works once. */
  readonly refreshTokens: Map<string, string>
  readonly codes: Map<string, string>
  readonly responseUrls: Map<string, ResponseUrl>
  next: number
}

export const createState = (): SlackState => ({
  people: new Map(),
  channels: new Map(),
  messages: [],
  homes: new Map(),
  modals: new Map(),
  triggers: new Map(),
  faults: [],
  calls: [],
  lastPost: new Map(),
  statuses: new Map(),
  members: new Map(),
  without: new Set(),
  prompts: new Map(),
  whispers: [],
  tokens: new Map(),
  refreshTokens: new Map(),
  codes: new Map(),
  responseUrls: new Map(),
  // a platform that starts anew does not use its numbers again
  next: Math.floor(Math.random() * 900_000) + 1,
})

export const BOT = { user: 'U0BOT', bot: 'B0BOT', team: 'T0TEAM' }
export const directChannel = (user: string) => `D${user.slice(1)}`

export function stamp(state: SlackState, now: number): string {
  return `${Math.floor(now / 1000)}.${String(state.next++).padStart(6, '0')}`
}

export type Json = Record<string, unknown>

/** What Slack answers to one call. */
export interface SlackAnswer {
  readonly body: Json
  readonly status?: number
  readonly headers?: Record<string, string>
}

/** One call of a method, by a token that opens this workspace. */
export interface Call {
  readonly method: string
  readonly body: Json
  readonly now: number
  readonly strictRate: boolean
  readonly team: string
}

export const ok = (body: Json = {}): SlackAnswer => ({ body: { ok: true, ...body } })
export const no = (error: string): SlackAnswer => ({ body: { ok: false, error } })

/** Whether the person is of the workspace that asks. */
export const isOf = (state: SlackState, user: unknown, team: string) => state.people.get(String(user))?.team === team

export const isKnown = (state: SlackState, channel: string, team: string) =>
  state.channels.get(channel) === team ||
  [...state.people.values()].some((person) => person.team === team && directChannel(person.id) === channel)
