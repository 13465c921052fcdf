import { blocksError, viewError } from './rules.ts'
import { BOT, directChannel, type SlackMessage, type SlackState } from './state.ts'

type Json = Record<string, unknown>
export interface SlackAnswer {
  readonly body: Json
  readonly status?: number
  readonly headers?: Record<string, string>
}

const ok = (body: Json = {}): SlackAnswer => ({ body: { ok: true, ...body } })
const no = (error: string): SlackAnswer => ({ body: { ok: false, error } })

/** The longest message text Slack takes before it cuts. */
const TEXT = 40_000
const TRIGGER_LIFE = 3_000

export interface Call {
  readonly method: string
  readonly body: Json
  readonly now: number
  readonly strictRate: boolean
}

/** Answers one Web API method as Slack would, and changes the state as Slack would. */
export function answer(state: SlackState, call: Call): SlackAnswer {
  const { method, body } = call
  switch (method) {
    case 'auth.test':
      return ok({ user_id: BOT.user, bot_id: BOT.bot, team_id: BOT.team, team: 'Zキャリア', user: 'bot' })
    case 'chat.postMessage':
      return post(state, call)
    case 'chat.postEphemeral':
      return whisper(state, call)
    case 'chat.update':
      return update(state, body)
    case 'chat.delete': {
      const message = find(state, body)
      if (!message?.isBot) return no(message ? 'cant_delete_message' : 'message_not_found')
      message.isDeleted = true
      return ok()
    }
    case 'conversations.open': {
      const user = String(body.users)
      return state.people.has(user) ? ok({ channel: { id: directChannel(user) } }) : no('user_not_found')
    }
    case 'conversations.info':
      return isKnown(state, String(body.channel))
        ? ok({ channel: { id: body.channel, is_im: String(body.channel).startsWith('D') } })
        : no('channel_not_found')
    case 'conversations.history':
      return history(state, body, (message) => message.thread_ts === undefined || message.thread_ts === message.ts)
    case 'conversations.replies':
      return history(state, body, (message) => message.ts === body.ts || message.thread_ts === body.ts)
    case 'users.info': {
      const user = state.people.get(String(body.user))
      return user ? ok({ user: { id: user.id, name: user.name, real_name: user.name } }) : no('user_not_found')
    }
    case 'views.open':
      return open(state, call)
    case 'views.update': {
      const problem = viewError(body.view)
      if (problem) return no(problem)
      const modal = [...state.modals.entries()].find(([, one]) => one.id === body.view_id)
      if (!modal) return no('not_found')
      if (body.hash !== undefined && body.hash !== modal[1].hash) return no('hash_conflict')
      state.modals.set(modal[0], { id: modal[1].id, hash: `h${state.next++}`, view: body.view as Json })
      return ok({ view: { id: modal[1].id } })
    }
    case 'views.publish': {
      const problem = viewError(body.view)
      if (problem) return no(problem)
      if (!state.people.has(String(body.user_id))) return no('user_not_found')
      state.homes.set(String(body.user_id), body.view as Json)
      return ok({ view: { id: `V${state.next++}` } })
    }
    case 'assistant.threads.setSuggestedPrompts':
      if (!Array.isArray(body.prompts) || body.prompts.length > 4) return no('invalid_arguments')
      state.prompts.set(String(body.channel_id), body.prompts)
      return ok()
    case 'conversations.members': {
      const members = state.members.get(String(body.channel))
      return members ? ok({ members: [...members] }) : no('channel_not_found')
    }
    case 'agents.sessions.setStatus':
      if (!['active', 'processing', 'suspended', 'closed'].includes(String(body.status))) return no('invalid_arguments')
      state.statuses.set(String(body.channel_id), String(body.status))
      return ok()
    case 'reactions.add':
      return find(state, { channel: body.channel, ts: body.timestamp }) ? ok() : no('message_not_found')
    default:
      return no('unknown_method')
  }
}

const isKnown = (state: SlackState, channel: string) =>
  state.channels.has(channel) || [...state.people.keys()].some((user) => directChannel(user) === channel)

const find = (state: SlackState, body: Json) =>
  state.messages.find((message) => message.channel === body.channel && message.ts === body.ts && !message.isDeleted)

export function stamp(state: SlackState, now: number): string {
  return `${Math.floor(now / 1000)}.${String(state.next++).padStart(6, '0')}`
}

function post(state: SlackState, { body, now, strictRate }: Call): SlackAnswer {
  const channel = String(body.channel)
  if (!isKnown(state, channel)) return no('channel_not_found')
  const text = typeof body.text === 'string' ? body.text : ''
  const blocks = body.blocks as SlackMessage['blocks']
  if (text === '' && !blocks?.length) return no('no_text')
  if ([...text].length > TEXT) return no('msg_too_long')
  if (blocks !== undefined) {
    const problem = blocksError(blocks, 50)
    if (problem) return no(problem)
  }
  const thread = typeof body.thread_ts === 'string' ? body.thread_ts : undefined
  if (thread && !state.messages.some((message) => message.channel === channel && message.ts === thread))
    return no('thread_not_found')
  if (thread && state.messages.find((message) => message.ts === thread)?.thread_ts) return no('invalid_thread_ts')
  const last = state.lastPost.get(channel) ?? Number.NEGATIVE_INFINITY
  if (strictRate && now - last < 1000)
    return { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }
  state.lastPost.set(channel, now)
  const message: SlackMessage = {
    channel,
    ts: stamp(state, now),
    user: BOT.user,
    isBot: true,
    text,
    blocks,
    thread_ts: thread,
    metadata: body.metadata as Json | undefined,
    isEdited: false,
    isDeleted: false,
  }
  state.messages.push(message)
  return ok({ channel, ts: message.ts, message: { text } })
}

function whisper(state: SlackState, { body, now }: Call): SlackAnswer {
  const user = String(body.user)
  if (!state.people.has(user)) return no('user_not_in_channel')
  const ts = stamp(state, now)
  state.whispers.push({ user, channel: String(body.channel), ts, text: String(body.text ?? '') })
  return ok({ message_ts: ts })
}

function update(state: SlackState, body: Json): SlackAnswer {
  const message = find(state, body)
  if (!message) return no('message_not_found')
  if (!message.isBot) return no('cant_update_message')
  const blocks = body.blocks as SlackMessage['blocks']
  if (blocks !== undefined) {
    const problem = blocksError(blocks, 50)
    if (problem) return no(problem)
  }
  message.text = String(body.text ?? message.text)
  // as on Slack: text without blocks takes the blocks away
  message.blocks = blocks
  message.isEdited = true
  return ok({ channel: message.channel, ts: message.ts })
}

function history(state: SlackState, body: Json, isShown: (message: SlackMessage) => boolean): SlackAnswer {
  const messages = state.messages
    .filter((message) => message.channel === body.channel && !message.isDeleted && isShown(message))
    .slice(-Number(body.limit ?? 100))
    .map((message) => ({
      ts: message.ts,
      text: message.text,
      user: message.user,
      ...(message.isBot ? { bot_id: BOT.bot } : {}),
      ...(body.include_all_metadata && message.metadata ? { metadata: message.metadata } : {}),
    }))
  return isKnown(state, String(body.channel)) ? ok({ messages }) : no('channel_not_found')
}

function open(state: SlackState, { body, now }: Call): SlackAnswer {
  const trigger = state.triggers.get(String(body.trigger_id))
  if (!trigger) return no('invalid_trigger_id')
  if (trigger.isUsed) return no('exchanged_trigger_id')
  if (now > trigger.until) return no('expired_trigger_id')
  const problem = viewError(body.view)
  if (problem) return no(problem)
  trigger.isUsed = true
  const modal = { id: `V${state.next++}`, hash: `h${state.next++}`, view: body.view as Json }
  state.modals.set(trigger.user, modal)
  return ok({ view: { id: modal.id, hash: modal.hash } })
}

export function createTrigger(state: SlackState, user: string, now: number): string {
  const id = `trigger-${state.next++}`
  state.triggers.set(id, { user, until: now + TRIGGER_LIFE, isUsed: false })
  return id
}
