import type { ChannelAdapter, Delivery, MessageRef, Outbound, ReplyAddress } from '../channels/channel.ts'
import { DeliveryError } from '../channels/channel.ts'
import type { Log } from '../log.ts'
import type { Seal } from '../seal.ts'
import type { Hand } from '../store/hand.ts'
import type { OutboxRow } from '../store/outbox.ts'
import { refsAbout } from '../store/outbox-record.ts'
import {
  claimRows,
  extendLeases,
  markDead,
  markSent,
  postponeRow,
  type Taken,
  untakeRows,
} from '../store/outbox-sending.ts'
import type { Db, Store } from '../store/store.ts'
import { HOUR, MINUTE } from '../time.ts'
import { type Tracing, turnOf, untraced } from '../tracing.ts'

export interface OutboxWorker {
  /** For a transaction whose rows are to be sent as soon as it is committed; undefined where they have to be looked for. */
  openHand(): Hand | undefined
  /** The transaction is committed. */
  take(hand: Hand | undefined): void
  /** The transaction failed, or nobody knows: what was in hand has not been sent. */
  giveBack(hand: Hand | undefined): void
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
  /** A row is given up; runs in the transaction that marks it so. */
  givenUp?(db: Db, row: OutboxRow, reason: string): Promise<void>
}

/** Rows of other nodes and postponed rows are found by polling; this node's own rows by `poke`. */
const POLL = 500
/** A dead worker's rows are taken over after so long; a living one extends its leases. */
const LEASE = 15_000
const EXTEND = 5_000
/** On the way, or being noted as sent, at the same time; what finds no room is queued and looked for, which costs a claim more. */
const AT_ONCE = 128
/** LINE knows a retry key for 24 hours (https://developers.line.biz/en/docs/messaging-api/retrying-api-request/). */
const GIVE_UP_AFTER = 23 * HOUR
/** However late: a clock that jumped must not end a row that was tried for a moment. */
const LEAST_ATTEMPTS = 12
/** Some five hours; and however often, not before an hour has gone by. */
const MOST_ATTEMPTS = 40
/** A menu is not worth holding up what the person is told next. */
const MENU_ATTEMPTS = 3
/** What went out is noted even if the store is away for a moment, rather than sent again. */
const NOTE_AGAIN = [50, 200, 800, 3_000]

/** 1 s, 2 s, 4 s … up to ten minutes, a little apart so that many rows do not come back at once. */
const backoff = (attempts: number, random: number) =>
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
  options: { now(): number; log: Log; tracing?: Tracing; sends?: boolean; events?: OutboxEvents; poll?: number },
): OutboxWorker {
  const { now, log, events, tracing = untraced } = options
  const inFlight = new Map<number, { sending: Promise<void>; lane: string; isInHand: boolean }>()
  /** Lanes where rows may be behind one that is in hand. */
  const behind = new Set<string>()
  /** Taken by what may or may not have been kept, and not sent: given back as soon as the store answers again. */
  let unsent: Taken[] = []
  /** Rows were queued nobody knows where, and have not been looked for. */
  let isMore = false
  let isStopped = options.sends === false
  let isWanted = false
  let looking: Promise<void> | undefined
  const timers = [setInterval(lookSoon, options.poll ?? POLL), setInterval(extend, EXTEND)]
  for (const timer of timers) timer.unref()

  function poke() {
    isMore = true
    lookSoon()
  }

  function lookSoon() {
    if (isStopped) return
    isWanted = true
    looking ??= look().finally(() => {
      looking = undefined
      // asked for while the last look was ending
      if (isWanted && inFlight.size < AT_ONCE) lookSoon()
    })
  }

  async function look() {
    try {
      while (isWanted && inFlight.size < AT_ONCE) {
        isWanted = false
        const room = AT_ONCE - inFlight.size
        const inHand = [...inFlight.keys()]
        const isPoked = isMore
        isMore = false
        if (isPoked) lookBehind()
        const rows = await claim(room, inHand)
        // a commit may be told of later than what was queued after it
        if (isPoked) lookBehind()
        for (const row of rows) launch(row, false)
      }
    } catch (error) {
      // the store is away: the next poll tries again
      log.error('the outbox cannot reach the store', { error: String(error) })
    }
  }

  async function claim(room: number, inHand: readonly number[]): Promise<readonly OutboxRow[]> {
    const back = unsent
    unsent = []
    let rows: readonly OutboxRow[] = []
    try {
      await store.write(async (db) => {
        await untakeRows(db, back)
        rows = await claimRows(db, store.engine, now(), LEASE, room, inHand)
      })
      return rows
    } catch (error) {
      unsent.push(...back, ...rows)
      throw error
    }
  }

  /** This look does not see what is behind a row in hand: once more when that has gone out. */
  function lookBehind() {
    for (const { lane, isInHand } of inFlight.values()) if (isInHand) behind.add(lane)
  }

  function launch(row: OutboxRow, isInHand: boolean, text?: string) {
    // a clock that jumped just now may have made it look forsaken
    if (inFlight.has(row.id)) return
    const sending = sendRow(row, text).finally(() => {
      inFlight.delete(row.id)
      const isBehind = behind.delete(row.lane)
      // wanted while there was no room, or behind this one
      if (!isInHand || isBehind || isWanted) lookSoon()
    })
    inFlight.set(row.id, { sending, lane: row.lane, isInHand })
  }

  function extend() {
    const ids = [...inFlight.keys()]
    if (ids.length === 0) return
    store
      .write((db) => extendLeases(db, store.engine, ids, now(), LEASE))
      .catch((error) => log.error('leases could not be extended', { error: String(error) }))
  }

  async function sendRow(row: OutboxRow, text?: string): Promise<void> {
    const channel = row.lane.slice(0, row.lane.indexOf(':'))
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
        () => deliver(row, text, ref),
      )
      const refs = receipt.refs.length > 0 ? JSON.stringify(receipt.refs) : null
      await note(row, (db) => markSent(db, row.id, refs, receipt.pushed, now()))
      log.debug('delivered', { ...facts, pushed: receipt.pushed })
      events?.sent?.(row, receipt.pushed)
    } catch (error) {
      const failure =
        error instanceof DeliveryError ? error : new DeliveryError('broken', { retry: false, cause: error })
      const isDead = !failure.retry || isTooMuch(row)
      log[isDead ? 'error' : 'warn'](
        isDead ? 'a message is given up' : 'a message could not be sent and is tried again',
        {
          ...facts,
          reason: failure.reason,
          // names of properties and statuses, never text of a person
          ...(failure.message === failure.reason ? {} : { detail: failure.message }),
          ...(failure.reason === 'broken' ? { error: String(failure.cause) } : {}),
        },
      )
      await note(row, async (db) => {
        if (!isDead) return await tryAgain(db, row, failure)
        if (await markDead(db, row, failure.reason, now())) await events?.givenUp?.(db, row, failure.reason)
      })
      events?.failed?.(row, failure.reason, isDead)
    }
  }

  function isTooMuch({ mode, created_at, attempts }: OutboxRow): boolean {
    if (mode === 'menu') return attempts >= MENU_ATTEMPTS
    const age = now() - created_at
    return (age > GIVE_UP_AFTER && attempts >= LEAST_ATTEMPTS) || (age > HOUR && attempts >= MOST_ATTEMPTS)
  }

  async function deliver(row: OutboxRow, text: string | undefined, ref: MessageRef | undefined) {
    const channel = channels.get(row.lane.slice(0, row.lane.indexOf(':')))
    if (!channel) throw new DeliveryError('channel_closed', { retry: true, after: MINUTE, mayHaveArrived: false })
    if (row.mode === 'menu') {
      await channel.showMenu?.(row.lane, row.about ?? '')
      return { refs: [], pushed: 0 }
    }
    const unsealed = text ?? seal.open(row.messages ?? '', `outbox.messages.${row.key}`)
    const messages = JSON.parse(unsealed) as Outbound[]
    const delivery: Delivery = {
      key: row.key,
      to: row.lane,
      messages,
      attempts: row.in_doubt - 1,
      ...(row.reply ? { reply: JSON.parse(row.reply) as ReplyAddress } : {}),
      ...(ref && row.mode === 'edit' ? { replaces: ref } : {}),
      ...(ref && row.mode === 'below' ? { below: ref } : {}),
    }
    return await channel.send(delivery)
  }

  function tryAgain(db: Db, row: OutboxRow, failure: DeliveryError): Promise<void> {
    const wait = failure.after === undefined ? backoff(row.attempts, Math.random()) : Math.max(failure.after, 50)
    return postponeRow(db, row, {
      now: now(),
      dueAt: now() + wait,
      error: failure.reason,
      mayHaveArrived: failure.mayHaveArrived,
      counts: failure.reason !== 'rate_limited' && failure.reason !== 'channel_closed',
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

  /** Until nothing is under way and nothing more is found. */
  async function idle() {
    while (looking || inFlight.size > 0)
      await Promise.all([looking, ...[...inFlight.values()].map((one) => one.sending)])
  }

  return {
    openHand() {
      if (isStopped) return undefined
      const isByDatabase = store.engine === 'postgres'
      return {
        lease: LEASE,
        isByDatabase,
        room: inFlight.size < AT_ONCE ? 1 : 0,
        rows: [],
        texts: new Map(),
        waiting: new Set(),
      }
    },
    take(hand) {
      if (!hand) return poke()
      for (const row of hand.rows) launch(row, true, hand.texts.get(row.key))
      if (hand.waiting.size > 0) {
        for (const lane of hand.waiting) behind.add(lane)
        // behind a row of the same hand there is nothing to find until that has gone out
        if (![...hand.waiting].every((lane) => hand.rows.some((row) => row.lane === lane))) lookSoon()
      }
    },
    giveBack(hand) {
      for (const { key, attempts } of hand?.rows ?? []) unsent.push({ key, attempts })
    },
    poke,
    async stop(within) {
      poke()
      await Promise.race([idle(), new Promise((resolve) => setTimeout(resolve, within).unref())])
      isStopped = true
      for (const timer of timers) clearInterval(timer)
    },
    async drain() {
      poke()
      await idle()
    },
  }
}
