import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, isValidSlackRequest, LogLevel, type Receiver } from '@slack/bolt'
import type { View } from '@slack/types'
import type { ChannelAdapter, ChannelHost, Inbound, Outbound } from '../channel.ts'
import { clientOptions, createClient, failure } from './api.ts'
import { type ActionPayload, type MessageEvent, type Place, parseAction, parseMessage } from './parse.ts'
import { render, renderForm } from './render.ts'
import { createSender } from './send.ts'

export interface SlackOptions {
  readonly signingSecret: string
  readonly botToken?: string | undefined
  readonly apiUrl?: string | undefined
  readonly advisorChannel?: string | undefined
  readonly timeoutMs?: number
}

const TIMEOUT = 10_000
/** Slack's own window is five minutes into the past; a request from the future is no less forged. */
const WINDOW_SECONDS = 300

interface Identity {
  readonly botId: string
  readonly botUserId: string
  readonly team: string
}

/** Slack, by the real Bolt app on our own HTTP server (https://docs.slack.dev/tools/bolt-js). */
export function createSlackChannel(
  options: SlackOptions,
  host: ChannelHost,
): ChannelAdapter & { showHome(to: string, messages: readonly Outbound[]): Promise<void> } {
  const token = options.botToken ?? ''
  const timeout = options.timeoutMs ?? TIMEOUT
  const client = createClient(token, options.apiUrl, timeout)
  const sender = createSender(client, host.now)
  let identity: Promise<Identity> | undefined

  /** Who we are; asked at the first need, so that a bad token does not keep the program from starting. */
  function whoAmI(): Promise<Identity> {
    identity ??= client.auth
      .test()
      .then(({ bot_id, user_id, team_id }) => ({ botId: bot_id ?? '', botUserId: user_id ?? '', team: team_id ?? '' }))
    identity.catch(() => {
      identity = undefined
    })
    return identity
  }

  const receiver: Receiver = { init() {}, start: async () => undefined, stop: async () => undefined }
  const app = new App({
    receiver,
    authorize: async () => {
      const { botId, botUserId, team } = await whoAmI()
      return { botToken: token, botId, botUserId, teamId: team }
    },
    convoStore: false,
    clientOptions: clientOptions(options.apiUrl, timeout),
    logLevel: LogLevel.ERROR,
    logger: quiet(host),
  })
  // a turn that failed must be a 500, so that Slack tries again
  app.error(async (error) => {
    throw error
  })

  const place = async (): Promise<Place> => {
    const { team, botUserId } = await whoAmI()
    return { team, botUserId, advisorChannel: options.advisorChannel }
  }
  const accept = async (inbound: Inbound | undefined) => {
    if (inbound) await host.accept([inbound])
  }

  app.event('message', async ({ event }) => accept(parseMessage(event as MessageEvent, await place())))
  app.event('app_mention', async ({ event }) => accept(parseMessage(event as MessageEvent, await place())))
  app.event('app_home_opened', async ({ event, body }) => {
    const { team } = await whoAmI()
    const where = event.tab === 'home' ? ('home' as const) : ('chat' as const)
    if (where === 'chat') await suggest(event.channel)
    await accept({
      eventId: `slack:${body.event_id}`,
      conversation: `slack:${team}:${event.user}`,
      at: Math.round(Number(event.event_ts) * 1000),
      body: { kind: 'opened', where },
      ...(where === 'chat' ? { reply: { channel: event.channel } } : {}),
    })
  })

  app.action(/.*/, async ({ ack, body, action }) => {
    await ack()
    const payload = body as unknown as ActionPayload
    const form = /^form:(.+):\d+$/.exec('action_id' in action ? action.action_id : '')?.[1]
    if (form && payload.trigger_id) return await openForm(form, payload)
    await accept(parseAction(payload, await place()))
  })

  app.view(/.*/, async ({ ack, body, view }) => {
    const { form, target } = JSON.parse(view.private_metadata || '{}') as { form?: string; target?: string }
    if (!form) return await ack()
    const fields = fieldsOf(view.state.values)
    const errors = host.checkForm(form, fields)
    if (Object.keys(errors).length > 0) return await ack({ response_action: 'errors', errors })
    const { team } = await whoAmI()
    await accept({
      // one open view is sent off once: a retry has the same id
      eventId: `slack:view:${view.id}:${view.hash}`,
      conversation: `slack:${team}:${body.user.id}`,
      at: host.now(),
      body: { kind: 'form', form, fields },
      who: body.user.name,
      ...(target === 'desk' ? { isDesk: true } : {}),
    })
    await ack()
  })

  app.command('/career', async ({ ack, command }) => {
    await accept(
      await said(
        command.user_id,
        COMMANDS[command.text.trim()] ?? (command.text.replace(/^質問\s*/, '').trim() || 'メニュー'),
        command.trigger_id,
      ),
    )
    await ack({ response_type: 'ephemeral', text: 'ダイレクトメッセージでお答えします。' })
  })
  app.command('/callbacks', async ({ ack, command }) => {
    const inbound = await said(command.user_id, '/callbacks', command.trigger_id)
    await accept({ ...inbound, isDesk: true })
    await ack()
  })
  app.shortcut('open_menu', async ({ ack, shortcut }) => {
    await ack()
    await accept(await said(shortcut.user.id, 'メニュー', shortcut.trigger_id))
  })
  app.shortcut({ type: 'message_action', callback_id: 'ask_about_message' }, async ({ ack, shortcut }) => {
    await ack()
    const words = 'message' in shortcut ? String(shortcut.message.text ?? '') : ''
    await accept(await said(shortcut.user.id, words || 'メニュー', shortcut.trigger_id))
  })

  /** Words a person gave without writing a message: a command, a shortcut. */
  async function said(user: string, text: string, once: string): Promise<Inbound> {
    const { team } = await whoAmI()
    return {
      eventId: `slack:trigger:${once}`,
      conversation: `slack:${team}:${user}`,
      at: host.now(),
      body: { kind: 'text', text },
    }
  }

  async function openForm(id: string, payload: ActionPayload): Promise<void> {
    const { team } = await whoAmI()
    const form = await host.openForm(id, `slack:${team}:${payload.user.id}`)
    if (!form || !payload.trigger_id) return
    const target = payload.channel?.id === options.advisorChannel ? 'desk' : 'person'
    try {
      await client.views.open({ trigger_id: payload.trigger_id, view: renderForm(form, target) })
    } catch (error) {
      host.log('warn', 'a form could not be opened', { reason: failure(error).reason })
    }
  }

  async function suggest(channel: string): Promise<void> {
    try {
      await client.apiCall('assistant.threads.setSuggestedPrompts', { channel_id: channel, prompts: PROMPTS })
    } catch (error) {
      host.log('debug', 'prompts could not be suggested', { reason: failure(error).reason })
    }
  }

  return {
    name: 'slack',
    edits: true,

    async receive(request, body, response) {
      const raw = body.toString('utf8')
      if (!isSigned(request, raw, options.signingSecret, host.now())) return void response.writeHead(401).end()
      const payload = parseBody(request, raw)
      if (!payload) return void response.writeHead(400).end()
      if (payload.type === 'url_verification') return respond(response, { challenge: payload.challenge })
      if (payload.ssl_check) return respond(response)
      let acknowledged: unknown
      await app.processEvent({
        body: payload,
        ack: async (answer?: unknown) => {
          acknowledged = answer
        },
      })
      respond(response, acknowledged)
    },

    send: (delivery) => sender.send(delivery),

    async showTyping(to) {
      try {
        const channel = await sender.directChannel(to.split(':')[2] ?? '')
        await client.apiCall('agents.sessions.setStatus', { channel_id: channel, status: 'processing' })
      } catch (error) {
        host.log('debug', 'the status could not be shown', { reason: failure(error).reason })
      }
    },

    async showHome(to, messages) {
      const blocks = messages
        .flatMap(render)
        .flatMap((one) => one.blocks)
        .slice(0, 100)
      await client.views.publish({ user_id: to.split(':')[2] ?? '', view: { type: 'home', blocks } as View })
    },

    async verify() {
      try {
        await whoAmI()
      } catch (error) {
        throw new Error(
          `Slack refuses SLACK_BOT_TOKEN (${failure(error).reason}). Copy the Bot User OAuth Token from "OAuth & Permissions" of the Slack app, and reinstall the app if its scopes changed.`,
        )
      }
    },
  }
}

const COMMANDS: Record<string, string> = { 診断: '診断をはじめる', 相談: 'アドバイザーに相談したい' }
const PROMPTS = [
  { title: '適性チェックをはじめる', message: '診断をはじめる' },
  { title: '営業ってどんな仕事？', message: '営業ってどんな仕事？' },
  { title: '事務の仕事が知りたい', message: '事務ってどんな仕事？' },
  { title: 'アドバイザーに相談', message: 'アドバイザーに相談したい' },
]

function isSigned(request: IncomingMessage, body: string, signingSecret: string, now: number): boolean {
  const signature = request.headers['x-slack-signature']
  const timestamp = Number(request.headers['x-slack-request-timestamp'])
  if (typeof signature !== 'string' || !Number.isInteger(timestamp)) return false
  if (Math.abs(now / 1000 - timestamp) > WINDOW_SECONDS) return false
  return isValidSlackRequest({
    signingSecret,
    body,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
    nowMilliseconds: now,
  })
}

/** JSON of the Events API, or a form with the payload of interactivity or a command. */
function parseBody(request: IncomingMessage, raw: string): Record<string, unknown> | undefined {
  try {
    if (request.headers['content-type']?.includes('application/json')) return JSON.parse(raw)
    const form = new URLSearchParams(raw)
    const payload = form.get('payload')
    return payload ? JSON.parse(payload) : Object.fromEntries(form)
  } catch {
    return undefined
  }
}

function respond(response: ServerResponse, body?: unknown): void {
  if (body === undefined || body === '') return void response.writeHead(200).end()
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

type States = Record<
  string,
  Record<
    string,
    {
      value?: string | null
      selected_date?: string | null
      selected_time?: string | null
      selected_option?: { value: string } | null
    }
  >
>

function fieldsOf(values: unknown): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, inputs] of Object.entries(values as States)) {
    const input = Object.values(inputs)[0]
    const value = input?.value ?? input?.selected_date ?? input?.selected_time ?? input?.selected_option?.value
    if (value) fields[name] = value
  }
  return fields
}

/** Bolt logs payloads at some levels: only that something happened is passed on. */
function quiet(host: ChannelHost) {
  return {
    debug() {},
    info() {},
    warn: () => host.log('debug', 'Bolt warned'),
    error: () => host.log('debug', 'Bolt reported an error'),
    setLevel() {},
    getLevel: () => LogLevel.ERROR,
    setName() {},
  }
}
