import { createHash } from 'node:crypto'
import type { messagingApi } from '@line/bot-sdk'
import { type Delivery, DeliveryError, type Receipt } from '../channel.ts'
import type { ApiAnswer, LineApi } from './api.ts'
import { OBJECTS_PER_CALL } from './limits.ts'
import { render } from './render.ts'

type Note = (message: string, facts: Record<string, string | number>) => void

/**
 * Sends one row: the first five objects by the reply token while it lives,
 * which is free; the rest, or all of it, by push with a retry key fixed in the
 * row, so that LINE drops what it has already
 * (https://developers.line.biz/en/docs/messaging-api/retrying-api-request/).
 */
export async function send(api: LineApi, delivery: Delivery, now: number, note: Note): Promise<Receipt> {
  const to = delivery.to.slice('line:'.length)
  const objects = render(delivery.messages)
  let pushed = 0
  for (let part = 0; part * OBJECTS_PER_CALL < objects.length; part++) {
    const messages = objects.slice(part * OBJECTS_PER_CALL, (part + 1) * OBJECTS_PER_CALL)
    if (part === 0 && (await replied(api, delivery, messages, now, note))) continue
    await push(api, to, messages, retryKey(delivery.key, part), note)
    pushed++
  }
  return { refs: [], pushed }
}

/** Each part has a key of its own, the same at every attempt. */
export function retryKey(key: string, part: number): string {
  if (part === 0) return key
  const hash = createHash('sha256').update(`${key}:${part}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** True when the messages went out, or very likely did, by the reply token. */
async function replied(
  api: LineApi,
  delivery: Delivery,
  messages: messagingApi.Message[],
  now: number,
  note: Note,
): Promise<boolean> {
  const token = delivery.reply?.token
  const until = delivery.reply?.until
  if (typeof token !== 'string' || typeof until !== 'number') return false
  const isSecondTry = delivery.attempts > 0
  // a first attempt that is too late costs a push; a later one must ask LINE, or it might say things twice
  if (!isSecondTry && now > until) return false
  const body = { replyToken: token, messages }
  const first = await attempt(() => api.call('POST', '/v2/bot/message/reply', body))
  // no retry key exists for replies: asked once more with the same token, LINE tells whether it was spent
  const answer = 'error' in first ? await attempt(() => api.call('POST', '/v2/bot/message/reply', body)) : first
  if ('error' in answer) throw new DeliveryError('timeout', { retry: true, cause: answer.error })
  if (answer.status === 200) return true
  if (answer.status === 400 && answer.body.includes('Invalid reply token')) {
    const mayHaveArrived = isSecondTry || 'error' in first
    note(mayHaveArrived ? 'a reply had arrived before' : 'a reply token had expired', { status: answer.status })
    return mayHaveArrived
  }
  throw failure(answer)
}

async function push(
  api: LineApi,
  to: string,
  messages: messagingApi.Message[],
  key: string,
  note: Note,
): Promise<void> {
  const answer = await attempt(() => api.call('POST', '/v2/bot/message/push', { to, messages }, key))
  if ('error' in answer) throw new DeliveryError('timeout', { retry: true, cause: answer.error })
  note('pushed', { status: answer.status, request: answer.requestId ?? '' })
  // 409: LINE accepted this very key before
  if (answer.status !== 200 && answer.status !== 409) throw failure(answer)
}

async function attempt(call: () => Promise<ApiAnswer>): Promise<ApiAnswer | { error: unknown }> {
  try {
    return await call()
  } catch (error) {
    return { error }
  }
}

/** What LINE's answer means for another attempt (https://developers.line.biz/en/reference/messaging-api/#error-responses). */
function failure({ status, body }: ApiAnswer): DeliveryError {
  if (status === 429) {
    // one status, two meanings: too fast, or the month's messages are used up
    const isQuota = body.includes('monthly limit')
    return new DeliveryError(isQuota ? 'quota' : 'rate_limited', {
      retry: !isQuota,
      ...(isQuota ? {} : { after: 2000 }),
    })
  }
  if (status >= 500) return new DeliveryError('server_error', { retry: true })
  if (status === 401 || status === 403)
    return new DeliveryError('credentials', {
      retry: false,
      detail: `LINE answered ${status}: check LINE_CHANNEL_ACCESS_TOKEN`,
    })
  return new DeliveryError('rejected', { retry: false, detail: `LINE answered ${status}: ${properties(body)}` })
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
