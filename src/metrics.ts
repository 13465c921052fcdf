import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { QueueState } from './store/callbacks.ts'
import type { OutboxState } from './store/outbox-record.ts'

/** A platform's paid messages of this month; `limit` undefined where there is none. */
export interface Quota {
  readonly limit: number | undefined
  readonly used: number
}

/** Looked at when somebody asks for the metrics, never in between. */
export interface Observed {
  outbox(): Promise<OutboxState>
  desk(): Promise<QueueState>
  /** By channel, as last known. */
  quotas(): ReadonlyMap<string, Quota>
  inHand(): number
}

export interface Metrics {
  /** Starts a channel's counters at zero, so that its first failure is a rise. */
  expect(channel: string): void
  turned(channel: string, intent: string, ms: number): void
  turnFailed(channel: string): void
  webhookAnswered(channel: string, status: number, ms: number): void
  delivered(channel: string, result: string, ms: number, pushed: number): void
  text(): Promise<string>
  readonly contentType: string
}

/** Prometheus metrics; `src/ops` has the dashboard and the alert rules made of them. */
export function createMetrics(observed: Observed, now: () => number): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers: [registry] })
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  const histogram = (name: string, help: string, buckets: number[], ...labelNames: string[]) =>
    new Histogram({ name, help, buckets, labelNames, registers: [registry] })

  const turns = counter('bot_turns_total', 'Turns taken.', 'channel', 'intent')
  const failedTurns = counter(
    'bot_turns_failed_total',
    'Turns that could not be stored; the platform brings them again.',
    'channel',
  )
  const quick = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2]
  const turnSeconds = histogram('bot_turn_seconds', 'From the webhook to the commit.', quick, 'channel')
  const webhookSeconds = histogram(
    'bot_webhook_seconds',
    'From the request read in full to its answer.',
    quick,
    'channel',
    'status',
  )
  const deliveries = counter('bot_deliveries_total', 'Attempts to deliver, by result.', 'channel', 'result')
  const deliverySeconds = histogram(
    'bot_delivery_seconds',
    'From the commit to the platform having it.',
    [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600],
    'channel',
  )
  const pushed = counter('bot_pushed_messages_total', 'Messages that count against a paid quota.', 'channel')

  const storeUp = gauge('bot_store_up', '1 while the store answers.')
  const turnsInHand = gauge('bot_turns_in_hand', 'Webhooks being worked on.')
  const pending = gauge('bot_outbox_pending', 'Rows waiting to be sent.')
  const dead = gauge('bot_outbox_dead', 'Rows given up.')
  const age = gauge('bot_outbox_age_seconds', 'Age of the oldest waiting row.')
  const deskWaiting = gauge('bot_desk_waiting', 'Callback requests that no advisor has taken.')
  const deskAge = gauge('bot_desk_age_seconds', 'Age of the oldest callback request that no advisor has taken.')
  const quotaUsed = gauge('bot_push_quota_used', 'Paid messages of this month, as the platform counts them.', 'channel')
  const quotaLimit = gauge('bot_push_quota_limit', 'Paid messages the plan allows in a month.', 'channel')
  const since = (moment: number | undefined) => (moment === undefined ? 0 : Math.max(0, now() - moment) / 1000)

  async function look() {
    turnsInHand.set(observed.inHand())
    for (const [channel, { limit, used }] of observed.quotas()) {
      quotaUsed.set({ channel }, used)
      if (limit !== undefined) quotaLimit.set({ channel }, limit)
    }
    try {
      const [outbox, desk] = [await observed.outbox(), await observed.desk()]
      pending.set(outbox.pending)
      dead.set(outbox.dead)
      age.set(since(outbox.oldest))
      deskWaiting.set(desk.waiting)
      deskAge.set(since(desk.oldest))
      storeUp.set(1)
    } catch {
      // the figures of the store stay as last seen; that it is away is a figure, too
      storeUp.set(0)
    }
  }

  return {
    expect(channel) {
      failedTurns.inc({ channel }, 0)
      pushed.inc({ channel }, 0)
    },
    turned(channel, intent, ms) {
      turns.inc({ channel, intent })
      turnSeconds.observe({ channel }, ms / 1000)
    },
    turnFailed: (channel) => failedTurns.inc({ channel }),
    webhookAnswered: (channel, status, ms) => webhookSeconds.observe({ channel, status: String(status) }, ms / 1000),
    delivered(channel, result, ms, count) {
      deliveries.inc({ channel, result })
      if (result === 'sent') deliverySeconds.observe({ channel }, ms / 1000)
      if (count > 0) pushed.inc({ channel }, count)
    },
    async text() {
      await look()
      return await registry.metrics()
    },
    contentType: registry.contentType,
  }
}
