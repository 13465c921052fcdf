/** A message as it went over the wire, from one side or the other. */
export interface Shown {
  readonly from: 'bot' | 'person'
  readonly at: number
  readonly id: string
  readonly message: Record<string, unknown>
  /** How the bot's message came: free by a token, or pushed. */
  readonly by?: 'reply' | 'push'
  /** Taken back by the person who sent it. */
  isUnsent?: boolean
}

export interface Person {
  readonly userId: string
  readonly displayName: string
  isFriend: boolean
  readonly chat: Shown[]
  loadingUntil: number
}

export interface Fault {
  /** The path it is for, such as `/v2/bot/message/push`. */
  readonly path: string
  /** `reset` ends the connection without an answer, at once; a `timeout` never answers at all. */
  readonly kind: 'status' | 'timeout' | 'timeoutAfterDelivery' | 'reset' | 'resetAfterDelivery' | 'brokenBody'
  readonly status?: number
  readonly body?: string
  times: number
}

/** Says of each call whether something goes wrong with it, for faults that come by chance. */
export type Weather = (path: string) => Pick<Fault, 'kind' | 'status' | 'body'> | undefined

export interface Call {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly retryKey: string | undefined
  readonly status: number
}

/** What the emulated platform remembers. */
export interface LineState {
  readonly people: Map<string, Person>
  /** By reply token: whose it is, until when, and whether it was used. */
  readonly tokens: Map<string, { userId: string; at: number; until: number; isUsed: boolean }>
  readonly retryKeys: Map<string, { requestId: string; sentMessages: { id: string }[] }>
  readonly faults: Fault[]
  weather: Weather | undefined
  readonly calls: Call[]
  readonly richMenus: Map<string, { menu: Record<string, unknown>; image: Buffer | undefined }>
  readonly richMenuOf: Map<string, string>
  readonly aliases: Map<string, string>
  defaultRichMenu: string | undefined
  webhook: string | undefined
  /** "Use webhook" in the console. */
  isWebhookUsed: boolean
  /** Public addresses that lead to a local server, as a tunnel does. */
  readonly tunnels: Map<string, string>
  quota: number | undefined
  used: number
  next: number
}

export const createState = (webhook: string | undefined): LineState => ({
  people: new Map(),
  tokens: new Map(),
  retryKeys: new Map(),
  faults: [],
  weather: undefined,
  calls: [],
  richMenus: new Map(),
  richMenuOf: new Map(),
  aliases: new Map(),
  defaultRichMenu: undefined,
  webhook,
  isWebhookUsed: true,
  tunnels: new Map(),
  quota: undefined,
  used: 0,
  // a platform that starts anew does not use its numbers again
  next: Math.floor(Math.random() * 90_000_000) + 1,
})
