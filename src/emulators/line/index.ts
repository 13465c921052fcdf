import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer } from './api.ts'
import { type Call, createState, type Fault, type Person, type Shown } from './state.ts'

export interface LineEmulatorOptions {
  readonly port?: number
  readonly channelSecret?: string
  readonly channelAccessToken?: string
  readonly webhookUrl?: string
  now?(): number
  /** Called after anything that can be seen has changed. */
  onChange?(): void
}

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
  /** Sends any events in one signed request, as they are. */
  post(events: readonly object[]): Promise<number>
  /** The last request once more, as LINE redelivers. */
  redeliver(): Promise<number>
}

export interface LineEmulator extends Phone {
  readonly url: string
  readonly calls: readonly Call[]
  /** Both sides of a chat, oldest first, as it went over the wire. */
  chat(userId: string): readonly Shown[]
  isLoading(userId: string): boolean
  person(userId: string): Person | undefined
  people(): readonly Person[]
  fail(path: string, fault: { status?: number; body?: string; kind?: Fault['kind']; times?: number }): void
  setQuota(limit: number | undefined): void
  setWebhook(url: string): void
  readonly pushed: number
  /** The menu a person sees below the chat, as it was made. */
  richMenu(userId: string): Record<string, unknown> | undefined
  close(): Promise<void>
}

/** A reply token lives for a minute; from a redelivery until twenty minutes after the event. */
const TOKEN_LIFE = 60_000

/** A stateful stand-in for LINE: the Messaging API on one side, phones on the other. */
export async function startLineEmulator(options: LineEmulatorOptions = {}): Promise<LineEmulator> {
  const secret = options.channelSecret ?? 'secret'
  const token = options.channelAccessToken ?? 'token'
  const now = options.now ?? Date.now
  const state = createState(options.webhookUrl)
  const changed = () => options.onChange?.()
  let lastEvents: Record<string, unknown>[] = []

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', () => resolve()))

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const raw = Buffer.concat(chunks)
    const path = (request.url ?? '/').split('?')[0]!
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    if (path.startsWith('/emulator/')) return await handlePhone(request, raw, send)
    if (request.headers.authorization !== `Bearer ${token}`)
      return send(401, {
        message: 'Authentication failed. Confirm that the access token in the authorization header is valid.',
      })
    if (raw.length > 2 * 1024 * 1024) return send(413, { message: 'Payload Too Large' })
    let body: unknown
    try {
      body =
        raw.length > 0 && request.headers['content-type']?.includes('json')
          ? JSON.parse(raw.toString('utf8'))
          : undefined
    } catch {
      return send(400, { message: 'The request body could not be parsed as JSON' })
    }
    const fault = state.faults.find((one) => one.path === path && one.times > 0)
    if (fault) fault.times--
    if (fault?.kind === 'timeout') return
    if (fault?.kind === 'status')
      return send(fault.status ?? 500, fault.body ? JSON.parse(fault.body) : { message: 'Internal server error' })
    const result = answer(state, { method: request.method ?? 'GET', path, headers: request.headers, body, now: now() })
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

  async function post(events: readonly Record<string, unknown>[]): Promise<number> {
    lastEvents = [...events]
    const body = JSON.stringify({ destination: 'Ubot', events })
    const signature = createHmac('sha256', secret).update(body).digest('base64')
    if (!state.webhook) throw new Error('the LINE emulator has no webhook URL: give webhookUrl or call setWebhook()')
    const response = await fetch(state.webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-line-signature': signature },
      body,
    })
    await response.arrayBuffer()
    return response.status
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
    if (canReply) state.tokens.set(replyToken, { userId, until: now() + TOKEN_LIFE, isUsed: false })
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

  const message = (userId: string, content: Record<string, unknown>) => {
    const id = show(userId, content)
    return post([event(userId, { type: 'message', message: { id, quoteToken: `q${id}`, ...content } })])
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
    tap(userId, choice) {
      const action =
        actionsOn(person(userId)).find((one) => one.data === choice) ??
        actionsOn(person(userId)).find((one) => one.label === choice)
      const data = String(action?.data ?? choice)
      if (action?.displayText) show(userId, { type: 'text', text: action.displayText })
      return post([event(userId, { type: 'postback', postback: { data } })])
    },
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
    unsend: (userId, messageId) => post([event(userId, { type: 'unsend', unsend: { messageId } }, false)]),
    post: (events) => post(events as Record<string, unknown>[]),
    redeliver: () => post(lastEvents.map((one) => ({ ...one, deliveryContext: { isRedelivery: true } }))),
  }

  return {
    ...phone,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
    setQuota(limit) {
      state.quota = limit
    },
    setWebhook(url) {
      state.webhook = url
    },
    get pushed() {
      return state.used
    },
    richMenu: (userId) => state.richMenus.get(state.richMenuOf.get(userId) ?? state.defaultRichMenu ?? '')?.menu,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Buttons a person could press now: quick replies of the last message, and every button of a card. */
function actionsOn(person: Person): Record<string, unknown>[] {
  const actions: Record<string, unknown>[] = []
  const walk = (node: unknown) => {
    if (Array.isArray(node)) node.forEach(walk)
    else if (typeof node === 'object' && node !== null) {
      const { action } = node as { action?: Record<string, unknown> }
      if (action) actions.push(action)
      Object.values(node).forEach(walk)
    }
  }
  for (const { from, message } of person.chat.toReversed()) if (from === 'bot') walk(message)
  return actions
}
