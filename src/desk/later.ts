import type { Content } from '../content.ts'
import type { Log } from '../log.ts'
import type { Seal } from '../seal.ts'
import { reviveRow } from '../store/outbox-record.ts'
import type { Store } from '../store/store.ts'
import { claimTimers, findTimer, finishTimer, setTimer, type Timer } from '../store/timers.ts'
import { addDays, dateOf, momentOf } from '../time.ts'
import { type DeskLanes, showCard } from './board.ts'
import { createDue } from './due.ts'
import { type DeskWork, hold, isOpenRequest } from './request.ts'
import { purgeSome } from './retention.ts'
import { summarize } from './summary.ts'
import type { Tell } from './tell.ts'
import type { TimerKind } from './timers.ts'

/** How often due rows are looked for; a reminder may be late by as much. */
const POLL = 5_000
const LEASE = 60_000
const AT_ONCE = 20
const PURGE_AT = '03:30'

export interface ClockOptions {
  readonly store: Store
  readonly seal: Seal
  readonly log: Log
  readonly lanes: DeskLanes
  readonly tell: Tell
  now(): number
  content(): Content
  onFired(): void
}

/** Fires stored timers when they are due: once, on one node, also after a restart. */
export function startClock(options: ClockOptions) {
  const { store, seal, log, lanes, now, content } = options
  const due = createDue(lanes, options.tell)
  let timer: NodeJS.Timeout | undefined
  let busy = false
  let isSeeded = false

  async function fireDue(): Promise<boolean> {
    const claimed = await store.write((db) => claimTimers(db, store.engine, now(), LEASE, AT_ONCE))
    for (const one of claimed) {
      try {
        await store.write((db) => fire({ db, content: content(), seal, now: now() }, one))
      } catch (error) {
        // its lease ends and it is tried again
        log.error('a timer failed', { kind: one.kind, error: String(error) })
      }
    }
    if (claimed.length > 0) options.onFired()
    return claimed.length > 0
  }

  async function fire(work: DeskWork, one: Timer): Promise<void> {
    // held before the timer is, as everybody does who also drops timers
    const request = one.reference ? await hold(work, one.reference) : undefined
    if (!(await finishTimer(work.db, one, work.now))) return
    switch (one.kind as TimerKind) {
      case 'purge':
        // what is left over is done at once, in a transaction of its own
        return await again(work, 'purge', (await purgeSome(work, lanes)) ? work.now : tomorrow(work, PURGE_AT))
      case 'queue.summary':
        await summarize(work, lanes)
        return await again(work, 'queue.summary', tomorrow(work, work.content.desk.queue.summaryAt))
      case 'card.again':
        return request && (await showCard(work, lanes, request))
      case 'row.again':
        return void (await reviveRow(work.db, Number(one.key.slice('row.again:'.length)), work.now))
      default:
        if (request && isOpenRequest(request)) await due(work, one.kind as TimerKind, request)
    }
  }

  const tomorrow = (work: DeskWork, time: string) => momentOf(addDays(dateOf(work.now), 1), time)
  const again = ({ db }: DeskWork, kind: TimerKind, dueAt: number) => setTimer(db, { key: kind, kind, dueAt })

  /** The timers that always run, once; one that is further off than a day was set while the clock was ahead. */
  async function seed(): Promise<void> {
    await store.write(async (db) => {
      const work = { db, content: content(), seal, now: now() }
      for (const [kind, time] of [
        ['queue.summary', work.content.desk.queue.summaryAt],
        ['purge', PURGE_AT],
      ] as const) {
        const known = await findTimer(db, kind)
        if (known && known.due_at <= tomorrow(work, time)) continue
        const today = momentOf(dateOf(work.now), time)
        await again(work, kind, today > work.now ? today : tomorrow(work, time))
      }
    })
  }

  const tick = async () => {
    if (busy) return
    busy = true
    try {
      if (!isSeeded) await seed()
      isSeeded = true
      while (await fireDue());
    } catch (error) {
      log.error('timers cannot reach the store', { error: String(error) })
    } finally {
      busy = false
    }
  }

  return {
    fireDue,
    start() {
      timer = setInterval(tick, POLL)
      timer.unref()
      void tick()
    },
    stop: () => clearInterval(timer),
  }
}
