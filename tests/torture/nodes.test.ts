import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LineEmulator, startLineEmulator } from '../../src/emulators/line/index.ts'
import { outboxState } from '../../src/store/outbox-record.ts'
import { HOUR } from '../../src/time.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'
import { installAudit } from './audit.ts'
import { check } from './check.ts'
import { type InProcess, knowledge, startInProcess } from './in-process.ts'
import { startCrowd } from './people.ts'
import { createChance } from './random.ts'
import { collect } from './records.ts'

const { create } = ENGINES.find((one) => one.engine === 'postgres')!
const YUI = 'U00000000000000000000000000000001'

describe('two nodes on one PostgreSQL', () => {
  let test: TestStore
  let line: LineEmulator
  let now: number
  const nodes: InProcess[] = []
  const join = async (parts: { sends?: boolean } = {}) => {
    const node = await startInProcess(await test.again(), line, { now: () => now, ...parts })
    nodes.push(node)
    return node
  }

  beforeEach(async () => {
    now = Date.parse('2026-11-24T15:00:00+09:00')
    test = await create()
    line = await startLineEmulator({ channelSecret: 's', channelAccessToken: 't', now: () => now })
  })
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map(({ app }) => app.stop()))
    await line.close()
    await test.close()
  })
  const heard = () => line.chat(YUI).filter((one) => one.from === 'bot')

  it('answer a crowd as one would: each conversation in order, nothing twice, whichever node hears it', async () => {
    await installAudit(test.store)
    const [one, other] = [await join(), await join()]
    const crowd = startCrowd({
      line,
      chance: createChance(3),
      webhooks: [one.webhook, other.webhook],
      people: 10,
      pause: 40,
    })
    await crowd.reached(100)
    await crowd.goHome()
    // what one node has in hand the other cannot send, and whether it is sent only the store knows
    await expect.poll(async () => (await outboxState(test.store.db)).pending, { timeout: 30_000 }).toBe(0)
    const records = await collect({ store: test.store, line, crowd, knowledge })

    expect(check(records)).toEqual([])
    expect(records.taken.length).toBeGreaterThan(50)
  })

  it('step one person’s burst one event at a time', async () => {
    const [one, other] = [await join(), await join()]
    await line.post([line.events.tap(YUI, 'do:start_fit')], one.webhook)
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        line.post([line.events.say(YUI, 'スキップ')], index % 2 ? one.webhook : other.webhook),
      ),
    )
    const saved = await one.app.savedOf(`line:${YUI}`)

    expect(Object.keys(saved?.context.fit?.answers ?? {})).toHaveLength(10)
  })

  it('send what the other has stored and cannot send', async () => {
    const silent = await join({ sends: false })
    await join()
    await line.post([line.events.say(YUI, '営業の仕事内容を教えてください')], silent.webhook)
    // by polling: within half a second and the time it takes
    await expect.poll(() => heard().length, { timeout: 15_000 }).toBeGreaterThan(0)
  })

  it('remind once, though both see the time come', async () => {
    const [one, other] = [await join(), await join()]
    const say = async (text: string) => {
      await line.post([line.events.say(YUI, text)], one.webhook)
      await one.app.settle()
    }
    const tap = async (pattern: RegExp) => {
      const shown = JSON.stringify(heard().at(-1)?.message).match(/"data":"([^"]+)"/g) ?? []
      // of several times the last: the first may be too soon for a reminder
      const data = shown.map((one) => one.slice(8, -1)).findLast((one) => pattern.test(one))
      if (!data) throw new Error(`no button like ${pattern} among ${shown.join(' ')}`)
      await line.post([line.events.tap(YUI, data)], one.webhook)
      await one.app.settle()
    }
    await say('アドバイザーに相談したい')
    await tap(/consent:yes/)
    await tap(/wish:phone/)
    await say('山田花子')
    await say('090-1234-5678')
    await tap(/callback\.(time|slot):(slot-)?\d+/)
    await tap(/topic:none/)
    await tap(/confirm:yes/)
    const [seat] = await test.store.db.selectFrom('slot_seats').selectAll().execute()
    const before = heard().length
    now = seat!.slot_at - HOUR
    await Promise.all([one, other, one, other].map(({ app }) => app.settle()))

    expect(heard().slice(before)).toHaveLength(1)
  })
})
