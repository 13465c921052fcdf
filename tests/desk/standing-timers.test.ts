import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { DAY } from '../../src/time.ts'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

describe('the daily purge and summary', () => {
  let test: TestStore
  let bot: Bot | undefined
  beforeEach(async () => {
    test = await ENGINES[0].create()
    bot = undefined
  })
  afterEach(async () => {
    await bot?.close()
    await test.close()
  })

  const standing = () =>
    test.store.db
      .selectFrom('timers')
      .select(['kind', 'due_at'])
      .where('done_at', 'is', null)
      .where('kind', 'in', ['purge', 'queue.summary'])
      .orderBy('kind')
      .execute()
  const dueWithinADay = () =>
    expect
      .poll(async () => (await standing()).map(({ kind, due_at }) => [kind, due_at <= bot!.now() + DAY]))
      .toEqual([
        ['purge', true],
        ['queue.summary', true],
      ])

  it('come back to the next day after a start with a clock that was years ahead', async () => {
    for (const kind of ['purge', 'queue.summary']) {
      const years = Date.parse('2036-01-01T03:30:00+09:00')
      await test.store.db
        .insertInto('timers')
        .values({ key: kind, kind, conversation: null, reference: null, due_at: years, leased_until: 0, done_at: null })
        .execute()
    }
    bot = await startBot(test.store)

    await dueWithinADay()
  })

  it('are set though the store was away at the start', { timeout: 20_000 }, async () => {
    let writes = 0
    const store: Store = {
      ...test.store,
      // the first one is part of the start, and ends it if it fails
      write: (work, trace, needs) =>
        ++writes > 1 && writes < 6
          ? Promise.reject(Object.assign(new Error('away'), { code: '57P01' }))
          : test.store.write(work, trace, needs),
    }
    bot = await startBot(store)

    await expect.poll(async () => (await standing()).length, { timeout: 10_000 }).toBe(2)
  })
})
