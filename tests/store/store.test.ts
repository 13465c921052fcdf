import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findConversation, openConversation, saveConversation, setReachable } from '../../src/store/conversations.ts'
import { claimEvent } from '../../src/store/inbox.ts'
import { queueRow } from '../../src/store/outbox.ts'
import { deadRows, outboxState, refsAbout, reviveRow } from '../../src/store/outbox-record.ts'
import { claimRows, markDead, markSent, postponeRow } from '../../src/store/outbox-sending.ts'
import { leaveSeat, seatsTaken, takeSeat } from '../../src/store/slots.ts'
import type { Store } from '../../src/store/store.ts'
import { claimTimers, dropTimers, finishTimer, setTimer } from '../../src/store/timers.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const row = (lane: string, key = `${lane}-${Math.random()}`) => ({ key, lane, messages: '[]', dueAt: 0 })
const LEASE = 60_000
/** As if so much time had gone by for every lease; on PostgreSQL they end by the database's clock. */
const lapse = (store: Store, ms: number) =>
  store.db
    .updateTable('outbox')
    .set((eb) => ({ leased_until: eb('leased_until', '-', ms) }))
    .execute()
const claim = (store: Store, now: number, limit = 10) =>
  store.write((db) => claimRows(db, store.engine, now, LEASE, limit))

for (const { engine, create } of ENGINES) {
  describe(`the store on ${engine}`, () => {
    let test: TestStore
    let store: Store

    beforeEach(async () => {
      test = await create()
      store = test.store
    })
    afterEach(() => test.close())

    it('keeps nothing of work that failed, and all of work that shared its commit', async () => {
      const results = await Promise.allSettled([
        store.write((db) => claimEvent(db, 'a', 1)),
        store.write(async (db) => {
          await claimEvent(db, 'b', 1)
          throw new Error('no')
        }),
        store.write((db) => claimEvent(db, 'c', 1)),
      ])
      const again = await Promise.all(['a', 'b', 'c'].map((id) => store.write((db) => claimEvent(db, id, 1))))

      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(again).toEqual([false, true, false])
    })

    it('lets one of two nodes claim an event', async () => {
      const other = await test.again()
      const claims = await Promise.all(
        [store, other, store, other].map((node) => node.write((db) => claimEvent(db, 'same', 1))),
      )

      expect(claims.filter(Boolean)).toHaveLength(1)
    })

    it('loses no update when two nodes step one conversation', async () => {
      const other = await test.again()
      const addOne = (node: Store) =>
        node.write(async (db) => {
          const { saved } = await openConversation(db, 'line:U1', 1)
          await saveConversation(db, 'line:U1', String(Number(saved ?? 0) + 1), 1)
        })
      await Promise.all(Array.from({ length: 40 }, (_, index) => addOne(index % 2 ? store : other)))

      expect((await findConversation(store.db, 'line:U1'))?.saved).toBe('40')
    })

    it('ignores a block that is older than the follow it knows', async () => {
      await store.write((db) => openConversation(db, 'line:U1', 1))
      await store.write((db) => setReachable(db, 'line:U1', true, 200))

      expect(await store.write((db) => setReachable(db, 'line:U1', false, 100))).toBe(false)
      expect((await findConversation(store.db, 'line:U1'))?.reachable).toBe(1)
    })

    describe('the outbox', () => {
      it('gives out the oldest row of each lane and holds back what follows', async () => {
        for (const key of ['a1', 'a2']) await store.write((db) => queueRow(db, row('a', key), 1))
        await store.write((db) => queueRow(db, row('b', 'b1'), 1))

        const first = await claim(store, 10)
        const meanwhile = await claim(store, 10)
        await store.write((db) => markSent(db, first.find((one) => one.key === 'a1')!.id, null, 0, 10))
        const next = await claim(store, 10)

        expect(first.map((one) => one.key)).toEqual(['a1', 'b1'])
        expect(meanwhile).toEqual([])
        expect(next.map((one) => one.key)).toEqual(['a2'])
      })

      it('gives a row to one of several workers', async () => {
        const other = await test.again()
        for (let lane = 0; lane < 20; lane++) await store.write((db) => queueRow(db, row(`lane${lane}`), 1))
        const claimed = (await Promise.all([claim(store, 10, 20), claim(other, 10, 20), claim(store, 10, 20)])).flat()

        expect(new Set(claimed.map((one) => one.id)).size).toBe(claimed.length)
        expect(claimed).toHaveLength(20)
      })

      it('gives a row out again, counted, when its worker died', async () => {
        await store.write((db) => queueRow(db, row('a', 'a1'), 1))
        await claim(store, 10)

        await lapse(store, LEASE / 2)
        expect(await claim(store, 10)).toEqual([])
        await lapse(store, LEASE / 2)
        expect(await claim(store, 10)).toMatchObject([{ key: 'a1', attempts: 2 }])
      })

      it('waits for a postponed row before it gives out later ones of the lane', async () => {
        for (const key of ['a1', 'a2']) await store.write((db) => queueRow(db, row('a', key), 1))
        const [first] = await claim(store, 10)
        await store.write((db) =>
          postponeRow(db, first!, { now: 10, dueAt: 500, error: 'timeout', mayHaveArrived: true, counts: true }),
        )

        expect(await claim(store, 499)).toEqual([])
        expect(await claim(store, 500)).toMatchObject([{ key: 'a1', attempts: 2 }])
      })

      it('lists a dead row, lets its lane go on, and revives it on demand', async () => {
        for (const key of ['a1', 'a2']) await store.write((db) => queueRow(db, row('a', key), 1))
        const [first] = await claim(store, 10)
        await store.write((db) => markDead(db, first!, 'rejected', 10))

        expect(await deadRows(store.db, 5)).toMatchObject([{ key: 'a1', error: 'rejected' }])
        expect(await outboxState(store.db)).toMatchObject({ pending: 1, dead: 1 })
        expect(await claim(store, 10)).toMatchObject([{ key: 'a2' }])
        expect(await store.write((db) => reviveRow(db, first!.id, 20))).toBe(true)
      })

      it('remembers how the platform named a message, for editing it', async () => {
        await store.write((db) => queueRow(db, { ...row('a', 'a1'), about: 'card:X' }, 1))
        const [first] = await claim(store, 10)
        await store.write((db) => markSent(db, first!.id, '[{"ts":"1"}]', 0, 10))

        expect(await refsAbout(store.db, 'card:X')).toBe('[{"ts":"1"}]')
      })
    })

    describe('seats', () => {
      it('gives out no more than there are, to two nodes at once', async () => {
        const other = await test.again()
        const taken = await Promise.all(
          Array.from({ length: 6 }, (_, index) =>
            (index % 2 ? store : other).write((db) => takeSeat(db, 1000, 2, `R${index}`)),
          ),
        )

        expect(taken.filter(Boolean)).toHaveLength(2)
        expect(await seatsTaken(store.db, 0)).toEqual(new Map([[1000, 2]]))
      })

      it('gives a seat back', async () => {
        await store.write((db) => takeSeat(db, 1000, 1, 'R1'))
        await store.write((db) => leaveSeat(db, 'R1'))

        expect(await store.write((db) => takeSeat(db, 1000, 1, 'R2'))).toBe(true)
      })
    })

    describe('timers', () => {
      const timer = { key: 'k', kind: 'reminder.day', dueAt: 100 }
      const due = (node: Store, now: number) => node.write((db) => claimTimers(db, node.engine, now, 50, 10))

      it('fires once, on one of two nodes', async () => {
        const other = await test.again()
        await store.write((db) => setTimer(db, timer))
        const claimed = (await Promise.all([due(store, 100), due(other, 100)])).flat()

        expect(claimed).toHaveLength(1)
        expect(await store.write((db) => finishTimer(db, claimed[0]!, 100))).toBe(true)
        expect(await store.write((db) => finishTimer(db, claimed[0]!, 100))).toBe(false)
        expect(await due(store, 1000)).toEqual([])
      })

      it('does not fire at the old time when it was moved', async () => {
        await store.write((db) => setTimer(db, timer))
        const [claimed] = await due(store, 100)
        await store.write((db) => setTimer(db, { ...timer, dueAt: 300 }))

        expect(await store.write((db) => finishTimer(db, claimed!, 100))).toBe(false)
        expect(await due(store, 299)).toEqual([])
        expect(await due(store, 300)).toHaveLength(1)
      })

      it('does not fire when it was dropped', async () => {
        await store.write((db) => setTimer(db, { ...timer, reference: 'R1' }))
        await store.write((db) => dropTimers(db, { reference: 'R1' }))

        expect(await due(store, 1000)).toEqual([])
      })
    })
  })
}
