import { createHash } from 'node:crypto'
import type { messagingApi } from '@line/bot-sdk'
import { type Delivery, DeliveryError, type Receipt } from '../channel.ts'
import type { ApiAnswer, LineApi } from './api.ts'
import { OBJECTS_PER_CALL } from './limits.ts'
import { render } from './render.ts'

type Note = (message: string, facts: Record<string, string | number>) => void

/**
 * Sends one row: the first five objects by the reply token, which is free; the
 * rest, or all of it, by push with a retry key fixed in the row, so that LINE
 * drops what it has already
 * (https://developers.line.biz/en/docs/messaging-api/retrying-api-request/).
 */
export async function send(api: LineApi, delivery: Delivery, note: Note): Promise<Receipt> {
  const to = delivery.to.slice('line:'.length)
  const objects = render(delivery.messages)
  const token = delivery.reply?.token
  let pushed = 0
  for (let part = 0; part * OBJECTS_PER_CALL < objects.length; part++) {
    const messages = objects.slice(part * OBJECTS_PER_CALL, (part + 1) * OBJECTS_PER_CALL)
    if (part === 0 && typeof token === 'string') await reply(api, token, messages, delivery.attempts > 0, note)
    else {
      // what is said of a later part must not make the first one forgotten
      await push(api, to, messages, retryKey(delivery.key, part), part > 0, note)
      pushed++
    }
  }
  return { refs: [], pushed }
}

/** Each part has a key of its own, the same at every attempt. */
export function retryKey(key: string, part: number): string {
  if (part === 0) return key
  const hash = createHash('sha256').update(`${key}:${part}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

const ASKED = 4
/** After a silence of eight seconds there is time for one more. */
const ASK_AGAIN_WITHIN = 10_000

/** Returns when the messages went out, or very likely did. */
async function reply(
  api: LineApi,
  replyToken: string,
  messages: messagingApi.Message[],
  isInDoubt: boolean,
  note: Note,
): Promise<void> {
  let mayHaveArrived = isInDoubt
  let answer: Attempted | undefined
  // no retry key exists for replies: asked again with the same token, as long as it lives, LINE tells whether it was spent
  const until = performance.now() + ASK_AGAIN_WITHIN
  for (let asked = 0; !answer || ('error' in answer && asked < ASKED && performance.now() < until); asked++) {
    if (answer) mayHaveArrived ||= mayHave(answer)
    answer = await attempt(() => api.call('POST', '/v2/bot/message/reply', { replyToken, messages }))
  }
  if ('error' in answer) throw unanswered(answer.error, mayHaveArrived || mayHave(answer))
  if (answer.status === 200) return
  if (answer.status !== 400 || !answer.body.includes('Invalid reply token')) throw failure(answer, mayHaveArrived)
  note(mayHaveArrived ? 'a reply had arrived before' : 'a reply token had expired', { status: answer.status })
  // pushed by another attempt, so that no row ever has doubts about both ways
  if (!mayHaveArrived) {
    throw new DeliveryError('reply_expired', { retry: true, after: 0, mayHaveArrived: false, withoutReply: true })
  }
}

async function push(
  api: LineApi,
  to: string,
  messages: messagingApi.Message[],
  key: string,
  isPartThere: boolean,
  note: Note,
): Promise<void> {
  const answer = await attempt(() => api.call('POST', '/v2/bot/message/push', { to, messages }, key))
  if ('error' in answer) throw unanswered(answer.error, isPartThere || mayHave(answer))
  note('pushed', { status: answer.status, request: answer.requestId ?? '' })
  // 409: LINE accepted this very key before
  if (answer.status !== 200 && answer.status !== 409) throw failure(answer, isPartThere)
}

type Attempted = ApiAnswer | { readonly error: unknown }

async function attempt(call: () => Promise<ApiAnswer>): Promise<Attempted> {
  try {
    return await call()
  } catch (error) {
    return { error }
  }
}

/** Where no connection was made nothing arrived; where one was and no answer came, nobody knows. */
const UNCONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
])
const mayHave = (attempted: Attempted) =>
  'error' in attempted && !UNCONNECTED.has((attempted.error as { code?: string }).code ?? '')

const unanswered = (cause: unknown, mayHaveArrived: boolean) =>
  new DeliveryError('timeout', { retry: true, cause, mayHaveArrived })

/** What LINE's answer means for another attempt (https://developers.line.biz/en/reference/messaging-api/#error-responses). */
function failure({ status, body }: ApiAnswer, mayHaveArrived: boolean): DeliveryError {
  if (status === 429) {
    // one status, two meanings: too fast, or the month's messages are used up
    const isQuota = body.includes('monthly limit')
    return new DeliveryError(isQuota ? 'quota' : 'rate_limited', {
      retry: !isQuota,
      mayHaveArrived,
      ...(isQuota ? {} : { after: 2000 }),
    })
  }
  // a reply that LINE failed at is pushed once its token is gone: rather once too often than never
  if (status >= 500) return new DeliveryError('server_error', { retry: true, mayHaveArrived })
  if (status === 401 || status === 403)
    return new DeliveryError('credentials', {
      retry: false,
      detail: `LINE answered ${status}: check LINE_CHANNEL_ACCESS_TOKEN`,
    })
  // half an answer does not say why: that the token was spent, or that the message is wrong
  if (!isJson(body)) return new DeliveryError('broken_answer', { retry: true, mayHaveArrived })
  return new DeliveryError('rejected', { retry: false, detail: `LINE answered ${status}: ${properties(body)}` })
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body)
    return true
  } catch {
    return false
  }
}

/** Names of the properties LINE complains about, never their text. */
function properties(body: string): string {
  try {
    const { message, details } = JSON.parse(body) as {
      message?: string
      details?: { message?: string; property?: string }[]
    }
    return [message, ...(details ?? []).map((one) => `${one.property}: ${one.message}`)]
      .filter(Boolean)
      .join('; ')
      .slice(0, 300)
  } catch {
    return 'no reason given'
  }
}
