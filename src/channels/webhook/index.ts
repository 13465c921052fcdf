import { createHmac } from 'node:crypto'
import { request } from 'undici'
import { type ChannelAdapter, type ChannelHost, DeliveryError } from '../channel.ts'

const TIMEOUT = 10_000

/**
 * Tells another system of each change of a callback request: a POST with JSON
 * and `x-signature: v0=<hex HMAC-SHA256 of "v0:<timestamp>:<body>">`, the
 * timestamp in `x-timestamp` (seconds). `id` is the same in every attempt.
 */
export function createWebhookChannel(
  options: { webhookUrl: string; webhookSecret: string; timeoutMs?: number },
  host: Pick<ChannelHost, 'now'>,
): ChannelAdapter {
  return {
    name: 'webhook',
    edits: false,
    async receive(_request, _body, response) {
      response.writeHead(404).end()
    },
    async send(delivery) {
      const facts = delivery.messages.flatMap((message) =>
        message.kind === 'card' ? [Object.fromEntries(message.facts.map((fact) => [fact.label, fact.value]))] : [],
      )
      const timestamp = String(Math.floor(host.now() / 1000))
      const body = JSON.stringify({ id: delivery.key, type: 'callback', callback: facts[0] ?? null })
      const signature = createHmac('sha256', options.webhookSecret).update(`v0:${timestamp}:${body}`).digest('hex')
      const limit = options.timeoutMs ?? TIMEOUT
      const response = await request(options.webhookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': `v0=${signature}` },
        body,
        headersTimeout: limit,
        bodyTimeout: limit,
      }).catch((cause: unknown) => {
        throw new DeliveryError('unreachable', { retry: true, cause })
      })
      await response.body.dump()
      if (response.statusCode >= 200 && response.statusCode < 300) return { refs: [], pushed: 0 }
      const canPass = response.statusCode >= 500 || response.statusCode === 429 || response.statusCode === 408
      throw new DeliveryError(`status_${response.statusCode}`, { retry: canPass })
    },
  }
}
