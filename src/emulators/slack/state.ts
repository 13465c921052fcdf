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

export interface SlackFault {
  readonly method: string
  readonly kind: 'error' | 'status' | 'timeout' | 'timeoutAfterDelivery'
  readonly error?: string
  readonly status?: number
  readonly retryAfter?: number
  times: number
}

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

export interface SlackState {
  readonly people: Map<string, { id: string; name: string }>
  readonly channels: Set<string>
  readonly messages: SlackMessage[]
  readonly homes: Map<string, Record<string, unknown>>
  readonly modals: Map<string, Modal>
  readonly triggers: Map<string, { user: string; until: number; isUsed: boolean }>
  readonly faults: SlackFault[]
  readonly calls: SlackCall[]
  readonly lastPost: Map<string, number>
  readonly statuses: Map<string, string>
  /** Who sits in a channel. */
  readonly members: Map<string, Set<string>>
  /** What the agent view offers, by direct channel. */
  readonly prompts: Map<string, readonly { title: string; message: string }[]>
  readonly whispers: { user: string; channel: string; ts: string; text: string }[]
  next: number
}

export const createState = (): SlackState => ({
  people: new Map(),
  channels: new Set(),
  messages: [],
  homes: new Map(),
  modals: new Map(),
  triggers: new Map(),
  faults: [],
  calls: [],
  lastPost: new Map(),
  statuses: new Map(),
  members: new Map(),
  prompts: new Map(),
  whispers: [],
  // a platform that starts anew does not use its numbers again
  next: Math.floor(Math.random() * 900_000) + 1,
})

export const BOT = { user: 'U0BOT', bot: 'B0BOT', team: 'T0TEAM' }
export const directChannel = (user: string) => `D${user.slice(1)}`
