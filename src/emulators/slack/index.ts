import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer, createTrigger, stamp } from './api.ts'
import {
  BOT,
  createState,
  directChannel,
  type Modal,
  type SlackCall,
  type SlackFault,
  type SlackMessage,
} from './state.ts'

type Json = Record<string, unknown>

export interface SlackEmulatorOptions {
  readonly port?: number
  readonly signingSecret?: string
  readonly botToken?: string
  readonly webhookUrl?: string
  /** Answers 429 to a second message within a second in one channel. */
  readonly strictRate?: boolean
  now?(): number
  /** Called after anything that can be seen has changed. */
  onChange?(): void
}

export interface Answered {
  readonly status: number
  readonly body: unknown
}

/** A stateful stand-in for Slack: the Web API on one side, people on the other. */
export async function startSlackEmulator(options: SlackEmulatorOptions = {}) {
  const secret = options.signingSecret ?? 'secret'
  const token = options.botToken ?? 'xoxb-token'
  const now = options.now ?? Date.now
  const state = createState()
  let webhook = options.webhookUrl
  let last: { body: string; type: string } | undefined

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', () => resolve()))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks).toString('utf8')
    const path = (request.url ?? '').split('?')[0]!
    if (!path.startsWith('/api/')) return void response.writeHead(404).end()
    const method = path.slice('/api/'.length)
    const body = read(request, raw)
    const send = (answered: { status?: number; headers?: Record<string, string>; body: Json }) =>
      void response
        .writeHead(answered.status ?? 200, { 'content-type': 'application/json', ...answered.headers })
        .end(JSON.stringify(answered.body))
    const given = request.headers.authorization?.replace('Bearer ', '') ?? body.token
    if (given !== token) return send({ body: { ok: false, error: given ? 'invalid_auth' : 'not_authed' } })
    const fault = state.faults.find((one) => one.method === method && one.times > 0)
    if (fault) fault.times--
    if (fault?.kind === 'timeout') return
    if (fault?.kind === 'error') return send({ body: { ok: false, error: fault.error ?? 'internal_error' } })
    if (fault?.kind === 'status') {
      return send({
        status: fault.status ?? 500,
        headers: fault.retryAfter ? { 'retry-after': String(fault.retryAfter) } : {},
        body: { ok: false, error: 'ratelimited' },
      })
    }
    const result = answer(state, { method, body, now: now(), strictRate: options.strictRate ?? false })
    state.calls.push({ method, body, answer: result.body })
    options.onChange?.()
    if (fault?.kind === 'timeoutAfterDelivery') return
    send(result)
  }

  /** Sends a signed request, as Slack does. */
  async function deliver(body: string, type: string, more: Record<string, string> = {}): Promise<Answered> {
    if (!webhook) throw new Error('the Slack emulator has no webhook URL: give webhookUrl or call setWebhook()')
    last = { body, type }
    const timestamp = String(Math.floor(now() / 1000))
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
    const response = await fetch(webhook, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature,
        ...more,
      },
      body,
    })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
  }

  const event = (fields: Json) =>
    deliver(
      JSON.stringify({
        token: 'x',
        team_id: BOT.team,
        api_app_id: 'A0APP',
        type: 'event_callback',
        event_id: `Ev${state.next++}`,
        event_time: Math.floor(now() / 1000),
        authorizations: [{ team_id: BOT.team, user_id: BOT.user, is_bot: true }],
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
    options.onChange?.()
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
    team_id: BOT.team,
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
      team: { id: BOT.team },
      user: person(user),
      api_app_id: 'A0APP',
      container: { type: 'message', message_ts: ts, channel_id: channel },
      channel: { id: channel },
      message: { ts, text: message?.text ?? '', ...(message?.thread_ts ? { thread_ts: message.thread_ts } : {}) },
      trigger_id: createTrigger(state, user, now()),
      response_url: `${url}/response/${state.next++}`,
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
    url,
    calls: state.calls as readonly SlackCall[],
    addUser({ id, name }: { id: string; name: string }) {
      state.people.set(id, { id, name })
    },
    addChannel(id: string, members: readonly string[] = []) {
      state.channels.add(id)
      state.members.set(id, new Set(members))
    },
    prompts: (channel: string) => state.prompts.get(channel) ?? [],
    /** What only one person was shown, oldest first. */
    whispers: (user: string) => state.whispers.filter((one) => one.user === user),
    closeModal(user: string) {
      state.modals.delete(user)
      options.onChange?.()
    },
    people: () => [...state.people.values()],
    messages: (channel: string) => state.messages.filter((one) => one.channel === channel && !one.isDeleted),
    thread: (channel: string, ts: string) =>
      state.messages.filter((one) => one.channel === channel && one.thread_ts === ts && !one.isDeleted),
    direct: (user: string) => state.messages.filter((one) => one.channel === directChannel(user) && !one.isDeleted),
    directChannel,
    home: (user: string) => state.homes.get(user),
    modal: (user: string): Modal | undefined => state.modals.get(user),
    status: (channel: string) => state.statuses.get(channel),
    fail(method: string, fault: Partial<Omit<SlackFault, 'method'>>) {
      state.faults.push({ method, kind: fault.kind ?? 'error', times: fault.times ?? 1, ...fault })
    },
    setWebhook(to: string) {
      webhook = to
    },
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
    threadReply: (user: string, channel: string, thread: string, text: string) =>
      said(write(user, channel, text, thread), 'message', 'channel'),
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
        team: { id: BOT.team },
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
        team: { id: BOT.team },
        user: person(user),
        api_app_id: 'A0APP',
        trigger_id: createTrigger(state, user, now()),
        view: { ...modal.view, id: modal.id, hash: modal.hash, state: { values: inputs } },
      })
      const action = (answered.body as Json | undefined)?.response_action
      if (answered.status === 200 && action !== 'errors') state.modals.delete(user)
      options.onChange?.()
      return answered
    },
    slash: (user: string, command: string, text: string) =>
      deliver(
        new URLSearchParams({
          command,
          text,
          user_id: user,
          user_name: user,
          team_id: BOT.team,
          channel_id: 'C0',
          trigger_id: createTrigger(state, user, now()),
          response_url: `${url}/response/1`,
        }).toString(),
        'application/x-www-form-urlencoded',
      ),
    shortcut: (user: string, callbackId: string) =>
      interact({
        type: 'shortcut',
        team: { id: BOT.team },
        user: person(user),
        callback_id: callbackId,
        trigger_id: createTrigger(state, user, now()),
        action_ts: stamp(state, now()),
      }),
    messageShortcut: (user: string, callbackId: string, text: string) =>
      interact({
        type: 'message_action',
        team: { id: BOT.team },
        user: person(user),
        callback_id: callbackId,
        trigger_id: createTrigger(state, user, now()),
        message_ts: '1',
        message: { type: 'message', text, ts: '1' },
        channel: { id: 'C0' },
        action_ts: stamp(state, now()),
        response_url: `${url}/response/1`,
      }),
    openHome: (user: string, tab: 'home' | 'messages') =>
      event({ type: 'app_home_opened', user, channel: directChannel(user), tab, event_ts: stamp(state, now()) }),
    edit(user: string, channel: string, ts: string, text: string) {
      const message = state.messages.find((one) => one.channel === channel && one.ts === ts)!
      const before = message.text
      message.text = text
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
    retryLast: () =>
      last
        ? deliver(last.body, last.type, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' })
        : Promise.reject(new Error('nothing was sent yet')),
    raw: deliver,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export type SlackEmulator = Awaited<ReturnType<typeof startSlackEmulator>>

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

function read(request: IncomingMessage, raw: string): Json {
  if (request.headers['content-type']?.includes('application/json')) return raw ? JSON.parse(raw) : {}
  const form = Object.fromEntries(new URLSearchParams(raw))
  // structured arguments travel as JSON inside the form
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, /^[[{]/.test(value) ? parsed(value) : value]),
  )
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
