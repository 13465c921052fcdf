import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer } from './api.ts'
import { grant, type OAuthApp } from './oauth.ts'
import { createPeople } from './people.ts'
import { respondTo } from './respond.ts'
import {
  BOT,
  createState,
  directChannel,
  type Json,
  type Modal,
  no,
  type Person,
  type SlackAnswer,
  type SlackCall,
  type SlackFault,
  type SlackWeather,
} from './state.ts'
import type { Answered } from './webhook.ts'

export interface SlackEmulatorOptions {
  readonly port?: number
  readonly signingSecret?: string
  readonly botToken?: string
  readonly webhookUrl?: string
  /** The app that workspaces can add; without it there is the one workspace of `botToken`. */
  readonly oauth?: OAuthApp
  /** Answers 429 to a second message within a second in one channel. */
  readonly strictRate?: boolean
  now?(): number
  /** Called after anything that can be seen has changed. */
  onChange?(): void
}

/** A stateful stand-in for Slack: the Web API on one side, people on the other. */
export async function startSlackEmulator(options: SlackEmulatorOptions = {}) {
  const secret = options.signingSecret ?? 'secret'
  const now = options.now ?? Date.now
  const state = createState()
  state.tokens.set(options.botToken ?? 'xoxb-token', { team: BOT.team, until: Number.POSITIVE_INFINITY })
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
    const body = read(request, raw)
    const send = ({ status = 200, headers = {}, body: shown }: SlackAnswer) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(shown))
    if (path.startsWith('/response/')) {
      const answered = respondTo(state, path, body, now())
      options.onChange?.()
      return send(answered)
    }
    if (!path.startsWith('/api/')) return void response.writeHead(404).end()
    const method = path.slice('/api/'.length)
    const waiting = state.faults.find((one) => one.method === method && one.times > 0)
    const isSpared = (waiting?.spared ?? 0) > 0
    if (waiting && isSpared) waiting.spared!--
    const planned = isSpared ? undefined : waiting
    if (planned) planned.times--
    const fault = planned ?? state.weather?.(method)
    if (fault?.kind === 'timeout') return
    if (fault?.kind === 'reset') return void response.destroy()
    if (fault?.kind === 'error') return send(no(fault.error ?? 'internal_error'))
    if (fault?.kind === 'status') {
      return send({
        status: fault.status ?? 500,
        headers: fault.retryAfter ? { 'retry-after': String(fault.retryAfter) } : {},
        body: { ok: false, error: 'ratelimited' },
      })
    }
    const result = call(method, body, request.headers.authorization?.replace('Bearer ', '') ?? body.token)
    state.calls.push({ method, body, answer: result.body })
    options.onChange?.()
    if (fault?.kind === 'timeoutAfterDelivery') return
    if (fault?.kind === 'resetAfterDelivery') return void response.destroy()
    send(result)
  }

  function call(method: string, body: Json, given: unknown): SlackAnswer {
    // the one method that needs no token: it is how tokens are got
    if (method === 'oauth.v2.access')
      return options.oauth ? grant(state, options.oauth, body, now()) : no('invalid_client_id')
    const token = state.tokens.get(String(given ?? ''))
    if (!token) return no(given ? 'invalid_auth' : 'not_authed')
    if (now() >= token.until) return no('token_expired')
    return answer(state, { method, body, now: now(), strictRate: options.strictRate ?? false, team: token.team })
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

  const people = createPeople({ state, url, now, deliver, onChange: () => options.onChange?.() })

  return {
    url,
    calls: state.calls as readonly SlackCall[],
    addUser({ id, name, displayName = name, team = BOT.team }: Partial<Person> & Pick<Person, 'id' | 'name'>) {
      state.people.set(id, { id, name, displayName, team })
    },
    addChannel(id: string, members: readonly string[] = [], team = BOT.team) {
      state.channels.set(id, team)
      state.members.set(id, new Set(members))
    },
    /** Takes the bot out of a channel, or lets it in again. */
    seatBot(channel: string, isIn: boolean) {
      state.without[isIn ? 'delete' : 'add'](channel)
    },
    prompts: (channel: string) => state.prompts.get(channel) ?? [],
    /** What only one person was shown, oldest first. */
    whispers: (user: string) => state.whispers.filter((one) => one.user === user),
    closeModal(user: string) {
      state.modals.delete(user)
      options.onChange?.()
    },
    people: () => [...state.people.values()],
    allMessages: () => state.messages,
    messages: (channel: string) => state.messages.filter((one) => one.channel === channel && !one.isDeleted),
    thread: (channel: string, ts: string) =>
      state.messages.filter((one) => one.channel === channel && one.thread_ts === ts && !one.isDeleted),
    direct: (user: string) => state.messages.filter((one) => one.channel === directChannel(user) && !one.isDeleted),
    directChannel,
    home: (user: string) => state.homes.get(user),
    modal: (user: string): Modal | undefined => state.modals.get(user),
    /** A thread's session, or the last status any in the channel got. */
    status: (channel: string, thread?: string) => state.statuses.get(thread ? `${channel}:${thread}` : channel),
    fail(method: string, fault: Partial<Omit<SlackFault, 'method'>>) {
      state.faults.push({ method, kind: fault.kind ?? 'error', times: fault.times ?? 1, ...fault })
    },
    setWeather(weather: SlackWeather | undefined) {
      state.weather = weather
    },
    setWebhook(to: string) {
      webhook = to
    },
    ...people,
    retryLast: () =>
      last
        ? deliver(last.body, last.type, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' })
        : Promise.reject(new Error('nothing was sent yet')),
    raw: deliver,
    /** Somebody presses "Allow" for a workspace: the code Slack sends back with the person. */
    allow(team: string): string {
      const code = `code-${state.next++}`
      state.codes.set(code, team)
      return code
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export type SlackEmulator = Awaited<ReturnType<typeof startSlackEmulator>>

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
