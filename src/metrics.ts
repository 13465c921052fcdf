import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { OutboxState } from './store/outbox.ts'

export interface Metrics {
  turned(channel: string, intent: string, ms: number): void
  delivered(channel: string, result: string, ms: number, pushed: number): void
  text(): Promise<string>
  readonly contentType: string
}

/** Prometheus metrics; the names are listed in the README and used by the dashboard and the alert rules. */
export function createMetrics(outbox: () => Promise<OutboxState>, now: () => number): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const turns = new Counter({
    name: 'bot_turns_total',
    help: 'Turns taken.',
    labelNames: ['channel', 'intent'],
    registers,
  })
  const turnSeconds = new Histogram({
    name: 'bot_turn_seconds',
    help: 'From the webhook to the commit.',
    labelNames: ['channel'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2],
    registers,
  })
  const deliveries = new Counter({
    name: 'bot_deliveries_total',
    help: 'Attempts to deliver, by result.',
    labelNames: ['channel', 'result'],
    registers,
  })
  const deliverySeconds = new Histogram({
    name: 'bot_delivery_seconds',
    help: 'From the commit to the platform having it.',
    labelNames: ['channel'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600],
    registers,
  })
  const pushed = new Counter({
    name: 'bot_pushed_messages_total',
    help: 'Messages that count against a paid quota.',
    labelNames: ['channel'],
    registers,
  })
  let state: OutboxState = { pending: 0, dead: 0, oldest: undefined }
  new Gauge({
    name: 'bot_outbox_pending',
    help: 'Rows waiting to be sent.',
    registers,
    collect() {
      this.set(state.pending)
    },
  })
  new Gauge({
    name: 'bot_outbox_dead',
    help: 'Rows given up.',
    registers,
    collect() {
      this.set(state.dead)
    },
  })
  new Gauge({
    name: 'bot_outbox_age_seconds',
    help: 'Age of the oldest waiting row.',
    registers,
    collect() {
      this.set(state.oldest === undefined ? 0 : (now() - state.oldest) / 1000)
    },
  })

  return {
    turned(channel, intent, ms) {
      turns.inc({ channel, intent })
      turnSeconds.observe({ channel }, ms / 1000)
    },
    delivered(channel, result, ms, count) {
      deliveries.inc({ channel, result })
      if (result === 'sent') deliverySeconds.observe({ channel }, ms / 1000)
      if (count > 0) pushed.inc({ channel }, count)
    },
    async text() {
      state = await outbox()
      return await registry.metrics()
    },
    contentType: registry.contentType,
  }
}
