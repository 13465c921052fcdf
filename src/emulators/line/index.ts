import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer } from './answer.ts'
import { answer } from './api.ts'
import { type Call, createState, type Fault, type Person, type Shown, type Weather } from './state.ts'
import { reach, urlProblem } from './webhook.ts'

export interface LineEmulatorOptions {
  readonly port?: number
  readonly channelSecret?: string
  readonly channelAccessToken?: string
  readonly webhookUrl?: string
  now?(): number
  /** Called after anything that can be seen has changed. */
  onChange?(): void
}

export type Event = Readonly<Record<string, unknown>>

/** What a test or the playground does as a person with a phone; each resolves with the webhook's HTTP status. */
export interface Phone {
  addUser(user: { userId: string; displayName: string }): void
  follow(userId: string): Promise<number>
  unfollow(userId: string): Promise<number>
  say(userId: string, text: string): Promise<number>
  /** Presses a button on screen, by its label or its data. */
  tap(userId: string, choice: string): Promise<number>
  pick(userId: string, data: string, datetime: string): Promise<number>
  sticker(userId: string, keywords?: readonly string[]): Promise<number>
  media(userId: string, type: 'image' | 'video' | 'audio' | 'file' | 'location'): Promise<number>
  unsend(userId: string, messageId: string): Promise<number>
  /** What a person did, as events that are not sent yet: for `post`, in any order and as often as wished. */
  readonly events: {
    say(userId: string, text: string): Event
    tap(userId: string, choice: string): Event
  }
  /** Sends any events in one signed request, as they are; to the webhook, or to another address. */
  post(events: readonly object[], to?: string): Promise<number>
  /** The last request once more, as LINE redelivers. */
  redeliver(): Promise<number>
}

export interface LineEmulator extends Phone {
  readonly url: string
  /** The host for pictures and files, as `api-data.line.me`. */
  readonly dataUrl: string
  readonly calls: readonly Call[]
  /** Both sides of a chat, oldest first, as it went over the wire. */
  chat(userId: string): readonly Shown[]
  isLoading(userId: string): boolean
  person(userId: string): Person | undefined
  people(): readonly Person[]
  /** Faults by chance; those of `fail` come first. */
  setWeather(weather: Weather | undefined): void
  fail(path: string, fault: { status?: number; body?: string; kind?: Fault['kind']; times?: number }): void
  setQuota(limit: number | undefined): void
  setWebhook(url: string): void
  /** Lets a public address lead to a local server. */
  tunnel(from: string, to: string): void
  /** "Use webhook" in the console. */
  useWebhook(isOn: boolean): void
  /** The menu below a person's talk: their own, or the one for all. */
  menuOf(userId: string): { readonly menu: Record<string, unknown>; readonly image: Buffer | undefined } | undefined
  readonly pushed: number
  /** The menu a person sees below the chat, as it was made. */
  richMenu(userId: string): Record<string, unknown> | undefined
  close(): Promise<void>
}

/** A reply token lives for a minute; from a redelivery until twenty minutes after the event. */
const TOKEN_LIFE = 60_000
const TOKEN_LIFE_IN_ALL = 20 * 60_000

/** A stateful stand-in for LINE: the Messaging API on one side, phones on the other. */
export async function startLineEmulator(options: LineEmulatorOptions = {}): Promise<LineEmulator> {
  const secret = options.channelSecret ?? 'secret'
  const token = options.channelAccessToken ?? 'token'
  const now = options.now ?? Date.now
  const state = createState(options.webhookUrl)
  const changed = () => options.onChange?.()
  let lastEvents: Event[] = []

  const serve = async (isData: boolean, port = 0) => {
    const server = createServer((request, response) => {
      handle(request, response, isData).catch(() => response.destroy())
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
    return server
  }
  const server = await serve(false, options.port)
  const dataServer = await serve(true)

  async function handle(request: IncomingMessage, response: ServerResponse, isData: boolean) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks)
    const path = (request.url ?? '/').split('?')[0]!
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': Buffer.isBuffer(body) ? 'image/png' : 'application/json', ...headers })
        .end(Buffer.isBuffer(body) ? body : JSON.stringify(body))
    if (path.startsWith('/emulator/')) return await handlePhone(request, raw, send)
    if (request.headers.authorization !== `Bearer ${token}`)
      return send(401, {
        message: 'Authentication failed. Confirm that the access token in the authorization header is valid.',
      })
    // files live on a host of their own, and nothing else does
    if (path.endsWith('/content') !== isData) return send(404, { message: 'Not found' })
    if (raw.length > 2 * 1024 * 1024) return send(413, { message: 'Payload Too Large' })
    let body: unknown
    try {
      const isJson = request.headers['content-type']?.includes('json')
      if (raw.length > 0) body = isJson ? JSON.parse(raw.toString('utf8')) : raw
    } catch {
      return send(400, { message: 'The request body could not be parsed as JSON' })
    }
    const planned = state.faults.find((one) => one.path === path && one.times > 0)
    if (planned) planned.times--
    const fault = planned ?? state.weather?.(path)
    if (fault?.kind === 'timeout') return
    if (fault?.kind === 'reset') return void response.destroy()
    if (fault?.kind === 'status')
      return send(fault.status ?? 500, fault.body ? JSON.parse(fault.body) : { message: 'Internal server error' })
    const asked = { method: request.method ?? 'GET', path, headers: request.headers, body, now: now() }
    const result = path === '/v2/bot/channel/webhook/test' ? await testWebhook(body) : answer(state, asked)
    const retryKey = request.headers['x-line-retry-key']
    state.calls.push({
      method: request.method ?? 'GET',
      path,
      body,
      retryKey: typeof retryKey === 'string' ? retryKey : undefined,
      status: result.status,
    })
    changed()
    if (fault?.kind === 'timeoutAfterDelivery') return
    if (fault?.kind === 'resetAfterDelivery') return void response.destroy()
    if (fault?.kind === 'brokenBody')
      return response.writeHead(result.status, { 'content-type': 'application/json' }).end('{"sentMess')
    send(result.status, result.body, result.headers)
  }

  /** The phone over HTTP, for the terminal chat: it acts on POST and shows the chat on GET. */
  async function handlePhone(request: IncomingMessage, raw: Buffer, send: (status: number, body: unknown) => void) {
    const user = new URL(request.url ?? '/', 'http://localhost').searchParams.get('user') ?? 'Uterminal'
    if (request.method === 'POST') {
      const act = JSON.parse(raw.toString('utf8')) as { text?: string; tap?: string; event?: string }
      const status = await (act.text !== undefined
        ? phone.say(user, act.text)
        : act.tap !== undefined
          ? phone.tap(user, act.tap)
          : act.event === 'sticker'
            ? phone.sticker(user)
            : phone.follow(user))
      return send(200, { status })
    }
    return send(200, person(user).chat)
  }

  async function post(events: readonly Event[], to = state.webhook): Promise<number> {
    lastEvents = [...events]
    for (const { deliveryContext, replyToken } of events) {
      const token = state.tokens.get(String(replyToken))
      const isAgain = (deliveryContext as { isRedelivery?: boolean } | undefined)?.isRedelivery
      if (token && isAgain) token.until = Math.min(now() + TOKEN_LIFE, token.at + TOKEN_LIFE_IN_ALL)
    }
    if (!to) throw new Error('the LINE emulator has no webhook URL: give webhookUrl or call setWebhook()')
    return await deliver(to, events)
  }

  async function deliver(url: string, events: readonly Event[]): Promise<number> {
    const body = JSON.stringify({ destination: 'Ubot', events })
    const signature = createHmac('sha256', secret).update(body).digest('base64')
    const response = await fetch(reach(state, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-line-signature': signature },
      body,
    })
    await response.arrayBuffer()
    return response.status
  }

  /** Calls the webhook without events, as the console's "Verify" does, and says how it went. */
  async function testWebhook(body: unknown): Promise<Answer> {
    const { endpoint } = (body ?? {}) as { endpoint?: string }
    const url = endpoint ?? state.webhook
    const problem = endpoint === undefined ? undefined : urlProblem(endpoint)
    if (problem) return problem
    if (!url) return { status: 404, body: { message: 'Webhook endpoint not found' } }
    const timestamp = new Date(now()).toISOString()
    try {
      const statusCode = await deliver(url, [])
      const isOk = statusCode === 200
      const detail = String(statusCode)
      return {
        status: 200,
        body: { success: isOk, timestamp, statusCode, reason: isOk ? 'OK' : 'ERROR_STATUS_CODE', detail },
      }
    } catch {
      const detail = 'A connection to the specified URL could not be made'
      return { status: 200, body: { success: false, timestamp, statusCode: 0, reason: 'COULD_NOT_CONNECT', detail } }
    }
  }

  function menuOf(userId: string) {
    const own = state.richMenuOf.get(userId)
    return state.richMenus.get(own ?? state.defaultRichMenu ?? '')
  }

  function person(userId: string): Person {
    const known = state.people.get(userId)
    if (known) return known
    const created: Person = { userId, displayName: userId, isFriend: true, chat: [], loadingUntil: 0 }
    state.people.set(userId, created)
    changed()
    return created
  }

  function event(userId: string, fields: Record<string, unknown>, canReply = true): Record<string, unknown> {
    const replyToken = `reply-${state.next++}`
    if (canReply) state.tokens.set(replyToken, { userId, at: now(), until: now() + TOKEN_LIFE, isUsed: false })
    return {
      mode: 'active',
      timestamp: now(),
      webhookEventId: `01EVENT${String(state.next++).padStart(8, '0')}`,
      deliveryContext: { isRedelivery: false },
      source: { type: 'user', userId },
      ...(canReply ? { replyToken } : {}),
      ...fields,
    }
  }

  function show(userId: string, message: Record<string, unknown>, id = String(state.next++)) {
    person(userId).chat.push({ from: 'person', at: now(), id, message })
    changed()
    return id
  }

  const written = (userId: string, content: Record<string, unknown>): Event => {
    const id = show(userId, content)
    return event(userId, { type: 'message', message: { id, quoteToken: `q${id}`, ...content } })
  }
  const message = (userId: string, content: Record<string, unknown>) => post([written(userId, content)])

  function tapped(userId: string, choice: string): Event {
    const actions = [...actionsIn(spoken(person(userId))), ...actionsIn(menuOf(userId)?.menu)]
    const action = actions.find((one) => one.data === choice) ?? actions.find((one) => one.label === choice)
    const data = String(action?.data ?? choice)
    if (action?.displayText) show(userId, { type: 'text', text: action.displayText })
    return event(userId, { type: 'postback', postback: { data } })
  }

  const phone: Phone = {
    addUser({ userId, displayName }) {
      state.people.set(userId, { userId, displayName, isFriend: true, chat: [], loadingUntil: 0 })
      changed()
    },
    follow(userId) {
      const isUnblocked = state.people.get(userId)?.isFriend === false
      person(userId).isFriend = true
      changed()
      return post([event(userId, { type: 'follow', follow: { isUnblocked } })])
    },
    unfollow(userId) {
      person(userId).isFriend = false
      changed()
      return post([event(userId, { type: 'unfollow' }, false)])
    },
    say: (userId, text) => message(userId, { type: 'text', text }),
    tap: (userId, choice) => post([tapped(userId, choice)]),
    pick: (userId, data, datetime) =>
      post([event(userId, { type: 'postback', postback: { data, params: { datetime } } })]),
    sticker: (userId, keywords = []) =>
      message(userId, { type: 'sticker', packageId: '1', stickerId: '1', stickerResourceType: 'STATIC', keywords }),
    media(userId, type) {
      const extra =
        type === 'location'
          ? { title: '', address: '東京', latitude: 35, longitude: 139 }
          : type === 'file'
            ? { fileName: 'cv.pdf', fileSize: 1 }
            : { contentProvider: { type: 'line' } }
      return message(userId, { type, ...extra })
    },
    unsend(userId, messageId) {
      const taken = person(userId).chat.find(({ id }) => id === messageId)
      if (taken) taken.isUnsent = true
      changed()
      return post([event(userId, { type: 'unsend', unsend: { messageId } }, false)])
    },
    events: { say: (userId, text) => written(userId, { type: 'text', text }), tap: tapped },
    post: (events, to) => post(events as Event[], to),
    redeliver: () => post(lastEvents.map((one) => ({ ...one, deliveryContext: { isRedelivery: true } }))),
  }

  return {
    ...phone,
    url: urlOf(server),
    dataUrl: urlOf(dataServer),
    calls: state.calls,
    chat: (userId) => person(userId).chat,
    isLoading: (userId) => person(userId).loadingUntil > now(),
    person: (userId) => state.people.get(userId),
    people: () => [...state.people.values()],
    fail(path, { status, body, kind, times = 1 }) {
      state.faults.push({
        path,
        kind: kind ?? 'status',
        times,
        ...(status ? { status } : {}),
        ...(body ? { body } : {}),
      })
    },
    setWeather(weather) {
      state.weather = weather
    },
    setQuota(limit) {
      state.quota = limit
    },
    setWebhook(url) {
      state.webhook = url
    },
    tunnel(from, to) {
      state.tunnels.set(from, to)
    },
    useWebhook(isOn) {
      state.isWebhookUsed = isOn
    },
    menuOf,
    get pushed() {
      return state.used
    },
    richMenu: (userId) => menuOf(userId)?.menu,
    async close() {
      for (const one of [server, dataServer]) {
        one.closeAllConnections()
        await new Promise<void>((resolve) => one.close(() => resolve()))
      }
    },
  }
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** What the bot said, newest first. */
const spoken = (person: Person) => person.chat.toReversed().flatMap((one) => (one.from === 'bot' ? [one.message] : []))

/** Buttons a person could press: quick replies, every button of a card, and those of a menu. */
function actionsIn(shown: unknown): Record<string, unknown>[] {
  const actions: Record<string, unknown>[] = []
  const walk = (node: unknown) => {
    if (Array.isArray(node)) node.forEach(walk)
    else if (typeof node === 'object' && node !== null) {
      const { action } = node as { action?: Record<string, unknown> }
      if (action) actions.push(action)
      Object.values(node).forEach(walk)
    }
  }
  walk(shown)
  return actions
}
