import { BOT, directChannel, type Json, type SlackMessage, stamp } from './state.ts'
import type { Stage, Webhook } from './webhook.ts'

const typeOf = (channel: string) => (channel.startsWith('D') ? 'im' : 'channel')
const inThread = ({ thread_ts }: SlackMessage) => (thread_ts ? { thread_ts } : {})

/** What people write, change and take back. */
export function createWords({ state, now, onChange }: Stage, { event }: Webhook) {
  function write(user: string, channel: string, text: string, thread_ts?: string): SlackMessage {
    const message: SlackMessage = {
      channel,
      ts: stamp(state, now()),
      user,
      isBot: false,
      text,
      blocks: undefined,
      thread_ts,
      metadata: undefined,
      isEdited: false,
      isDeleted: false,
    }
    state.messages.push(message)
    onChange()
    return message
  }

  const said = (message: SlackMessage, more: Json = {}) =>
    event({
      type: 'message',
      user: message.user,
      text: message.text,
      ts: message.ts,
      event_ts: message.ts,
      channel: message.channel,
      channel_type: typeOf(message.channel),
      ...inThread(message),
      ...more,
    })

  /** A message that is no longer as it was written. */
  function changed(user: string, channel: string, ts: string, change: (message: SlackMessage) => Json) {
    const message = state.messages.find((one) => one.channel === channel && one.ts === ts)
    if (!message) throw new Error(`there is no message ${ts} in ${channel}`)
    const { text } = message
    const fields = change(message)
    onChange()
    return event({
      type: 'message',
      channel,
      channel_type: typeOf(channel),
      ts: stamp(state, now()),
      previous_message: { user, text, ts, ...inThread(message) },
      ...fields,
    })
  }

  /** Somebody else's app, or the bot's own message as Slack echoes it. */
  const byApp = (channel: string, text: string, fields: Json) =>
    event({ type: 'message', text, ts: stamp(state, now()), channel, channel_type: 'im', ...fields })

  return {
    dm: (user: string, text: string) => said(write(user, directChannel(user), text)),
    file: (user: string) =>
      said(write(user, directChannel(user), ''), { subtype: 'file_share', files: [{ name: 'photo.png' }] }),
    async mention(user: string, channel: string, text: string) {
      const message = write(user, channel, `<@${BOT.user}> ${text}`)
      await said(message, { type: 'app_mention' })
      return await said(message)
    },
    channelMessage: (user: string, channel: string, text: string) => said(write(user, channel, text)),
    threadReply: (
      user: string,
      channel: string,
      thread: string,
      text: string,
      file?: string,
      blocks?: readonly Json[],
    ) =>
      said(write(user, channel, text, thread), {
        ...(file ? { subtype: 'file_share', files: [{ name: file }] } : {}),
        ...(blocks ? { blocks } : {}),
      }),
    edit: (user: string, channel: string, ts: string, text: string) =>
      changed(user, channel, ts, (message) => {
        message.text = text
        message.isEdited = true
        return { subtype: 'message_changed', message: { type: 'message', user, text, ts, ...inThread(message) } }
      }),
    remove: (user: string, channel: string, ts: string) =>
      changed(user, channel, ts, (message) => {
        message.isDeleted = true
        return { subtype: 'message_deleted', deleted_ts: ts }
      }),
    echo: (channel: string, text: string) => byApp(channel, text, { user: BOT.user, bot_id: BOT.bot }),
    otherBot: (channel: string, text: string) => byApp(channel, text, { subtype: 'bot_message', bot_id: 'B0OTHER' }),
  }
}
