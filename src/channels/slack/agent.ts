import type { WebClient } from '@slack/web-api'
import type { ChannelHost, ConversationId, ReplyAddress } from '../channel.ts'
import { failure } from './api.ts'

type SessionStatus = 'active' | 'processing' | 'suspended'

export interface Prompt {
  readonly title: string
  readonly message: string
}

/** Slack shows up to four (https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts). */
const MOST_PROMPTS = 4
/** This app or this Slack does not know sessions, and will not learn of them while we run. */
const NEVER = new Set(['unknown_method', 'missing_scope', 'not_allowed_token_type', 'feature_not_enabled'])
const REMEMBERED = 10_000

/**
 * What Slack's agent view has beyond messages: the status of a session, and
 * suggested prompts. All of it is ornament: failures are logged, never thrown.
 */
export function createAgentView(
  clientFor: (team: string | undefined) => Promise<WebClient>,
  prompts: readonly Prompt[],
  log: ChannelHost['log'],
) {
  let isOn = true
  /** Each person's latest thread; sessions live in threads alone. */
  const latest = new Map<ConversationId, { channel: string; thread: string; status?: SessionStatus }>()

  /** Remembers where the person writes; undefined where there is no thread. */
  function heard(to: ConversationId, reply: ReplyAddress | undefined) {
    if (typeof reply?.channel !== 'string' || typeof reply.thread_ts !== 'string') return undefined
    // in a channel others read along: whom a person waits for is between the two
    if (!reply.channel.startsWith('D')) return undefined
    const known = latest.get(to)
    if (known?.channel === reply.channel && known.thread === reply.thread_ts) return known
    if (latest.size >= REMEMBERED) latest.delete(latest.keys().next().value!)
    const place = { channel: reply.channel, thread: reply.thread_ts }
    latest.set(to, place)
    return place
  }

  async function set(to: ConversationId, status: SessionStatus): Promise<void> {
    const place = latest.get(to)
    if (!isOn || !place) return
    place.status = status
    try {
      const client = await clientFor(to.split(':')[1])
      await client.agents.sessions.setStatus({ channel_id: place.channel, thread_ts: place.thread, status })
    } catch (error) {
      const { reason } = failure(error)
      if (NEVER.has(reason)) isOn = false
      log('debug', 'a session’s status could not be set', { reason, status })
    }
  }

  return {
    heard,
    /** A human is awaited: what the bot says meanwhile does not end the waiting. */
    awaiting: (to: ConversationId, who: 'bot' | 'human') => set(to, who === 'human' ? 'suspended' : 'active'),
    async showTyping(to: ConversationId, reply: ReplyAddress | undefined): Promise<void> {
      if (heard(to, reply)) await set(to, 'processing')
    },
    /** The answer is there: nothing is being worked on any more. */
    async answered(to: ConversationId): Promise<void> {
      if (latest.get(to)?.status === 'processing') await set(to, 'active')
    },
    async suggest(team: string, channel: string): Promise<void> {
      try {
        const client = await clientFor(team)
        // without thread_ts: the agent view has one chat; the SDK's type still asks for a thread
        await client.apiCall('assistant.threads.setSuggestedPrompts', {
          channel_id: channel,
          prompts: prompts.slice(0, MOST_PROMPTS),
        })
      } catch (error) {
        log('debug', 'prompts could not be suggested', { reason: failure(error).reason })
      }
    },
  }
}

export type AgentView = ReturnType<typeof createAgentView>
