import * as messages from './messages.ts'
import { BOT, type Call, directChannel, isKnown, isOf, no, ok, type SlackAnswer, type SlackState } from './state.ts'
import * as views from './views.ts'

/** The workspace's; a message is opened below it, at `archives/<channel>/p<ts>`. */
const ADDRESS = 'https://zcareer.slack.com/'
const STATUSES = ['active', 'processing', 'suspended', 'closed']

/** Answers one Web API method as Slack would, and changes the state as Slack would. */
export function answer(state: SlackState, call: Call): SlackAnswer {
  const { method, body, team } = call
  switch (method) {
    case 'auth.test':
      return ok({ user_id: BOT.user, bot_id: BOT.bot, team_id: team, team: 'Zキャリア', user: 'bot', url: ADDRESS })
    case 'chat.postMessage':
      return messages.post(state, call)
    case 'chat.postEphemeral':
      return messages.whisper(state, call)
    case 'chat.update':
      return messages.update(state, call)
    case 'chat.delete':
      return messages.remove(state, call)
    case 'conversations.open': {
      const user = String(body.users)
      return isOf(state, user, team) ? ok({ channel: { id: directChannel(user) } }) : no('user_not_found')
    }
    case 'conversations.info': {
      const channel = String(body.channel)
      return isKnown(state, channel, team)
        ? ok({ channel: { id: channel, is_im: channel.startsWith('D'), is_member: !state.without.has(channel) } })
        : no('channel_not_found')
    }
    case 'conversations.members':
      return members(state, call)
    case 'conversations.history':
    case 'conversations.replies':
      return messages.history(state, call)
    case 'users.info': {
      const user = state.people.get(String(body.user))
      return user?.team === team
        ? ok({
            user: { id: user.id, name: user.name, real_name: user.name, profile: { display_name: user.displayName } },
          })
        : no('user_not_found')
    }
    case 'views.open':
      return views.open(state, call)
    case 'views.update':
      return views.update(state, call)
    case 'views.publish':
      return views.publish(state, call)
    case 'assistant.threads.setSuggestedPrompts':
      if (!Array.isArray(body.prompts) || body.prompts.length > 4) return no('invalid_arguments')
      state.prompts.set(String(body.channel_id), body.prompts)
      return ok()
    case 'agents.sessions.setStatus':
      if (!STATUSES.includes(String(body.status))) return no('invalid_arguments')
      if (!messages.find(state, { channel: body.channel_id, ts: body.thread_ts })) return no('thread_not_found')
      state.statuses.set(String(body.channel_id), String(body.status))
      state.statuses.set(`${body.channel_id}:${body.thread_ts}`, String(body.status))
      return ok()
    default:
      return no('unknown_method')
  }
}

function members(state: SlackState, { body }: Call): SlackAnswer {
  const all = state.members.get(String(body.channel))
  if (!all) return no('channel_not_found')
  const from = Number(body.cursor ?? 0)
  const to = from + Number(body.limit ?? 100)
  return ok({
    members: [...all].slice(from, to),
    response_metadata: { next_cursor: to < all.size ? String(to) : '' },
  })
}
