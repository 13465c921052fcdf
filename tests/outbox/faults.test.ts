import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ChannelAdapter, type Delivery, DeliveryError } from '../../src/channels/channel.ts'
import { silentLog } from '../../src/log.ts'
import { type OutboxWorker, startOutbox } from '../../src/outbox/worker.ts'
import { createSeal } from '../../src/seal.ts'
import { type OutboxRow, queueRow } from '../../src/store/outbox.ts'
import { claimRows, extendLeases, markDead, postponeRow } from '../../src/store/outbox-sending.ts'
import type { Store } from '../../src/store/store.ts'
import { DAY, HOUR, MINUTE } from '../../src/time.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const NOW = Date.parse('2026-11-24T15:00:00+09:00')
const LEASE = MINUTE
const k1 = { id: 'k1', secret: randomBytes(32) }
const seal = createSeal([k1])
/** Of a node that was restarted with a new key already. */
const newer = createSeal([{ id: 'k2', secret: randomBytes(32) }, k1])
const away = () => Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' })

describe.each(ENGINES)('an outbox row, on $engine', ({ create }) => {
  let place: TestStore
  let now: number
  let workers: OutboxWorker[]
  beforeEach(async () => {
    place = await create()
    now = NOW
    workers = []
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await Promise.all(workers.map((one) => one.stop(100)))
    await place.close()
  })

  const queue = async (more: Partial<Parameters<typeof queueRow>[1]> = {}, sealedBy = seal) => {
    const key = randomUUID()
    const messages = sealedBy.seal(JSON.stringify([{ kind: 'text', text: 'x' }]), `outbox.messages.${key}`)
    await place.store.write((db) => queueRow(db, { key, lane: 'line:U1', messages, dueAt: now, ...more }, now))
  }
  const work = (
    send: (delivery: Delivery) => void | Promise<void>,
    store: Store = place.store,
    mine = seal,
    tell = () => {},
  ) => {
    const deliveries: Delivery[] = []
    const adapter: ChannelAdapter = {
      name: 'line',
      edits: true,
      receive: async () => undefined,
      showMenu: fails('rate_limited'),
      async send(delivery) {
        deliveries.push(delivery)
        await send(delivery)
        return { refs: [{ ts: '1' }], pushed: 0 }
      },
    }
    // what was said in a transaction that is not kept was not said
    const givenUp: string[] = []
    const worker = startOutbox(store, mine, new Map([['line', adapter]]), {
      now: () => now,
      log: silentLog,
      poll: 3_600_000,
      events: {
        async givenUp(_db, _row, reason) {
          tell()
          givenUp.push(reason)
        },
      },
    })
    workers.push(worker)
    return { worker, deliveries, givenUp }
  }
  const rows = () => place.store.db.selectFrom('outbox').selectAll().orderBy('id').execute()
  const claim = () => place.store.write((db) => claimRows(db, place.store.engine, now, LEASE, 10))
  /** As if so much time had gone by for every lease; on PostgreSQL they end by the database's clock. */
  const lapse = (ms: number) =>
    place.store.db
      .updateTable('outbox')
      .set((eb) => ({ leased_until: eb('leased_until', '-', ms) }))
      .execute()
  /** As if the machine had gone on and this program had not. */
  const standStill = (ms: number) => {
    const begun = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => begun + ms)
  }
  const fails =
    (reason: string, more: { mayHaveArrived?: boolean } = {}) =>
    (): never => {
      throw new DeliveryError(reason, { retry: true, ...more })
    }

  describe('while the store comes and goes', () => {
    it('is not given up because what it is about cannot be read', async () => {
      await queue({ about: 'card:X' })
      await queue({ about: 'card:X', mode: 'edit' })
      let isAway = true
      const flaky: Store = {
        ...place.store,
        write: (job) => place.store.write(job),
        get db(): Store['db'] {
          if (isAway) throw away()
          return place.store.db
        },
      }
      const { worker } = work(() => undefined, flaky)
      await worker.drain()
      isAway = false
      now += MINUTE
      await worker.drain()

      expect((await rows()).map((row) => row.status)).toEqual(['sent', 'sent'])
    })

    it('is noted as sent once the store is back, and not sent again', async () => {
      await queue()
      let refusals = 0
      const flaky: Store = {
        ...place.store,
        write: (job, trace) => (refusals-- > 0 ? Promise.reject(away()) : place.store.write(job, trace)),
      }
      const { worker, deliveries } = work(() => {
        refusals = 2
      }, flaky)
      await worker.drain()

      expect(deliveries).toHaveLength(1)
      expect(await rows()).toMatchObject([{ status: 'sent', attempts: 1 }])
    })
  })

  describe('while the store keeps what it says it did not', () => {
    /** Commits, and then fails to say so, `times` times from now on. */
    const lying = () => {
      const state = { times: 0 }
      const store: Store = {
        ...place.store,
        async write(job, trace, needs) {
          const value = await place.store.write(job, trace, needs)
          if (state.times-- > 0) throw away()
          return value
        },
      }
      return { store, state }
    }

    it('keeps its doubts about an attempt that may have arrived', async () => {
      await queue()
      const { store, state } = lying()
      const outcomes = [
        fails('timeout'),
        () => {
          state.times = 1
          fails('server_error', { mayHaveArrived: false })()
        },
      ]
      const { worker, deliveries } = work(() => outcomes.shift()?.(), store)
      for (let attempt = 0; attempt < 3; attempt++) {
        await worker.drain()
        now += MINUTE
      }

      expect(deliveries.map((one) => one.attempts)).toEqual([0, 1, 1])
    })

    it('is given up though nobody can be told of it', async () => {
      await queue()
      const { worker } = work(
        () => {
          throw new DeliveryError('rejected', { retry: false })
        },
        place.store,
        seal,
        () => {
          throw new Error('a value was sealed with a key that is gone')
        },
      )
      await worker.drain()

      expect(await rows()).toMatchObject([{ status: 'dead' }])
    })

    it('is told of as given up once', async () => {
      await queue()
      const { store, state } = lying()
      const { worker, givenUp } = work(() => {
        state.times = 1
        throw new DeliveryError('rejected', { retry: false })
      }, store)
      await worker.drain()

      expect(await rows()).toMatchObject([{ status: 'dead' }])
      expect(givenUp).toEqual(['rejected'])
    })
  })

  describe('while clocks jump', () => {
    it('is sent though it was written while the clock was ahead', async () => {
      now += 5 * HOUR
      await queue()
      now = NOW
      const { worker, deliveries } = work(() => undefined)
      await worker.drain()

      expect(deliveries).toHaveLength(1)
    })

    it('does not wait for a moment that was set, or leased, while the clock was ahead', async () => {
      await queue()
      now += DAY
      const [row] = await claim()
      now = NOW
      if (place.store.engine === 'postgres') await lapse(LEASE)
      expect(await claim()).toHaveLength(1)

      now += DAY
      const retry = { now, dueAt: now + 1000, error: 'timeout', mayHaveArrived: true, counts: true }
      await place.store.write((db) => postponeRow(db, { ...row!, attempts: 2 }, retry))
      now = NOW
      expect(await claim()).toHaveLength(1)
    })

    it('is not given up at its first failures because the clock went a day ahead', async () => {
      await queue()
      now += 2 * DAY
      const { worker } = work(fails('server_error'))
      await worker.drain()

      expect(await rows()).toMatchObject([{ status: 'pending', attempts: 1 }])
    })

    it('is given up in the end', async () => {
      await queue()
      const { worker } = work(fails('server_error'))
      for (let attempt = 0; attempt < 60; attempt++) {
        await worker.drain()
        now += 15 * MINUTE
      }

      expect(await rows()).toMatchObject([{ status: 'dead', attempts: 40, error: 'server_error' }])
    })
  })

  describe('in doubt', () => {
    const reply = JSON.stringify({ token: 't', until: NOW + 50_000 })

    it('is told of attempts that may have arrived, not of those that did not', async () => {
      await queue()
      const outcomes = [fails('server_error', { mayHaveArrived: false }), fails('timeout'), fails('rate_limited')]
      const { worker, deliveries } = work(() => outcomes.shift()?.())
      for (let attempt = 0; attempt < 4; attempt++) {
        await worker.drain()
        now += MINUTE
      }

      expect(deliveries.map((one) => one.attempts)).toEqual([0, 0, 1, 1])
      expect(await rows()).toMatchObject([{ status: 'sent' }])
    })

    it('loses an address that is too old, unless an attempt has gone there and may have arrived', async () => {
      await queue({ reply, replyUntil: NOW + 50_000 })
      await queue({ reply, replyUntil: NOW + 50_000, lane: 'line:U2' })
      const { worker, deliveries } = work((delivery) => {
        if (deliveries.length > 2) return
        fails('timeout', { mayHaveArrived: delivery.to === 'line:U1' })()
      })
      await worker.drain()
      now += 2 * MINUTE
      await worker.drain()

      const again = deliveries.slice(2).map(({ to, reply, attempts }) => [to, reply !== undefined, attempts])
      expect(again.sort()).toEqual([
        ['line:U1', true, 1],
        ['line:U2', false, 0],
      ])
    })

    it('goes without the address at once when the channel says that it is worthless', async () => {
      await queue({ reply, replyUntil: NOW + 50_000 })
      const { worker, deliveries } = work((delivery) => {
        if (!delivery.reply) return
        throw new DeliveryError('reply_expired', { retry: true, after: 0, mayHaveArrived: false, withoutReply: true })
      })
      await worker.drain()
      now += 100
      await worker.drain()

      expect(deliveries.map((one) => one.reply !== undefined)).toEqual([true, false])
      expect(await rows()).toMatchObject([{ status: 'sent' }])
    })
  })

  it('is not sent a second time by its own worker because the clock jumps meanwhile', async () => {
    await queue()
    const gate = Promise.withResolvers<void>()
    const { worker, deliveries } = work(() => gate.promise)
    worker.poke()
    await expect.poll(() => deliveries.length).toBe(1)
    await lapse(LEASE)
    now += DAY
    worker.poke()
    await new Promise((resolve) => setTimeout(resolve, 50))
    gate.resolve()
    await worker.drain()

    expect(deliveries).toHaveLength(1)
  })

  it('that is a menu holds up nothing for long, not even while the platform is too busy for menus', async () => {
    await queue({ mode: 'menu', about: 'during' })
    await queue()
    const { worker, deliveries } = work(() => undefined)
    for (let minutes = 0; minutes < 10; minutes++) {
      await worker.drain()
      now += MINUTE
    }

    expect(await rows()).toMatchObject([{ status: 'dead', error: 'rate_limited' }, { status: 'sent' }])
    expect(deliveries).toHaveLength(1)
  })

  describe('sealed with a key that its worker does not have', () => {
    it('waits for the worker that has it', async () => {
      await queue({}, newer)
      await work(() => undefined).worker.drain()
      expect(await rows()).toMatchObject([{ status: 'pending', error: 'unreadable' }])
      now += MINUTE
      const { worker, deliveries } = work(() => undefined, place.store, newer)
      await worker.drain()

      expect(deliveries).toMatchObject([{ attempts: 0 }])
      expect(await rows()).toMatchObject([{ status: 'sent' }])
    })

    it('is given up within the hour when nobody has it', async () => {
      await queue({}, newer)
      await queue()
      const { worker, deliveries } = work(() => undefined)
      for (let minutes = 0; minutes < 60; minutes++) {
        await worker.drain()
        now += MINUTE
      }

      expect(await rows()).toMatchObject([{ status: 'dead', error: 'unreadable' }, { status: 'sent' }])
      expect(deliveries).toHaveLength(1)
    })
  })

  describe('taken over by another worker', () => {
    it('is not touched by what the first one says of it', async () => {
      await queue()
      const [first] = (await claim()) as [OutboxRow]
      await lapse(LEASE)
      expect(await claim()).toMatchObject([{ attempts: 2 }])
      const retry = { now, dueAt: now + HOUR, error: 'timeout', mayHaveArrived: true, counts: true }
      await place.store.write((db) => markDead(db, first, 'rejected', now))
      await place.store.write((db) => postponeRow(db, first, retry))

      expect(await rows()).toMatchObject([{ status: 'pending', due_at: NOW }])
    })

    it('is not told of as given up because the first one was refused', async () => {
      await queue()
      const { worker, givenUp } = work(async () => {
        await lapse(LEASE)
        await claim()
        throw new DeliveryError('rejected', { retry: false })
      })
      await worker.drain()

      expect(await rows()).toMatchObject([{ status: 'pending', attempts: 2 }])
      expect(givenUp).toEqual([])
    })

    it('is not, as long as the first one extends its lease', async () => {
      await queue()
      const [first] = (await claim()) as [OutboxRow]
      await lapse(LEASE * 0.9)
      await place.store.write((db) => extendLeases(db, place.store.engine, [first], now, LEASE))
      await lapse(LEASE * 0.9)

      expect(await claim()).toEqual([])
    })

    it('is not kept for the second one by the first', async () => {
      await queue()
      const [first] = (await claim()) as [OutboxRow]
      await lapse(LEASE)
      const [second] = (await claim()) as [OutboxRow]
      const extend = (row: OutboxRow) =>
        place.store.write((db) => extendLeases(db, place.store.engine, [row], now, LEASE))

      expect(await extend(first)).toEqual([])
      expect(await extend(second)).toEqual([second.id])
    })

    it('may be when its worker stood still for longer than its lease', async () => {
      await queue()
      const held: unknown[] = []
      const { worker } = work(({ isHeld }) => {
        held.push(isHeld?.())
        standStill(20_000)
        held.push(isHeld?.())
      })
      await worker.drain()

      expect(held).toEqual([true, false])
    })
  })
})
