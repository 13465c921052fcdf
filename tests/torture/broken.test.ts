import type { KyselyPlugin } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelAdapter } from '../../src/channels/channel.ts'
import { type LineEmulator, startLineEmulator } from '../../src/emulators/line/index.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { installAudit } from './audit.ts'
import { check } from './check.ts'
import { knowledge, startInProcess } from './in-process.ts'
import { startCrowd } from './people.ts'
import { createChance } from './random.ts'
import { collect } from './records.ts'

/** The program with one part broken on purpose, under the crowd of the torture run and before its checker. */
describe('the checker before a broken program', () => {
  let store: Store
  let line: LineEmulator
  beforeEach(async () => {
    store = await openStore('sqlite::memory:')
    await installAudit(store)
    line = await startLineEmulator({ channelSecret: 's', channelAccessToken: 't' })
  })
  afterEach(async () => {
    await line.close()
    await store.close()
  })

  async function run(broken: { store?: Store; channel?: (whole: ChannelAdapter) => ChannelAdapter }) {
    const { app, webhook } = await startInProcess(broken.store ?? store, line, broken)
    const crowd = startCrowd({ line, chance: createChance(7), webhooks: [webhook], people: 8, pause: 40 })
    await crowd.reached(80)
    await crowd.goHome()
    await app.settle()
    await app.stop()
    return check(await collect({ store, line, crowd, knowledge }))
  }

  it('is green when nothing is broken', async () => {
    expect(await run({})).toEqual([])
  })

  it('is red when one commit in ten is forgotten', async () => {
    let turns = 0
    const forgetful: Store = {
      ...store,
      // turns alone name their trace
      write: (work, trace) =>
        trace && ++turns % 10 === 0 ? Promise.resolve(undefined as never) : store.write(work, trace),
    }

    expect(await run({ store: forgetful })).toContainEqual(
      expect.stringMatching(/^lost: .* was accepted and not stored/),
    )
  })

  it('is red when the outbox marks rows that it did not send', async () => {
    let sent = 0
    const lazy = (whole: ChannelAdapter): ChannelAdapter => ({
      ...whole,
      send: async (delivery) => (++sent % 5 === 0 ? { refs: [], pushed: 0 } : await whole.send(delivery)),
    })

    expect(await run({ channel: lazy })).toContainEqual(expect.stringMatching(/^lost: .* never answered/))
  })

  it('is red when a reply is pushed as well', async () => {
    const eager = (whole: ChannelAdapter): ChannelAdapter => ({
      ...whole,
      async send(delivery) {
        await whole.send(delivery)
        return await whole.send({ ...delivery, reply: undefined } as never)
      },
    })

    expect(await run({ channel: eager })).toContainEqual(expect.stringMatching(/^twice: row/))
  })

  it('is red when a row is reported as sent while it is still on its way', async () => {
    let sent = 0
    const hasty = (whole: ChannelAdapter): ChannelAdapter => ({
      ...whole,
      async send(delivery) {
        if (++sent % 2 === 0) return await whole.send(delivery)
        setTimeout(() => whole.send(delivery).catch(() => undefined), 150)
        return { refs: [], pushed: 0 }
      },
    })

    expect(await run({ channel: hasty })).toContainEqual(expect.stringMatching(/^order: /))
  })

  it('is red when turns do not see where the talk was', async () => {
    const blank: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => ({
        ...result,
        rows: result.rows.map((row) => ('saved' in row ? { ...row, saved: null } : row)),
      }),
    }
    const blind: Store = { ...store, write: (work) => store.write((db) => work(db.withPlugin(blank))) }

    expect(await run({ store: blind })).toContainEqual(expect.stringMatching(/^wrong: /))
  })
})
