import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'
import { badWeather } from './chaos.ts'
import { createChance } from './random.ts'

const person = (prefix: string, index: number) => `U${prefix}${String(index).padStart(24, '0')}`
const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))

/** What is known of other bots, each with its number; here each is none. */
for (const { engine, create } of ENGINES) {
  describe(`known losses, on ${engine}`, () => {
    let test: TestStore
    let bot: Bot
    beforeAll(async () => {
      test = await create()
      bot = await startBot(test.store)
    })
    afterAll(async () => {
      await bot.close()
      await test.close()
    })

    /** Until everything queued has gone out, the clock moving on to each further attempt. */
    const settled = async () => {
      for (let round = 0; round < 20; round++) {
        await bot.settle()
        const { pending } = await test.store.db
          .selectFrom('outbox')
          .select((eb) => eb.fn.countAll<number>().as('pending'))
          .where('status', '!=', 'sent')
          .executeTakeFirstOrThrow()
        if (Number(pending) === 0) return
      }
    }

    it('loses none of 760 replies while 5 % of LINE’s answers are errors (elsewhere: 48)', async () => {
      bot.line.setWeather(badWeather(createChance(760), 0.05))
      const people = times(76, (index) => person('760', index))
      for (let round = 0; round < 10; round++)
        await Promise.all(people.map((user) => bot.line.say(user, `${round} 経理ってどんな仕事ですか`)))
      await settled()
      bot.line.setWeather(undefined)
      // the greeting, and a reply to each
      const replies = people.map((user) => bot.heard(user).length - 1)

      expect(replies.filter((count) => count !== 10)).toEqual([])
    })

    it('loses none of 100 updates in bursts of five (elsewhere: 76)', async () => {
      const people = times(20, (index) => person('100', index))
      await Promise.all(people.map((user) => bot.line.say(user, '診断をはじめる')))
      await settled()
      // five answers at once: each is counted, none overwrites another
      await Promise.all(people.flatMap((user) => times(5, () => bot.line.say(user, 'スキップ'))))
      await settled()
      const answered = await Promise.all(
        people.map(
          async (user) => Object.keys((await bot.app.savedOf(`line:${user}`))?.context.fit?.answers ?? {}).length,
        ),
      )

      expect(answered).toEqual(times(20, () => 5))
    })

    it('shows none of 100 redelivered messages twice (elsewhere: all)', async () => {
      const people = times(100, (index) => person('200', index))
      const events = people.map((user) => bot.line.events.say(user, 'こんにちは'))
      await Promise.all(events.map((event) => bot.line.post([event])))
      await settled()
      const once = people.map((user) => bot.heard(user).length)
      const again = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }))
      await Promise.all([...again, ...again].map((event) => bot.line.post([event])))
      await settled()

      expect(once).not.toContain(0)
      expect(people.map((user) => bot.heard(user).length)).toEqual(once)
    })
  })
}
