import type { ChannelAdapter, Delivery, MessageRef, Outbound, ReplyAddress } from '../channels/channel.ts'
import { DeliveryError } from '../channels/channel.ts'
import type { Log } from '../log.ts'
import type { Seal } from '../seal.ts'
import { claimRows, markDead, markSent, type OutboxRow, postponeRow, refsAbout } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import { HOUR, MINUTE } from '../time.ts'

export interface OutboxWorker {
  /** There may be something to send: look now rather than at the next poll. */
  poke(): void
  /** Resolves once nothing that is due is left, or after `within` ms; then sends nothing more. */
  stop(within: number): Promise<void>
  /** For tests and scripts: sends what is due, until nothing is. */
  drain(): Promise<void>
}

export interface OutboxEvents {
  sent?(row: OutboxRow, pushed: number): void
  failed?(row: OutboxRow, reason: string, isDead: boolean): void
}

/** Rows of other nodes and postponed rows are found by polling; this node's own rows by `poke`. */
const POLL = 500
/** Longer than any adapter's timeouts: only a dead worker's rows are taken over. */
const LEASE = 40_000
const AT_ONCE = 32
/** LINE knows a retry key for 24 hours (https://developers.line.biz/en/docs/messaging-api/retrying-api-request/). */
const GIVE_UP_AFTER = 23 * HOUR
const MOST_ATTEMPTS = 12
/** A menu is not worth holding up what the person is told next. */
const MENU_ATTEMPTS = 3

/** 1 s, 2 s, 4 s … up to ten minutes, a little apart so that many rows do not come back at once. */
export const backoff = (attempts: number, random: number) =>
  Math.round(Math.min(10 * MINUTE, 1000 * 2 ** Math.max(0, attempts - 1)) * (0.75 + random / 2))

/**
 * Sends what turns have queued: the oldest row of each lane, lanes side by
 * side. At least once; a row that may have arrived before is sent again with
 * the same key. Gives up visibly: dead rows stay and are counted.
 */
export function startOutbox(
  store: Store,
  seal: Seal,
  channels: ReadonlyMap<string, ChannelAdapter>,
  options: { now(): number; log: Log; sends?: boolean; events?: OutboxEvents; poll?: number },
): OutboxWorker {
  const { now, log, events } = options
  let isStopped = options.sends === false
  let isWanted = false
  let sending = 0
  let busy: Promise<void> | undefined
  let wake = () => {}
  const timer = setInterval(poke, options.poll ?? POLL)
  timer.unref()

  function poke() {
    if (isStopped) return
    isWanted = true
    wake()
    busy ??= run().finally(() => {
      busy = undefined
      if (isWanted) poke()
    })
  }

  /** Fills places as they become free: a platform that is slow with one row holds up no other lane. */
  async function run() {
    while (isWanted || sending > 0) {
      if (isWanted && sending < AT_ONCE) await claim()
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  }

  async function claim() {
    isWanted = false
    try {
      const rows = await store.write((db) => claimRows(db, store.engine, now(), LEASE, AT_ONCE - sending))
      sending += rows.length
      for (const row of rows)
        void sendRow(row).finally(() => {
          sending--
          // the next of its lane may go
          isWanted = !isStopped
          wake()
        })
    } catch (error) {
      // the store is away: the next poll tries again
      log.error('the outbox cannot reach the store', { error: String(error) })
    }
  }

  async function sendRow(row: OutboxRow) {
    const attempts = row.attempts - 1
    try {
      const receipt = await deliver(row, attempts)
      const refs = receipt.refs.length > 0 ? JSON.stringify(receipt.refs) : null
      await store.write((db) => markSent(db, row.id, refs, receipt.pushed, now()))
      events?.sent?.(row, receipt.pushed)
    } catch (error) {
      await settleFailure(row, error)
    }
  }

  async function deliver(row: OutboxRow, attempts: number) {
    const channel = channels.get(row.lane.slice(0, row.lane.indexOf(':')))
    if (!channel) throw new DeliveryError('channel_closed', { retry: true, after: MINUTE })
    if (row.mode === 'menu') {
      await channel.showMenu?.(row.lane, row.about ?? '')
      return { refs: [], pushed: 0 }
    }
    const messages = JSON.parse(seal.open(row.messages ?? '', `outbox.messages.${row.key}`)) as Outbound[]
    const about = row.about && row.mode !== 'new' ? await refsAbout(store.db, row.about) : undefined
    const ref = about ? (JSON.parse(about) as MessageRef[])[0] : undefined
    const delivery: Delivery = {
      key: row.key,
      to: row.lane,
      messages,
      attempts,
      ...(row.reply ? { reply: JSON.parse(row.reply) as ReplyAddress } : {}),
      ...(ref && row.mode === 'edit' ? { replaces: ref } : {}),
      ...(ref && row.mode === 'below' ? { below: ref } : {}),
    }
    return await channel.send(delivery)
  }

  async function settleFailure(row: OutboxRow, error: unknown) {
    const failure = error instanceof DeliveryError ? error : new DeliveryError('broken', { retry: false, cause: error })
    const isLate =
      now() - row.created_at > GIVE_UP_AFTER || row.attempts >= (row.mode === 'menu' ? MENU_ATTEMPTS : MOST_ATTEMPTS)
    const isDead = !failure.retry || isLate
    log[isDead ? 'error' : 'warn'](
      isDead ? 'a message is given up' : 'a message could not be sent and is tried again',
      {
        row: row.id,
        channel: row.lane.slice(0, row.lane.indexOf(':')),
        reason: failure.reason,
        attempts: row.attempts,
        ...(failure.reason === 'broken' ? { error: String(failure.cause) } : {}),
      },
    )
    // a refusal for being too fast never arrived: a later attempt need not suspect a duplicate
    const reached = failure.reason !== 'rate_limited' && failure.reason !== 'channel_closed'
    const wait = Math.max(failure.after ?? 0, backoff(row.attempts, Math.random()))
    await store
      .write((db) =>
        isDead
          ? markDead(db, row.id, failure.reason, now())
          : postponeRow(
              db,
              row.id,
              now() + (failure.after !== undefined ? Math.max(failure.after, 50) : wait),
              failure.reason,
              reached,
            ),
      )
      .catch((cause) =>
        log.error('an outbox row could not be marked; its lease will end', { row: row.id, error: String(cause) }),
      )
    events?.failed?.(row, failure.reason, isDead)
  }

  return {
    poke,
    async stop(within) {
      clearInterval(timer)
      poke()
      await Promise.race([busy, new Promise((resolve) => setTimeout(resolve, within).unref())])
      isStopped = true
      isWanted = false
    },
    async drain() {
      poke()
      while (busy) await busy
    },
  }
}
