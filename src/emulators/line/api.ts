import { type Answer, bad, missing, ok, type Request } from './answer.ts'
import { richMenus } from './rich-menus.ts'
import { complaintsAbout } from './rules.ts'
import type { LineState } from './state.ts'
import { webhookEndpoint } from './webhook.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
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
    default:
      return rest(state, request, body)
  }
}

function rest(state: LineState, request: Request, body: Record<string, unknown>): Answer {
  const { method, path } = request
  const profile = /^\/v2\/bot\/profile\/([^/]+)$/.exec(path)
  if (profile) {
    const person = state.people.get(profile[1]!)
    return person?.isFriend ? ok({ userId: person.userId, displayName: person.displayName, language: 'ja' }) : missing
  }
  if (/^\/v2\/bot\/message\/[^/]+\/content$/.test(path) && method === 'GET') return ok('')
  return webhookEndpoint(state, request, body) ?? richMenus(state, request, body) ?? missing
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
