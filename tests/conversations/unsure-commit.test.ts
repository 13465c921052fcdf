import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { MINUTE } from '../../src/time.ts'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'

/** A connection that ends, or a disk that cannot be synced, while a commit is on its way. */
describe.each(ENGINES)('a bot that is not told whether a turn was kept, on $engine', ({ create }) => {
  let test: TestStore
  let bot: Bot
  let isLost: boolean
  beforeEach(async () => {
    test = await create()
    isLost = false
    const { store } = test
    const unsure: Store = {
      ...store,
      async write(work, trace, needs) {
        const value = await store.write(work, trace, needs)
        // nothing more is said, or heard, until the store is back
        if (isLost) throw Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' })
        return value
      },
    }
    bot = await startBot(unsure)
  })
  afterEach(async () => {
    await bot.close()
    await test.close()
  })

  it('answers once, though the store stays away for longer than a reply token lives', async () => {
    const question = bot.line.events.say(YUI, '営業の仕事内容を教えてください')
    isLost = true
    expect(await bot.line.post([question])).toBe(503)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    isLost = false
    await bot.moveTo(bot.now() + 2 * MINUTE)
    expect(await bot.line.post([question])).toBe(200)
    await bot.settle()

    expect(bot.heard(YUI).filter((text) => text.includes('契約'))).toHaveLength(1)
  })
})
