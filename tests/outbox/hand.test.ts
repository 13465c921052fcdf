import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChannelAdapter, Delivery } from '../../src/channels/channel.ts'
import { silentLog } from '../../src/log.ts'
import { type OutboxWorker, startOutbox } from '../../src/outbox/worker.ts'
import { createSeal } from '../../src/seal.ts'
import { type Hand, withHand } from '../../src/store/hand.ts'
import { type NewRow, queueRow } from '../../src/store/outbox.ts'
import { claimRows, releaseLeases } from '../../src/store/outbox-sending.ts'
import type { Store } from '../../src/store/store.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const NOW = Date.parse('2026-11-24T15:00:00+09:00')
const LEASE = 15_000
const seal = createSeal([{ id: 'k1', secret: randomBytes(32) }])

/** The rows of one transaction; the worker sends what it took in hand as soon as it is told of the commit. */
describe.each(ENGINES)('a row in hand on $engine', ({ create }) => {
  let test: TestStore
  let store: Store
  let worker: OutboxWorker
  let sent: string[]
  /** Ends the delivery that is under way. */
  let arrive: (() => void)[]
  beforeEach(async () => {
    test = await create()
    store = test.store
    sent = []
    arrive = []
    const adapter: ChannelAdapter = {
      name: 'line',
      edits: false,
      receive: async () => undefined,
      async send({ messages }: Delivery) {
        sent.push(messages.map((message) => ('text' in message ? message.text : '')).join())
        await new Promise<void>((resolve) => arrive.push(resolve))
        return { refs: [], pushed: 0 }
      },
    }
    worker = startOutbox(store, seal, new Map([['line', adapter]]), {
      now: () => NOW,
      log: silentLog,
      poll: 3_600_000,
    })
  })
  afterEach(async () => {
    for (const resolve of arrive) resolve()
    vi.restoreAllMocks()
    await worker.stop(100)
    await test.close()
  })

  const row = (text: string, more: Partial<NewRow> = {}): NewRow => {
    const key = randomUUID()
    const messages = seal.seal(JSON.stringify([{ kind: 'text', text }]), `outbox.messages.${key}`)
    return { key, lane: 'line:U1', messages, dueAt: NOW, ...more }
  }
  const commit = (...rows: NewRow[]): Promise<Hand | undefined> =>
    store.write(
      async (db) => {
        const hand = worker.openHand()
        await withHand(db, hand, async () => {
          for (const one of rows) await queueRow(db, one, NOW)
        })
        return hand
      },
      undefined,
      { conversation: rows[0]!.lane, eventId: randomUUID(), now: NOW },
    )
  const claim = (now = NOW) => store.write((db) => claimRows(db, store.engine, now, LEASE, 10))
  const rows = () => store.db.selectFrom('outbox').selectAll().orderBy('id').execute()

  it('is sent without being looked for, and nobody else finds it meanwhile', async () => {
    const hand = await commit(row('one'))
    expect(await claim()).toEqual([])
    expect(sent).toEqual([])

    worker.take(hand)
    await expect.poll(() => sent).toEqual(['one'])
    arrive.shift()!()
    await expect.poll(rows).toMatchObject([{ status: 'sent', attempts: 1, messages: null }])
  })

  it('counts as tried once its transaction is committed: after a crash nobody knows', async () => {
    await commit(row('one'))
    await store.write(releaseLeases)

    expect(await claim()).toMatchObject([{ attempts: 2, in_doubt: 2 }])
  })

  it('lets the rest of its lane wait, whenever it was queued, and go out after it', async () => {
    worker.take(await commit(row('one'), row('two')))
    await expect.poll(() => sent).toEqual(['one'])
    worker.take(await commit(row('three')))
    await store.write((db) => queueRow(db, row('four'), NOW))
    worker.poke()
    await store.write(async () => undefined)
    expect(sent).toEqual(['one'])

    for (const expected of [
      ['one', 'two'],
      ['one', 'two', 'three'],
      ['one', 'two', 'three', 'four'],
    ]) {
      arrive.shift()!()
      await expect.poll(() => sent).toEqual(expected)
    }
  })

  it('has gone out before what is behind it is looked for', async () => {
    const hand = await commit(row('one'), row('two'))
    const write = vi.spyOn(store, 'write')
    worker.take(hand)
    await expect.poll(() => sent).toEqual(['one'])
    expect(write).not.toHaveBeenCalled()

    arrive.shift()!()
    await expect.poll(() => sent).toEqual(['one', 'two'])
  })

  it('is looked behind once, however many go out after a poke', async () => {
    worker.take(await commit(row('slow', { lane: 'line:U0' })))
    await expect.poll(() => sent).toEqual(['slow'])
    await store.write((db) => queueRow(db, row('behind', { lane: 'line:U0' }), NOW))
    const write = vi.spyOn(store, 'write')
    // what is committed or noted says what it needs: what is left are looks
    const looks = () => write.mock.calls.filter((given) => given.length === 1).length
    worker.poke()
    await write.mock.results[0]!.value
    for (let turn = 0; turn < 10; turn++) {
      worker.take(await commit(row(`quick ${turn}`)))
      await expect.poll(() => sent.length).toBe(turn + 2)
      arrive.pop()!()
      await expect.poll(async () => (await rows()).at(-1)?.status).toBe('sent')
    }
    expect(looks()).toBe(1)

    arrive.pop()!()
    await expect.poll(() => sent.at(-1)).toBe('behind')
    expect(looks()).toBe(2)
  })

  it('is looked behind when it is taken in hand while that look is under way', async () => {
    const hand = await commit(row('one'))
    await store.write((db) => queueRow(db, row('two'), NOW))
    worker.poke()
    worker.take(hand)
    await store.write(async () => undefined)
    arrive.shift()!()
    await expect.poll(() => sent).toEqual(['one', 'two'])
  })

  it('is sent, and counts as tried once, though nobody could tell whether its transaction was kept', async () => {
    const hand = await commit(row('kept'))
    worker.giveBack(hand)
    worker.poke()
    await expect.poll(() => sent).toEqual(['kept'])
    expect(await rows()).toMatchObject([{ attempts: 1, in_doubt: 1 }])
  })

  it('stays with whoever has taken it over since', async () => {
    const hand = await commit(row('kept'))
    await store.db.updateTable('outbox').set({ leased_until: 0 }).execute()
    expect(await claim()).toHaveLength(1)
    worker.giveBack(hand)
    await worker.drain()

    expect(sent).toEqual([])
    expect(await rows()).toMatchObject([{ attempts: 2, in_doubt: 2 }])
  })

  it('is left to others by a program that stood still for longer than its lease', async () => {
    const hand = await commit(row('one'))
    const begun = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => begun + LEASE + 1)
    worker.take(hand)
    await expect.poll(rows).toMatchObject([{ status: 'pending', error: 'taken_over', in_doubt: 0 }])

    expect(sent).toEqual([])
  })

  it('makes room for those that found none', async () => {
    for (let person = 0; person < 128; person++) worker.take(await commit(row('first', { lane: `line:P${person}` })))
    worker.take(await commit(row('last')))
    // it may have been looked for while the last places were being taken
    await expect.poll(() => sent.length).toBeGreaterThanOrEqual(128)

    arrive.shift()!()
    await expect.poll(() => sent).toContain('last')
  })

  it.each([
    { what: 'is due later', more: { dueAt: NOW + 1 } },
    { what: 'has a reply address that has become too old', more: { reply: '{"token":"t"}', replyUntil: NOW - 1 } },
    { what: 'changes what was sent before', more: { mode: 'edit' as const, about: 'card:X' } },
  ])('is none that $what', async ({ more }) => {
    const hand = await commit(row('one', more))

    expect(hand?.rows).toEqual([])
    expect(await rows()).toMatchObject([{ attempts: 0, in_doubt: 0, leased_until: 0 }])
  })
})
