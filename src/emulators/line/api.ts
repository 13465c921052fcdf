import { complaintsAbout } from './rules.ts'
import type { LineState } from './state.ts'

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: unknown
  readonly now: number
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const ok = (body: unknown = {}): Answer => ({ status: 200, body })
const bad = (message: string, details?: unknown): Answer => ({
  status: 400,
  body: { message, ...(details ? { details } : {}) },
})
const missing: Answer = { status: 404, body: { message: 'Not found' } }

/** Answers one API call as LINE would, and changes the state as LINE would. */
export function answer(state: LineState, request: Request): Answer {
  const { method, path } = request
  const body = (request.body ?? {}) as Record<string, unknown>
  const route = `${method} ${path}`
  if (
    request.headers['x-line-retry-key'] !== undefined &&
    !/message\/(push|multicast|narrowcast|broadcast)$/.test(path)
  ) {
    return bad('X-Line-Retry-Key header is not allowed for this endpoint')
  }
  switch (route) {
    case 'POST /v2/bot/message/reply':
      return reply(state, body, request.now)
    case 'POST /v2/bot/message/push':
      return push(state, body, request)
    case 'POST /v2/bot/message/validate/reply':
    case 'POST /v2/bot/message/validate/push':
      return objections(body.messages) ?? ok()
    case 'POST /v2/bot/chat/loading/start':
      return loading(state, body, request.now)
    case 'POST /v2/bot/chat/markAsRead':
      return typeof body.markAsReadToken === 'string'
        ? ok()
        : bad('The property, markAsReadToken, in the request body is invalid')
    case 'GET /v2/bot/info':
      return ok({ userId: 'Ubot', basicId: '@bot', displayName: 'Zキャリア', chatMode: 'bot', markAsReadMode: 'auto' })
    case 'GET /v2/bot/message/quota':
      return ok(state.quota === undefined ? { type: 'none' } : { type: 'limited', value: state.quota })
    case 'GET /v2/bot/message/quota/consumption':
      return ok({ totalUsage: state.used })
    case 'GET /v2/bot/channel/webhook/endpoint':
      return state.webhook ? ok({ endpoint: state.webhook, active: true }) : missing
    case 'PUT /v2/bot/channel/webhook/endpoint':
      state.webhook = String(body.endpoint)
      return ok()
    case 'POST /v2/bot/channel/webhook/test':
      return ok({
        success: true,
        timestamp: new Date(request.now).toISOString(),
        statusCode: 200,
        reason: 'OK',
        detail: '200',
      })
    default:
      return rest(state, method, path, body)
  }
}

function rest(state: LineState, method: string, path: string, body: Record<string, unknown>): Answer {
  const profile = /^\/v2\/bot\/profile\/([^/]+)$/.exec(path)
  if (profile) {
    const person = state.people.get(profile[1]!)
    return person?.isFriend ? ok({ userId: person.userId, displayName: person.displayName, language: 'ja' }) : missing
  }
  if (/^\/v2\/bot\/message\/[^/]+\/content$/.test(path) && method === 'GET') return ok('')
  return richMenus(state, method, path, body) ?? missing
}

function objections(messages: unknown): Answer | undefined {
  const details = complaintsAbout(messages)
  return details.length > 0 ? bad(`The request body has ${details.length} error(s)`, details) : undefined
}

function deliver(
  state: LineState,
  userId: string,
  messages: Record<string, unknown>[],
  by: 'reply' | 'push',
  now: number,
) {
  const person = state.people.get(userId)
  const sentMessages = messages.map(() => ({ id: String(state.next++), quoteToken: `q${state.next}` }))
  if (person?.isFriend) {
    for (const [index, message] of messages.entries()) {
      person.chat.push({ from: 'bot', at: now, id: sentMessages[index]!.id, message, by })
    }
    person.loadingUntil = 0
  }
  return { sentMessages, isCounted: person?.isFriend === true }
}

function reply(state: LineState, body: Record<string, unknown>, now: number): Answer {
  const objection = objections(body.messages)
  if (objection) return objection
  const token = state.tokens.get(String(body.replyToken))
  if (!token || token.isUsed || now > token.until) return bad('Invalid reply token')
  token.isUsed = true
  const { sentMessages } = deliver(state, token.userId, body.messages as Record<string, unknown>[], 'reply', now)
  return ok({ sentMessages })
}

function push(state: LineState, body: Record<string, unknown>, request: Request): Answer {
  const key = request.headers['x-line-retry-key']
  if (key !== undefined && (typeof key !== 'string' || !UUID.test(key))) return bad('Invalid X-Line-Retry-Key')
  const before = typeof key === 'string' ? state.retryKeys.get(key) : undefined
  if (before) {
    return {
      status: 409,
      body: { message: 'The retry key is already accepted', sentMessages: before.sentMessages },
      headers: { 'x-line-accepted-request-id': before.requestId },
    }
  }
  const objection = objections(body.messages)
  if (objection) return objection
  if (typeof body.to !== 'string' || body.to === '') return bad("The property, 'to', in the request body is invalid")
  if (state.quota !== undefined && state.used >= state.quota)
    return { status: 429, body: { message: 'You have reached your monthly limit.' } }
  // to somebody who blocked the account LINE answers 200 and delivers nothing
  const { sentMessages, isCounted } = deliver(
    state,
    body.to,
    body.messages as Record<string, unknown>[],
    'push',
    request.now,
  )
  if (isCounted) state.used++
  const requestId = `request-${state.next++}`
  if (typeof key === 'string') state.retryKeys.set(key, { requestId, sentMessages })
  return { status: 200, body: { sentMessages }, headers: { 'x-line-request-id': requestId } }
}

function loading(state: LineState, body: Record<string, unknown>, now: number): Answer {
  const seconds = Number(body.loadingSeconds ?? 20)
  if (seconds < 5 || seconds > 60 || seconds % 5 !== 0)
    return bad('The property, loadingSeconds, in the request body is invalid')
  const person = state.people.get(String(body.chatId))
  if (!person) return bad("The property, 'chatId', in the request body is invalid")
  person.loadingUntil = now + seconds * 1000
  return { status: 202, body: {} }
}

function richMenus(state: LineState, method: string, path: string, body: Record<string, unknown>): Answer | undefined {
  if (path === '/v2/bot/richmenu' && method === 'POST') {
    const size = body.size as { width?: number; height?: number } | undefined
    const width = size?.width ?? 0
    const height = size?.height ?? 0
    if (width < 800 || width > 2500 || height < 250 || width / height < 1.45) return bad('invalid size')
    if (String(body.chatBarText ?? '').length > 14 || body.chatBarText === undefined) return bad('invalid chatBarText')
    if (!Array.isArray(body.areas) || body.areas.length > 20) return bad('invalid areas')
    const richMenuId = `richmenu-${state.next++}`
    state.richMenus.set(richMenuId, { menu: body, hasImage: false })
    return ok({ richMenuId })
  }
  if (path === '/v2/bot/richmenu/list')
    return ok({ richmenus: [...state.richMenus].map(([richMenuId, { menu }]) => ({ richMenuId, ...menu })) })
  const content = /^\/v2\/bot\/richmenu\/([^/]+)\/content$/.exec(path)
  if (content && method === 'POST') {
    const menu = state.richMenus.get(content[1]!)
    if (!menu) return missing
    if (menu.hasImage) return bad('An image has already been uploaded to the richmenu')
    menu.hasImage = true
    return ok()
  }
  const forAll = /^\/v2\/bot\/user\/all\/richmenu(?:\/([^/]+))?$/.exec(path)
  if (forAll) {
    if (method === 'GET') return state.defaultRichMenu ? ok({ richMenuId: state.defaultRichMenu }) : missing
    if (method === 'POST' && !state.richMenus.get(forAll[1] ?? '')?.hasImage)
      return bad('must upload richmenu image before applying it to user')
    state.defaultRichMenu = method === 'POST' ? forAll[1] : undefined
    return ok()
  }
  const forOne = /^\/v2\/bot\/user\/([^/]+)\/richmenu(?:\/([^/]+))?$/.exec(path)
  if (forOne) {
    if (method === 'POST' && !state.richMenus.has(forOne[2] ?? '')) return missing
    if (method === 'POST') state.richMenuOf.set(forOne[1]!, forOne[2]!)
    else if (method === 'DELETE') state.richMenuOf.delete(forOne[1]!)
    else return state.richMenuOf.has(forOne[1]!) ? ok({ richMenuId: state.richMenuOf.get(forOne[1]!) }) : missing
    return ok()
  }
  const alias = /^\/v2\/bot\/richmenu\/alias(?:\/([^/]+))?$/.exec(path)
  if (alias) {
    const id = alias[1] ?? String(body.richMenuAliasId ?? '')
    if (method === 'GET')
      return alias[1] === 'list' || !alias[1]
        ? ok({ aliases: [...state.aliases].map(([richMenuAliasId, richMenuId]) => ({ richMenuAliasId, richMenuId })) })
        : missing
    if (method === 'DELETE') state.aliases.delete(id)
    else state.aliases.set(id, String(body.richMenuId))
    return ok()
  }
  const one = /^\/v2\/bot\/richmenu\/([^/]+)$/.exec(path)
  if (one && method === 'DELETE') return state.richMenus.delete(one[1]!) ? ok() : missing
  return undefined
}
