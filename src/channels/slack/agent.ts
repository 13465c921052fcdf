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

/** Sessions live in threads alone. */
interface Session {
  readonly channel: string
  readonly thread: string
}

interface Person {
  readonly latest: Session
  isWorking: boolean
  /** Where a human is awaited. */
  waiting?: Session | undefined
}

/**
 * What Slack's agent view has beyond messages: the status of a session, and
 * suggested prompts. All of it is ornament: failures are logged, never thrown.
 */
export function createAgentView(
  clientFor: (team: string | undefined) => Promise<WebClient>,
  prompts: readonly Prompt[],
  log: ChannelHost['log'],
) {
  /** Workspaces that know no sessions. */
  const without = new Set<string>()
  const people = new Map<ConversationId, Person>()

  /** Remembers where the person writes; undefined where there is no thread. */
  function heard(to: ConversationId, reply: ReplyAddress | undefined): Person | undefined {
    if (typeof reply?.channel !== 'string' || typeof reply.thread_ts !== 'string') return undefined
    // in a channel others read along: whom a person waits for is between the two
    if (!reply.channel.startsWith('D')) return undefined
    const known = people.get(to)
    if (known?.latest.thread === reply.thread_ts) return known
    if (!known && people.size >= REMEMBERED) people.delete(people.keys().next().value!)
    const person = { ...known, latest: { channel: reply.channel, thread: reply.thread_ts }, isWorking: false }
    people.set(to, person)
    return person
  }

  async function show(to: ConversationId, { channel, thread }: Session, status: SessionStatus): Promise<void> {
    const team = to.split(':')[1] ?? ''
    if (without.has(team)) return
    try {
      const client = await clientFor(team)
      await client.agents.sessions.setStatus({ channel_id: channel, thread_ts: thread, status })
    } catch (error) {
      const { reason } = failure(error)
      if (NEVER.has(reason)) without.add(team)
      log('debug', 'a session’s status could not be set', { reason, status })
    }
  }

  return {
    heard,
    /** A human is awaited in the thread the person wrote in last, and in no other any more. */
    async awaiting(to: ConversationId, who: 'bot' | 'human'): Promise<void> {
      const person = people.get(to)
      if (!person) return
      const { latest, waiting } = person
      person.isWorking = false
      person.waiting = who === 'human' ? latest : undefined
      if (waiting && waiting.thread !== latest.thread) await show(to, waiting, 'active')
      await show(to, latest, who === 'human' ? 'suspended' : 'active')
    },
    async showTyping(to: ConversationId, reply: ReplyAddress | undefined): Promise<void> {
      const person = heard(to, reply)
      if (!person) return
      person.isWorking = true
      await show(to, person.latest, 'processing')
    },
    /** The answer is there: nothing is being worked on any more. */
    async answered(to: ConversationId): Promise<void> {
      const person = people.get(to)
      if (!person?.isWorking) return
      person.isWorking = false
      await show(to, person.latest, 'active')
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
