import { createHmac } from 'node:crypto'
import type { Answer } from './answer.ts'
import type { LineState } from './state.ts'
import { reach, urlProblem } from './webhook.ts'

export type Event = Readonly<Record<string, unknown>>

/** A reply token lives for a minute; from a redelivery until twenty minutes after the event. */
export const TOKEN_LIFE = 60_000
const TOKEN_LIFE_IN_ALL = 20 * 60_000

/** Sends what people did to the bot's webhook, signed; each resolves with the webhook's HTTP status. */
export function createSender(state: LineState, secret: string, now: () => number) {
  let lastEvents: readonly Event[] = []

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

  return {
    post,
    redeliver: () => post(lastEvents.map((one) => ({ ...one, deliveryContext: { isRedelivery: true } }))),
    /** Calls the webhook without events, as the console's "Verify" does, and says how it went. */
    async test(body: unknown): Promise<Answer> {
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
    },
  }
}

export type Sender = ReturnType<typeof createSender>
