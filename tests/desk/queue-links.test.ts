import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { book } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

for (const { engine, create } of ENGINES) {
  describe(`each line of the queue leads to its card, on ${engine}`, () => {
    let test: TestStore
    let bot: Bot
    const references: string[] = []
    beforeAll(async () => {
      test = await create()
      bot = await startBot(test.store)
      for (const number of [1, 2, 3]) {
        const user = `U${String(number).padStart(32, '0')}`
        bot.line.addUser({ userId: user, displayName: user })
        references.push(await book(bot, user, `12月${number}日18時に090-8888-7777に電話ください、山田です`))
      }
    })
    afterAll(async () => {
      await bot.close()
      await test.close()
    })

    /** Where each number leads, as the number on the card found there. */
    const followed = (shown: string) =>
      [...shown.matchAll(/<https:[^|>]+\/archives\/(\w+)\/p(\d+)(\d{6})\|(\w+)>/g)].map(
        ([, channel = '', seconds, rest, reference]) => {
          const card = bot.slack.messages(channel).find((one) => one.ts === `${seconds}.${rest}`)
          return [reference, /相談の申し込み (\w+)/.exec(card?.text ?? '')?.[1]]
        },
      )
    const all = () => references.map((reference) => [reference, reference])

    it('in the list a command brings', async () => {
      await bot.slack.slash(ADVISORS.sato, '/callbacks', '')
      await bot.settle()

      expect(followed(JSON.stringify(bot.slack.direct(ADVISORS.sato).at(-1)?.blocks))).toEqual(all())
    })

    it('on the Home tab, in every view', async () => {
      const page = () => JSON.stringify(bot.slack.home(ADVISORS.sato) ?? {})
      await bot.slack.openHome(ADVISORS.sato, 'home')
      await expect.poll(() => followed(page())).toEqual(all())
      const second = bot.slack.messages(DESK).find((one) => one.text.includes(references[1]!))!
      await bot.slack.press(ADVISORS.sato, DESK, second.ts, '担当する')
      await bot.slack.pressHome(ADVISORS.sato, 'desk:queue:mine')
      await bot.settle()

      await expect.poll(() => followed(page())).toEqual([[references[1], references[1]]])
    })

    it('and is words alone where the place of the card is forgotten', async () => {
      await test.store.db.deleteFrom('outbox').where('about', '=', `card:${references[0]}`).execute()
      await bot.slack.slash(ADVISORS.sato, '/callbacks', '')
      await bot.settle()

      const message = bot.slack.direct(ADVISORS.sato).at(-1)
      expect(message?.text).toContain(references[0])
      expect(followed(JSON.stringify(message?.blocks))).toEqual(all().slice(1))
    })
  })
}
