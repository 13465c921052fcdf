import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { rotateKeys } from '../../src/desk/rotate.ts'
import { createSeal } from '../../src/seal.ts'
import { openDesk, somebody } from '../support/advisors.ts'
import type { Bot } from '../support/bot.ts'
import { ENGINES } from '../support/stores.ts'

const TIMES = 3
const keys = ['new', 'old'].map((id) => ({ id, secret: randomBytes(32) }))

for (const { engine, create } of ENGINES) {
  describe(`two at the same moment, on ${engine}`, () => {
    let bot: Bot
    beforeAll(async () => {
      const opened = await openDesk({ keys, create })
      bot = opened.bot
      return opened.close
    })
    const tap = async (user: string, choice: string) => expect(await bot.line.tap(user, choice)).toBe(200)

    it('claim and cancel: what the person was told is what is stored', async () => {
      for (let times = 0; times < TIMES; times++) {
        const { user, card, pressOnly, row, seats, timers } = await somebody(bot)
        await Promise.all([pressOnly('sato', '担当する'), tap(user, '予約を取り消す')])
        await bot.settle()

        expect(bot.heard(user).join()).toContain('取り消しました')
        expect(await row()).toMatchObject({ status: 'cancelled', outcome: 'withdrawn' })
        expect(card().text).toContain('状態：取り消し')
        expect([await seats(), await timers()]).toEqual([0, []])
      }
    })

    it('two claims: one has it, and the card names that one', async () => {
      for (let times = 0; times < TIMES; times++) {
        const { user, card, pressOnly, row } = await somebody(bot)
        await Promise.all([pressOnly('sato', '担当する'), pressOnly('mori', '担当する')])
        await bot.settle()

        const { claimed_name: winner } = await row()
        expect(card().text).toContain(`${winner}さんが担当`)
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
        const { user, card, pressOnly, row } = await somebody(bot)
        await bot.say(user, '予約を変更したい')
        await bot.tap(user, 'お名前')
        await bot.say(user, '佐々木です')
        await Promise.all([pressOnly('sato', '担当する'), tap(user, 'この内容に変える')])
        await bot.settle()

        expect(bot.heard(user).join()).toContain('変更しました')
        expect(await row()).toMatchObject({ status: 'scheduled', claimed_name: 'sato' })
        expect(card().text).toMatch(/satoさんが担当[\s\S]*佐々木/)
      }
    })

    it('change and cancel: the request ends, with no seat and no reminder left', async () => {
      for (let times = 0; times < TIMES; times++) {
        const { user, reference, row, seats, timers } = await somebody(bot)
        await bot.say(user, '予約を変更したい')
        await bot.tap(user, '日時')
        await bot.tap(user, 'いつでもいい')
        await Promise.all([tap(user, 'この内容に変える'), tap(user, `booking:cancel:${reference}`)])
        await bot.settle()

        expect(await row()).toMatchObject({ status: 'cancelled' })
        expect([await seats(), await timers()]).toEqual([0, []])
      }
    })

    it('complete and change: what ended stays ended, and what was confirmed becomes a new request', async () => {
      for (let times = 0; times < TIMES; times++) {
        const { user, reference, pressOnly, row } = await somebody(bot)
        await pressOnly('sato', '担当する')
        await bot.settle()
        await bot.say(user, '予約を変更したい')
        await bot.tap(user, '話したいこと')
        await bot.say(user, '面接がこわいです')
        await Promise.all([pressOnly('sato', `desk:outcome:${reference}:talked`), tap(user, 'この内容に変える')])
        await bot.settle()

        expect(await row()).toMatchObject({ status: 'done', outcome: 'talked' })
        const said = bot.heard(user).join()
        expect(/変更しました/.test(said) || /受付番号は/.test(said.slice(said.indexOf('どこを変えますか')))).toBe(true)
      }
    })

    it('a key is rotated while values are read and written: each can be read with what the bot has', async () => {
      const seal = createSeal(keys)
      const { user } = await somebody(bot)
      const reads = Array.from({ length: 6 }, () => bot.line.say(user, '予約の確認'))
      const [results] = await Promise.all([
        Promise.all([rotateKeys(bot.store, seal), rotateKeys(bot.store, seal)]),
        ...reads,
      ])
      await bot.settle()

      expect(results.map(({ unreadable }) => unreadable)).toEqual([0, 0])
      expect(await bot.say(user, '予約の確認')).toContain('山田')
    })
  })
}
