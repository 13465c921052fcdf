import {
  type ChannelAdapter,
  channelOf,
  type Delivery,
  DeliveryError,
  type MessageRef,
  type Outbound,
  type ReplyAddress,
  takenOver,
} from '../channels/channel.ts'
import type { Log } from '../log.ts'
import type { Seal } from '../seal.ts'
import { isStoreFault } from '../store/fault.ts'
import type { OutboxRow } from '../store/outbox.ts'
import { refsAbout } from '../store/outbox-record.ts'
import { markDead, markSent, postponeRow } from '../store/outbox-sending.ts'
import type { Db, Store } from '../store/store.ts'
import { HOUR, MINUTE } from '../time.ts'
import { type Tracing, turnOf, untraced } from '../tracing.ts'

export interface OutboxEvents {
  sent?(row: OutboxRow, pushed: number): void
  failed?(row: OutboxRow, reason: string, isDead: boolean): void
  /** A row is given up; runs in the transaction that marks it so. */
  givenUp?(db: Db, row: OutboxRow, reason: string): Promise<void>
}

/** LINE knows a retry key for 24 hours (https://developers.line.biz/en/docs/messaging-api/retrying-api-request/). */
const GIVE_UP_AFTER = 23 * HOUR
/** However late: a clock that jumped must not end a row that was tried for a moment. */
const LEAST_ATTEMPTS = 12
/** Some five hours; and however often, not before an hour has gone by. */
const MOST_ATTEMPTS = 40
/** Half an hour: another node may have a new key already, which this one is given with its next start. */
const UNREADABLE_ATTEMPTS = 12
/** A menu is not worth holding up what the person is told next. */
const MENU_ATTEMPTS = 3
/** What went out is noted even if the store is away for a moment, rather than sent again. */
const NOTE_AGAIN = [50, 200, 800, 3_000]

/** 1 s, 2 s, 4 s … up to ten minutes, a little apart so that many rows do not come back at once. */
const backoff = (attempts: number, random: number) =>
  Math.round(Math.min(10 * MINUTE, 1000 * 2 ** Math.max(0, attempts - 1)) * (0.75 + random / 2))

/**
 * Sends one claimed row and notes what became of it: sent, to be tried again,
 * or given up. Never rejects; what could not even be noted is taken up again
 * when its lease ends. `isHeld` says whether that may be the case already.
 */
export function createSender(
  store: Store,
  seal: Seal,
  channels: ReadonlyMap<string, ChannelAdapter>,
  options: { now(): number; log: Log; tracing?: Tracing; events?: OutboxEvents },
): (row: OutboxRow, isHeld: () => boolean, text?: string) => Promise<void> {
  const { now, log, events, tracing = untraced } = options

  async function sendRow(row: OutboxRow, isHeld: () => boolean, text?: string): Promise<void> {
    const channel = channelOf(row.lane)
    const facts = { turn: turnOf(row.trace), row: row.id, channel, attempts: row.attempts }
    let ref: MessageRef | undefined
    try {
      const about =
        row.about && (row.mode === 'edit' || row.mode === 'below') ? await refsAbout(store.db, row.about) : undefined
      ref = about ? (JSON.parse(about) as MessageRef[])[0] : undefined
    } catch (error) {
      log.error('the store went away before a row was sent; it is tried again', { ...facts, error: String(error) })
      const failure = new DeliveryError('store_away', { retry: true, mayHaveArrived: false })
      return await note(row, (db) => tryAgain(db, row, failure))
    }
    try {
      const receipt = await tracing.span(
        'deliver',
        { facts: { channel, attempts: row.attempts }, parent: row.trace ?? undefined },
        () => deliver(row, isHeld, text, ref),
      )
      const refs = receipt.refs.length > 0 ? JSON.stringify(receipt.refs) : null
      await note(row, (db) => markSent(db, row.id, refs, receipt.pushed, now()))
      log.debug('delivered', { ...facts, pushed: receipt.pushed })
      events?.sent?.(row, receipt.pushed)
    } catch (error) {
      const failure =
        error instanceof DeliveryError ? error : new DeliveryError('broken', { retry: false, cause: error })
      const isDead = !failure.retry || isTooMuch(row, failure.reason)
      log[isDead ? 'error' : 'warn'](
        isDead ? 'a message is given up' : 'a message could not be sent and is tried again',
        {
          ...facts,
          reason: failure.reason,
          // names of properties and statuses, never text of a person
          ...(failure.message === failure.reason ? {} : { detail: failure.message }),
          ...(failure.reason === 'broken' || failure.reason === 'unreadable' ? { error: String(failure.cause) } : {}),
        },
      )
      await note(row, async (db) => {
        if (!isDead) return await tryAgain(db, row, failure)
        if (await markDead(db, row, failure.reason, now())) await tellGivenUp(db, row, failure.reason)
      })
      events?.failed?.(row, failure.reason, isDead)
    }
  }

  /** A row whose end cannot be told has ended all the same: else it would be sent again and again. */
  async function tellGivenUp(db: Db, row: OutboxRow, reason: string): Promise<void> {
    try {
      await events?.givenUp?.(db, row, reason)
    } catch (error) {
      if (isStoreFault(error)) throw error
      log.error('that a message is given up could not be told', { row: row.id, error: String(error) })
    }
  }

  function isTooMuch({ mode, created_at, attempts }: OutboxRow, reason: string): boolean {
    if (mode === 'menu') return attempts >= MENU_ATTEMPTS
    if (reason === 'unreadable') return attempts >= UNREADABLE_ATTEMPTS
    const age = now() - created_at
    return (age > GIVE_UP_AFTER && attempts >= LEAST_ATTEMPTS) || (age > HOUR && attempts >= MOST_ATTEMPTS)
  }

  async function deliver(row: OutboxRow, isHeld: () => boolean, text: string | undefined, ref: MessageRef | undefined) {
    const channel = channels.get(channelOf(row.lane))
    if (!channel) throw new DeliveryError('channel_closed', { retry: true, after: MINUTE, mayHaveArrived: false })
    if (row.mode === 'menu') {
      await channel.showMenu?.(row.lane, row.about ?? '')
      return { refs: [], pushed: 0 }
    }
    const messages = JSON.parse(text ?? open(row)) as Outbound[]
    if (!isHeld()) throw takenOver()
    const delivery: Delivery = {
      key: row.key,
      to: row.lane,
      messages,
      attempts: row.in_doubt - 1,
      isHeld,
      ...(row.reply ? { reply: JSON.parse(row.reply) as ReplyAddress } : {}),
      ...(ref && row.mode === 'edit' ? { replaces: ref } : {}),
      ...(ref && row.mode === 'below' ? { below: ref } : {}),
    }
    return await channel.send(delivery)
  }

  function open({ messages, key }: OutboxRow): string {
    try {
      return seal.open(messages ?? '', `outbox.messages.${key}`)
    } catch (cause) {
      throw new DeliveryError('unreadable', { retry: true, mayHaveArrived: false, cause })
    }
  }

  function tryAgain(db: Db, row: OutboxRow, failure: DeliveryError): Promise<void> {
    const wait = failure.after === undefined ? backoff(row.attempts, Math.random()) : Math.max(failure.after, 50)
    return postponeRow(db, row, {
      now: now(),
      dueAt: now() + wait,
      error: failure.reason,
      mayHaveArrived: failure.mayHaveArrived,
      // a menu has few attempts, and no patience
      counts: row.mode === 'menu' || (failure.reason !== 'rate_limited' && failure.reason !== 'channel_closed'),
      withoutReply: failure.withoutReply,
    })
  }

  /** Writes what became of a row; if the store stays away, the row's lease ends and it is sent again with its key. */
  async function note(row: OutboxRow, work: (db: Db) => Promise<void>): Promise<void> {
    for (const wait of [...NOTE_AGAIN, undefined]) {
      try {
        return await store.write(work, undefined, {})
      } catch (error) {
        if (wait === undefined)
          log.error('an outbox row could not be marked; its lease will end', { row: row.id, error: String(error) })
        else await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  return sendRow
}
