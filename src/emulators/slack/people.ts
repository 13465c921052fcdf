import { createResponseUrl } from './respond.ts'
import { BOT, directChannel, type Json, type SlackMessage, type SlackState, stamp } from './state.ts'
import { createTrigger } from './views.ts'

export interface Answered {
  readonly status: number
  readonly body: unknown
}

export interface Stage {
  readonly state: SlackState
  /** Where response URLs are answered. */
  readonly url: string
  now(): number
  onChange(): void
  /** Sends a signed request to the bot. */
  deliver(body: string, type: string): Promise<Answered>
}

/** What people do in Slack, and what Slack tells the bot of it. */
export function createPeople({ state, url, now, onChange, deliver }: Stage) {
  const teamOf = (user: string) => state.people.get(user)?.team ?? BOT.team
  const event = (fields: Json, team: string = teamOf(String(fields.user))) =>
    deliver(
      JSON.stringify({
        token: 'x',
        team_id: team,
        api_app_id: 'A0APP',
        type: 'event_callback',
        event_id: `Ev${state.next++}`,
        event_time: Math.floor(now() / 1000),
        authorizations: [{ team_id: team, user_id: BOT.user, is_bot: true }],
        event: fields,
      }),
      'application/json',
    )
  const interact = (payload: Json) =>
    deliver(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), 'application/x-www-form-urlencoded')

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

  const said = (message: SlackMessage, type: string, channelType: string, more: Json = {}) =>
    event({
      type,
      user: message.user,
      text: message.text,
      ts: message.ts,
      event_ts: message.ts,
      channel: message.channel,
      channel_type: channelType,
      ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
      ...more,
    })

  const person = (user: string) => ({
    id: user,
    name: state.people.get(user)?.name ?? user,
    username: state.people.get(user)?.name ?? user,
    team_id: teamOf(user),
  })

  /** A button or picker on a message, by its label, value or action id. */
  function elementOn(channel: string, ts: string, which: string): Json | undefined {
    const message = state.messages.find((one) => one.channel === channel && one.ts === ts)
    const elements = (message?.blocks ?? []).flatMap((block) => (block.elements ?? []) as Json[])
    return elements.find((one) => [one.value, one.action_id, (one.text as Json | undefined)?.text].includes(which))
  }

  function press(user: string, channel: string, ts: string, which: string, picked?: number): Promise<Answered> {
    const message = state.messages.find((one) => one.channel === channel && one.ts === ts)
    const element = elementOn(channel, ts, which) ?? { type: 'button', action_id: 'choice:0', value: which }
    return interact({
      type: 'block_actions',
      team: { id: teamOf(user) },
      user: person(user),
      api_app_id: 'A0APP',
      container: { type: 'message', message_ts: ts, channel_id: channel },
      channel: { id: channel },
      message: { ts, text: message?.text ?? '', ...(message?.thread_ts ? { thread_ts: message.thread_ts } : {}) },
      trigger_id: createTrigger(state, user, now()),
      response_url: createResponseUrl(state, url, { user, channel, ts }, now()),
      actions: [
        {
          type: element.type,
          action_id: element.action_id,
          block_id: 'b',
          action_ts: stamp(state, now()),
          ...(picked === undefined ? { value: element.value } : { selected_date_time: picked }),
        },
      ],
    })
  }

  return {
    dm: (user: string, text: string) => said(write(user, directChannel(user), text), 'message', 'im'),
    file: (user: string) =>
      said(write(user, directChannel(user), ''), 'message', 'im', {
        subtype: 'file_share',
        files: [{ name: 'photo.png' }],
      }),
    mention(user: string, channel: string, text: string) {
      const message = write(user, channel, `<@${BOT.user}> ${text}`)
      return said(message, 'app_mention', 'channel').then(() => said(message, 'message', 'channel'))
    },
    channelMessage: (user: string, channel: string, text: string) =>
      said(write(user, channel, text), 'message', 'channel'),
    threadReply: (user: string, channel: string, thread: string, text: string, file?: string) =>
      said(
        write(user, channel, text, thread),
        'message',
        'channel',
        file ? { subtype: 'file_share', files: [{ name: file }] } : {},
      ),
    press: (user: string, channel: string, ts: string, which: string) => press(user, channel, ts, which),
    pick: (user: string, channel: string, ts: string, which: string, unixSeconds: number) =>
      press(user, channel, ts, which, unixSeconds),
    pressHome(user: string, which: string): Promise<Answered> {
      const view = state.homes.get(user)
      const elements = ((view?.blocks ?? []) as Json[]).flatMap((block) => (block.elements ?? []) as Json[])
      const element = elements.find((one) => [one.value, one.action_id].includes(which))
      if (!element) throw new Error(`${user} has no button ${which} on the Home tab`)
      return interact({
        type: 'block_actions',
        team: { id: teamOf(user) },
        user: person(user),
        api_app_id: 'A0APP',
        container: { type: 'view', view_id: 'V0HOME' },
        view: { ...view, id: 'V0HOME' },
        trigger_id: createTrigger(state, user, now()),
        actions: [
          {
            type: element.type,
            action_id: element.action_id,
            block_id: 'b',
            action_ts: stamp(state, now()),
            value: element.value,
          },
        ],
      })
    },
    async submit(user: string, values: Record<string, string>): Promise<Answered> {
      const modal = state.modals.get(user)
      if (!modal) throw new Error(`${user} has no modal open`)
      const blocks = (modal.view.blocks ?? []) as { block_id?: string; element?: Json; optional?: boolean }[]
      const inputs = Object.fromEntries(
        blocks.flatMap((block) => {
          if (!block.block_id || !block.element) return []
          const value = values[block.block_id]
          if (!value && block.optional !== true)
            throw new Error(`Slack does not send a form off while "${block.block_id}" is empty`)
          const filled = filledIn(String(block.element.type), value)
          return [[block.block_id, { [String(block.element.action_id)]: { type: block.element.type, ...filled } }]]
        }),
      )
      const answered = await interact({
        type: 'view_submission',
        team: { id: teamOf(user) },
        user: person(user),
        api_app_id: 'A0APP',
        trigger_id: createTrigger(state, user, now()),
        view: { ...modal.view, id: modal.id, hash: modal.hash, state: { values: inputs } },
      })
      const { response_action: action, errors = {} } = (answered.body || {}) as {
        response_action?: string
        errors?: Json
      }
      const misplaced = Object.keys(errors).find((name) => !(name in inputs))
      if (misplaced) throw new Error(`Slack shows errors at inputs alone, and "${misplaced}" is none`)
      if (answered.status === 200 && action !== 'errors') state.modals.delete(user)
      onChange()
      return answered
    },
    slash: (user: string, command: string, text: string) =>
      deliver(
        new URLSearchParams({
          command,
          text,
          user_id: user,
          user_name: user,
          team_id: teamOf(user),
          channel_id: 'C0',
          trigger_id: createTrigger(state, user, now()),
          response_url: createResponseUrl(state, url, { user, channel: 'C0' }, now()),
        }).toString(),
        'application/x-www-form-urlencoded',
      ),
    shortcut: (user: string, callbackId: string) =>
      interact({
        type: 'shortcut',
        team: { id: teamOf(user) },
        user: person(user),
        callback_id: callbackId,
        trigger_id: createTrigger(state, user, now()),
        action_ts: stamp(state, now()),
      }),
    messageShortcut: (user: string, callbackId: string, text: string) =>
      interact({
        type: 'message_action',
        team: { id: teamOf(user) },
        user: person(user),
        callback_id: callbackId,
        trigger_id: createTrigger(state, user, now()),
        message_ts: '1',
        message: { type: 'message', text, ts: '1' },
        channel: { id: 'C0' },
        action_ts: stamp(state, now()),
        response_url: createResponseUrl(state, url, { user, channel: 'C0' }, now()),
      }),
    openHome: (user: string, tab: 'home' | 'messages') =>
      event({ type: 'app_home_opened', user, channel: directChannel(user), tab, event_ts: stamp(state, now()) }),
    edit(user: string, channel: string, ts: string, text: string) {
      const message = state.messages.find((one) => one.channel === channel && one.ts === ts)!
      const before = message.text
      message.text = text
      message.isEdited = true
      onChange()
      const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {}
      return event({
        type: 'message',
        subtype: 'message_changed',
        channel,
        channel_type: channel.startsWith('D') ? 'im' : 'channel',
        ts: stamp(state, now()),
        message: { type: 'message', user, text, ts, ...thread },
        previous_message: { user, text: before, ts, ...thread },
      })
    },
    remove(user: string, channel: string, ts: string) {
      const message = state.messages.find((one) => one.channel === channel && one.ts === ts)!
      message.isDeleted = true
      onChange()
      const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {}
      return event({
        type: 'message',
        subtype: 'message_deleted',
        channel,
        channel_type: channel.startsWith('D') ? 'im' : 'channel',
        ts: stamp(state, now()),
        deleted_ts: ts,
        previous_message: { user, text: message.text, ts, ...thread },
      })
    },
    uninstall: (team: string) => event({ type: 'app_uninstalled' }, team),
    /** The bot's own message as Slack echoes it. */
    echo: (channel: string, text: string) =>
      event({
        type: 'message',
        user: BOT.user,
        bot_id: BOT.bot,
        text,
        ts: stamp(state, now()),
        channel,
        channel_type: 'im',
      }),
    otherBot: (channel: string, text: string) =>
      event({
        type: 'message',
        subtype: 'bot_message',
        bot_id: 'B0OTHER',
        text,
        ts: stamp(state, now()),
        channel,
        channel_type: 'im',
      }),
  }
}

/** What a filled field looks like in a submission, by the kind of its element. */
function filledIn(type: string, value: string | undefined): Json {
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: value ? { value } : null }
    case 'checkboxes':
      return { selected_options: value ? [{ value }] : [] }
    case 'datepicker':
      return { selected_date: value ?? null }
    case 'timepicker':
      return { selected_time: value ?? null }
    default:
      return { value: value ?? null }
  }
}
