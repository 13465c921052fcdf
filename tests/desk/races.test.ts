import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rotateKeys } from '../../src/desk/rotate.ts'
import { createSeal } from '../../src/seal.ts'
import { book } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const TIMES = 3
const keys = ['new', 'old'].map((id) => ({ id, secret: randomBytes(32) }))
let people = 0

for (const { engine, create } of ENGINES) {
  describe(`two at the same moment, on ${engine}`, () => {
    let test: TestStore
    let bot: Bot
    beforeAll(async () => {
      test = await create()
      bot = await startBot(test.store, { keys })
    })
    afterAll(async () => {
      await bot.close()
      await test.close()
    })

    /** Somebody new with a booking of their own slot; tells their id and their request's number. */
    async function somebody(): Promise<{ user: string; reference: string }> {
      people++
      const user = `U${String(people).padStart(32, '0')}`
      bot.line.addUser({ userId: user, displayName: user })
      const hour = 10 + (people % 10)
      const wish = `12月${1 + Math.floor(people / 10)}日${hour}時に090-8888-7777に電話ください、山田です`
      return { user, reference: await book(bot, user, wish) }
    }
    const row = (reference: string) =>
      test.store.db.selectFrom('callbacks').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow()
    const count = async (table: 'slot_seats' | 'timers', reference: string) => {
      const rows =
        table === 'slot_seats'
          ? await test.store.db.selectFrom(table).selectAll().where('reference', '=', reference).execute()
          : await test.store.db
              .selectFrom(table)
              .selectAll()
              .where('reference', '=', reference)
              .where('done_at', 'is', null)
              .execute()
      return rows.length
    }
    const cardOf = (reference: string) =>
      bot.slack.messages(DESK).find((one) => one.thread_ts === undefined && one.text.includes(reference))!
    const press = async (who: keyof typeof ADVISORS, reference: string, choice: string) => {
      const { status } = await bot.slack.press(ADVISORS[who], DESK, cardOf(reference).ts, choice)
      expect(status).toBe(200)
    }
    const tap = async (user: string, choice: string) => expect(await bot.line.tap(user, choice)).toBe(200)

    it('claim and cancel: what the person was told is what is stored', async () => {
      for (let times = 0; times < TIMES; times++) {
        const { user, reference } = await somebody()
        await Promise.all([press('sato', reference, '担当する'), tap(user, '予約を取り消す')])
        await bot.settle()

        expect(bot.heard(user).join()).toContain('取り消しました')
        expect(await row(reference)).toMatchObject({ status: 'cancelled', outcome: 'withdrawn' })
        expect(cardOf(reference).text).toContain('状態：取り消し')
        expect([await count('slot_seats', reference), await count('timers', reference)]).toEqual([0, 0])
      }
    })

    it('two claims: one has it, and the card names that one', async () => {
      for (let times = 0; times < TIMES; times++) {
        const { user, reference } = await somebody()
        await Promise.all([press('sato', reference, '担当する'), press('mori', reference, '担当する')])
        await bot.settle()

        const { claimed_name: winner } = await row(reference)
        expect(cardOf(reference).text).toContain(`${winner}さんが担当`)
        expect(
          bot
            .heard(user)
            .join()
            .match(/担当が決まりました/g),
        ).toHaveLength(1)
      }
    })

    it('claim and change: both hold', async () => {
      for (let times = 0; times < TIMES; times++) {
        const { user, reference } = await somebody()
        await bot.say(user, '予約を変更したい')
        await bot.tap(user, 'お名前')
        await bot.say(user, '佐々木です')
        await Promise.all([press('sato', reference, '担当する'), tap(user, 'この内容に変える')])
        await bot.settle()

        expect(bot.heard(user).join()).toContain('変更しました')
        expect(await row(reference)).toMatchObject({ status: 'scheduled', claimed_name: 'sato' })
        expect(cardOf(reference).text).toMatch(/satoさんが担当[\s\S]*佐々木/)
      }
    })

    it('change and cancel: the request ends, with no seat and no reminder left', async () => {
      for (let times = 0; times < TIMES; times++) {
        const { user, reference } = await somebody()
        await bot.say(user, '予約を変更したい')
        await bot.tap(user, '日時')
        await bot.tap(user, 'いつでもいい')
        await Promise.all([tap(user, 'この内容に変える'), tap(user, `booking:cancel:${reference}`)])
        await bot.settle()

        expect(await row(reference)).toMatchObject({ status: 'cancelled' })
        expect([await count('slot_seats', reference), await count('timers', reference)]).toEqual([0, 0])
      }
    })

    it('complete and change: what ended stays ended, and what was confirmed becomes a new request', async () => {
      for (let times = 0; times < TIMES; times++) {
        const { user, reference } = await somebody()
        await press('sato', reference, '担当する')
        await bot.settle()
        await bot.say(user, '予約を変更したい')
        await bot.tap(user, '話したいこと')
        await bot.say(user, '面接がこわいです')
        await Promise.all([press('sato', reference, `desk:outcome:${reference}:talked`), tap(user, 'この内容に変える')])
        await bot.settle()

        expect(await row(reference)).toMatchObject({ status: 'done', outcome: 'talked' })
        const said = bot.heard(user).join()
        expect(/変更しました/.test(said) || /受付番号は/.test(said.slice(said.indexOf('どこを変えますか')))).toBe(true)
      }
    })

    it('a key is rotated while values are read and written: each can be read with what the bot has', async () => {
      const seal = createSeal(keys)
      const { user } = await somebody()
      const reads = Array.from({ length: 6 }, () => bot.line.say(user, '予約の確認'))
      const [results] = await Promise.all([
        Promise.all([rotateKeys(test.store, seal), rotateKeys(test.store, seal)]),
        ...reads,
      ])
      await bot.settle()

      expect(results.map(({ unreadable }) => unreadable)).toEqual([0, 0])
      expect(await bot.say(user, '予約の確認')).toContain('山田')
    })
  })
}
