import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findConversation, OPENING, openConversation, saveConversation } from '../../src/store/conversations.ts'
import { claimEvent } from '../../src/store/inbox.ts'
import { queueRow } from '../../src/store/outbox.ts'
import { takeSeat } from '../../src/store/slots.ts'
import type { Db, Store } from '../../src/store/store.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const needs = (conversation: string, eventId: string) => ({ conversation, eventId, now: 1 })

/** A turn as small as can be: counts in the saved talk, and answers. */
async function turn(db: Db, conversation: string, eventId: string): Promise<boolean> {
  const { saved } = await openConversation(db, conversation, 1)
  if (!(await claimEvent(db, eventId, 1))) return false
  await saveConversation(db, conversation, String(Number(saved ?? 0) + 1), 1)
  await queueRow(db, { key: `answer to ${eventId}`, lane: conversation, messages: '[]', dueAt: 0 }, 1)
  return true
}
const share = (store: Store, conversation: string, eventId: string) =>
  store.write((db) => turn(db, conversation, eventId), undefined, needs(conversation, eventId))

for (const { engine, create } of ENGINES) {
  describe(`work that shares a transaction on ${engine}`, () => {
    let test: TestStore
    let store: Store

    beforeEach(async () => {
      test = await create()
      store = test.store
    })
    afterEach(() => test.close())

    const savedOf = async (conversation: string) => (await findConversation(store.db, conversation))?.saved
    const answers = async () =>
      (await store.db.selectFrom('outbox').select('key').orderBy('id').execute()).map((row) => row.key)

    it('loses nothing and does nothing twice, when two nodes are brought the same events at once', async () => {
      const other = await test.again()
      const events = Array.from({ length: 200 }, (_, at) => ({ person: `line:U${at % 20}`, event: `e${at}` }))
      const took = await Promise.all(
        events.flatMap(({ person, event }) => [share(store, person, event), share(other, person, event)]),
      )

      expect(took.filter(Boolean)).toHaveLength(200)
      expect(new Set(await answers()).size).toBe(200)
      expect(await Promise.all(Array.from({ length: 20 }, (_, at) => savedOf(`line:U${at}`)))).toEqual(
        Array(20).fill('10'),
      )
    })

    it('takes nothing of the others along when it fails', async () => {
      const fails = store.write(
        async (db) => {
          await turn(db, 'line:U2', 'e2')
          throw new Error('no')
        },
        undefined,
        needs('line:U2', 'e2'),
      )
      const settled = await Promise.allSettled([share(store, 'line:U1', 'e1'), fails, share(store, 'line:U3', 'e3')])

      expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await answers()).toEqual(['answer to e1', 'answer to e3'])
      expect(await savedOf('line:U2')).not.toBe('1')
      expect(await share(store, 'line:U2', 'e2')).toBe(true)
    })

    it('takes nothing of the others along when the database refuses what it leaves', async () => {
      await store.write((db) => queueRow(db, { key: 'there already', lane: 'line:U2', messages: '[]', dueAt: 0 }, 1))
      const refused = store.write(
        async (db) => {
          await turn(db, 'line:U2', 'e2')
          await queueRow(db, { key: 'there already', lane: 'line:U2', messages: '[]', dueAt: 0 }, 1)
        },
        undefined,
        needs('line:U2', 'e2'),
      )
      const settled = await Promise.allSettled([share(store, 'line:U1', 'e1'), refused, share(store, 'line:U3', 'e3')])

      expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect((await answers()).sort()).toEqual(['answer to e1', 'answer to e3', 'there already'])
    })

    it('is finished before the store is closed', async () => {
      const other = await test.again()
      const working = share(other, 'line:U1', 'e1')
      await other.close()

      expect(await working).toBe(true)
      expect(await savedOf('line:U1')).toBe('1')
    })

    it('may need more than it said', async () => {
      const books = (person: string, event: string) =>
        store.write(
          async (db) => {
            const isNew = await turn(db, person, event)
            return isNew && (await takeSeat(db, 1_000, 1, event))
          },
          undefined,
          needs(person, event),
        )
      const booked = await Promise.all([books('line:U1', 'e1'), share(store, 'line:U2', 'e2'), books('line:U3', 'e3')])

      expect(booked.filter(Boolean)).toHaveLength(2)
      expect((await answers()).sort()).toEqual(['answer to e1', 'answer to e2', 'answer to e3'])
      expect(await savedOf('line:U1')).toBe('1')
    })

    // SQLite has one writer
    if (engine === 'sqlite') return

    it('does not wait with the others for a conversation that somebody holds', async () => {
      const other = await test.again()
      await share(store, 'line:U1', 'e0')
      const { promise: held, resolve: hold } = Promise.withResolvers<void>()
      const { promise: end, resolve: release } = Promise.withResolvers<void>()
      const holding = other.write(async (db) => {
        await turn(db, 'line:U1', 'e1')
        hold()
        await end
      })
      await held
      const waits = share(store, 'line:U1', 'e2')
      const passesBy = await Promise.race([share(store, 'line:U2', 'e3'), waits.then(() => 'waited')]).finally(release)

      expect(passesBy).toBe(true)
      expect(await waits).toBe(true)
      await holding
      expect(await savedOf('line:U1')).toBe('3')
    })

    it('leaves out what changes between the look and the lock', async () => {
      await Promise.all([share(store, 'line:U1', 'e0'), share(store, 'line:U2', 'e1')])
      const client = new pg.Client({ connectionString: test.url })
      await client.connect()
      const { pid } = (await client.query('select pg_backend_pid() as pid')).rows[0]
      const { promise: end, resolve: commit } = Promise.withResolvers<void>()
      const { promise: held, resolve: hold } = Promise.withResolvers<void>()
      const other = store.write(async (db) => {
        await turn(db, 'line:U1', 'e2')
        hold()
        await end
      })
      await held
      // waiting makes the moment between the two as long as it takes
      const text = OPENING.text.replace('skip locked', '')
      const opening = client.query<{ id: string }>(text, [['line:U1', 'line:U2'], ['e2', 'e3'], 1])
      const waits = sql`select pid from pg_locks where not granted and pid = ${pid}`
      await expect.poll(async () => (await waits.execute(store.db)).rows, { timeout: 10_000 }).not.toEqual([])
      commit()
      await other

      expect((await opening).rows.map((row) => row.id)).toEqual(['line:U2'])
      await client.end()
    })
  })
}
