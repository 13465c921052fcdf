import type { ChannelAdapter } from '../channels/channel.ts'
import type { Log } from '../log.ts'
import type { Seal } from '../seal.ts'
import type { Hand } from '../store/hand.ts'
import type { OutboxRow } from '../store/outbox.ts'
import { claimRows, extendLeases, type Taken, untakeRows } from '../store/outbox-sending.ts'
import type { Store } from '../store/store.ts'
import type { Tracing } from '../tracing.ts'
import { waitAtMost } from '../wait.ts'
import { createSender, type OutboxEvents } from './sender.ts'

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

/** Rows of other nodes and postponed rows are found by polling; this node's own rows by `poke`. */
const POLL = 500
/** A dead worker's rows are taken over after so long; a living one extends its leases. */
const LEASE = 15_000
const EXTEND = 5_000
/** On the way, or being noted as sent, at the same time; what finds no room is queued and looked for, which costs a claim more. */
const AT_ONCE = 128

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
  const { now, log } = options
  const sendRow = createSender(store, seal, channels, options)
  const inFlight = new Map<number, { sending: Promise<void>; row: OutboxRow; isInHand: boolean; leasedUntil: number }>()
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
        const leasedUntil = performance.now() + LEASE
        const rows = await claim(room, inHand)
        // a commit may be told of later than what was queued after it
        if (isPoked) lookBehind()
        for (const row of rows) launch(row, false, leasedUntil)
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
    for (const { row, isInHand } of inFlight.values()) if (isInHand) behind.add(row.lane)
  }

  function launch(row: OutboxRow, isInHand: boolean, leasedUntil: number, text?: string) {
    // a clock that jumped just now may have made it look forsaken
    if (inFlight.has(row.id)) return
    const mine = { row, isInHand, leasedUntil, sending: Promise.resolve() }
    const isHeld = () => performance.now() < mine.leasedUntil
    mine.sending = sendRow(row, isHeld, text).finally(() => {
      inFlight.delete(row.id)
      const isBehind = behind.delete(row.lane)
      // wanted while there was no room, or behind this one
      if (!isInHand || isBehind || isWanted) lookSoon()
    })
    inFlight.set(row.id, mine)
  }

  async function extend() {
    const rows = [...inFlight.values()].map((one) => one.row)
    if (rows.length === 0) return
    const leasedUntil = performance.now() + LEASE
    try {
      const extended = await store.write((db) => extendLeases(db, store.engine, rows, now(), LEASE))
      for (const id of extended) {
        const one = inFlight.get(id)
        if (one) one.leasedUntil = Math.max(one.leasedUntil, leasedUntil)
      }
    } catch (error) {
      log.error('leases could not be extended', { error: String(error) })
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
        leasedUntil: performance.now() + LEASE,
        isByDatabase,
        room: inFlight.size < AT_ONCE ? 1 : 0,
        rows: [],
        texts: new Map(),
        waiting: new Set(),
      }
    },
    take(hand) {
      if (!hand) return poke()
      for (const row of hand.rows) launch(row, true, hand.leasedUntil, hand.texts.get(row.key))
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
      await waitAtMost(within, idle())
      isStopped = true
      for (const timer of timers) clearInterval(timer)
    },
    async drain() {
      poke()
      await idle()
    },
  }
}
