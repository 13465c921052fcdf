import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/time.ts'
import { ADVISORS, type Bot, DESK, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'

for (const { engine, create } of ENGINES) {
  describe(`from the wish to the finished talk, on ${engine}`, () => {
    let test: TestStore
    let bot: Bot
    const keys = [{ id: 'k1', secret: randomBytes(32) }]
    beforeEach(async () => {
      test = await create()
      bot = await startBot(test.store, { keys })
      bot.line.addUser({ userId: YUI, displayName: 'ゆい' })
    })
    afterEach(async () => {
      await bot.close()
      await test.close()
    })

    const book = async (wish = '明日18時に090-8888-7777に電話ください、山田です') => {
      await bot.say(YUI, wish)
      await bot.tap(YUI, '同意する')
      await bot.say(YUI, '向いている仕事がわからないです')
      await bot.tap(YUI, 'この内容で申し込む')
    }
    const card = () => bot.slack.messages(DESK).find((one) => one.thread_ts === undefined)!
    const shown = () => JSON.stringify(card().blocks)
    const thread = () => bot.slack.thread(DESK, card().ts)
    const press = async (who: keyof typeof ADVISORS, label: string, on = card().ts) => {
      await bot.slack.press(ADVISORS[who], DESK, on, label)
      await bot.settle()
    }
    const pressInThread = async (who: keyof typeof ADVISORS, label: string) => {
      const message = thread().findLast((one) => JSON.stringify(one.blocks).includes(label))!
      await press(who, label, message.ts)
    }
    const write = async (who: keyof typeof ADVISORS, text: string) => {
      await bot.slack.threadReply(ADVISORS[who], DESK, card().ts, text)
      await bot.settle()
    }

    it('shows advisors a card with all they need', async () => {
      await book()

      expect(shown()).toContain('山田')
      expect(shown()).toContain('090-8888-7777')
      expect(shown()).toContain('11/25(水) 18:00')
      expect(shown()).toContain('向いている仕事がわからないです')
      expect(shown()).toContain('担当する')
    })

    it('never shows a number when the person does not want a call', async () => {
      await bot.say(YUI, '明日18時に090-8888-7777に電話ください、山田です')
      await bot.tap(YUI, '同意する')
      await bot.say(YUI, '向いている仕事がわからないです')
      await bot.say(YUI, 'やっぱり電話はしないでほしい')
      await bot.tap(YUI, 'この内容で申し込む')

      expect(shown()).toContain('チャット(電話しない)')
      expect(shown()).not.toContain('このチャットで')
      expect(JSON.stringify(bot.slack.messages(DESK))).not.toContain('8888')
    })

    it('lets one of two advisors claim, tells the other who, and the person that somebody is there', async () => {
      await book()
      await Promise.all([
        bot.slack.press(ADVISORS.sato, DESK, card().ts, '担当する'),
        bot.slack.press(ADVISORS.mori, DESK, card().ts, '担当する'),
      ])
      await bot.settle()

      const winner = /(sato|mori)さんが担当/.exec(shown())?.[1]
      expect(winner).toBeDefined()
      expect(
        thread()
          .map((one) => one.text)
          .join(),
      ).toMatch(new RegExp(`${winner} さんが担当しています`))
      expect(bot.heard(YUI).at(-1)).toContain(`担当が決まりました：${winner}`)
    })

    it('carries words both ways, and the bot is silent meanwhile', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', 'はじめまして、佐藤です')
      expect(bot.heard(YUI).at(-1)).toBe('はじめまして、佐藤です')

      const answer = await bot.say(YUI, '営業の仕事内容を教えてください')
      expect(answer).toBe('')
      expect(thread().at(-1)?.text).toContain('営業の仕事内容を教えてください')
    })

    it('keeps notes and strangers’ words from the person', async () => {
      await book()
      await write('mori', '担当前のことば')
      await press('sato', '担当する')
      await write('sato', '// 元気がない様子')
      await write('mori', '横から失礼します')

      expect(bot.heard(YUI).join()).not.toMatch(/担当前|元気がない|横から/)
      expect(thread().at(-1)?.text).toContain('担当は sato さん')
    })

    it('still meets a cry for help, and alerts the advisor', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', 'こんにちは')
      const answer = await bot.say(YUI, 'もう死にたいです')

      expect(answer).toContain('0120-279-338')
      expect(
        thread()
          .map((one) => one.text)
          .join(),
      ).toContain('とてもつらい様子')
    })

    it('ends when the advisor says so, and the bot is back', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', 'こんにちは')
      await write('sato', '終了')
      expect(bot.heard(YUI).at(-1)).toContain('ここまでです')

      expect(await bot.say(YUI, '営業の仕事内容を教えてください')).toContain('契約')
    })

    it('ends after a day of silence, with a notice to both', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', 'こんにちは')
      await bot.moveTo(bot.now() + 25 * HOUR)

      expect(bot.heard(YUI).join()).toContain('いったん閉じました')
      expect(
        thread()
          .map((one) => one.text)
          .join(),
      ).toContain('会話を閉じました')
    })

    it('is completed with an outcome; the person is asked once how it was', async () => {
      await book()
      await press('sato', '担当する')
      await press('sato', '完了')
      await pressInThread('sato', '話せた')
      expect(shown()).toContain('完了(話せた)')
      expect(bot.heard(YUI).at(-1)).toContain('相談はいかがでしたか')
      await bot.tap(YUI, 'よかった')

      expect(shown()).toContain('よかった')
      expect(await bot.say(YUI, '予約の確認')).toContain('申し込まれている相談はありません')
    })

    it('says goodbye without offering a request that is over, and asks how it was below', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', 'こんにちは')
      await press('sato', '完了')
      await pressInThread('sato', '話せた')

      const said = bot.line.chat(YUI).filter((one) => one.from === 'bot')
      expect(said.map((one) => one.message.text).slice(-2)).toEqual([
        expect.stringContaining('ここまでです'),
        expect.stringContaining('相談はいかがでしたか'),
      ])
      expect(JSON.stringify(said.at(-2)?.message)).not.toContain('予約を確認')
      expect(JSON.stringify(said.at(-2)?.message)).toContain('アドバイザーに相談')
    })

    it('reminds the day before and an hour before, and takes a change of mind in one tap', async () => {
      await bot.say(YUI, 'あさっての18時に090-8888-7777に電話ください、山田です')
      await bot.tap(YUI, '同意する')
      await bot.tap(YUI, 'とくになし')
      await bot.tap(YUI, 'この内容で申し込む')
      await bot.moveTo(Date.parse('2026-11-25T18:01:00+09:00'))
      expect(bot.heard(YUI).at(-1)).toContain('明日18:00')
      await bot.moveTo(Date.parse('2026-11-26T17:01:00+09:00'))
      expect(bot.heard(YUI).at(-1)).toContain('このあと18:00')

      expect(await bot.tap(YUI, '予約を取り消す')).toContain('取り消しました')
      expect(
        thread()
          .map((one) => one.text)
          .join(),
      ).toContain('本人が取り消しました')
    })

    it('reminds of nothing that was cancelled', async () => {
      await book()
      await bot.say(YUI, '予約をキャンセルしたいです')
      const before = bot.heard(YUI).length
      await bot.moveTo(bot.now() + 2 * DAY)

      expect(bot.heard(YUI)).toHaveLength(before)
    })

    it('asks for somebody to claim, then for the lead', async () => {
      await book()
      await bot.moveTo(bot.now() + 31 * MINUTE)
      expect(thread().at(-1)?.text).toContain('担当をお願いします')
      await bot.moveTo(bot.now() + 61 * MINUTE)

      expect(thread().at(-1)?.text).toContain('担当が決まっていません')
    })

    it('lets the advisor propose a time that the person accepts in one tap', async () => {
      await book()
      await press('sato', '担当する')
      await press('sato', '時間を提案')
      await bot.slack.submit(ADVISORS.sato, { date: '2026-11-27', time: '11:00' })
      await bot.settle()
      expect(bot.heard(YUI).at(-1)).toContain('11/27(金) 11:00')
      await bot.tap(YUI, 'この時間でいい')

      expect(shown()).toContain('11/27(金) 11:00')
    })

    /** An advisor proposes 11:00 of a day; tells the choice that accepts it. */
    const propose = async (date: string, who: keyof typeof ADVISORS = 'sato') => {
      await press(who, '時間を提案')
      await bot.slack.submit(ADVISORS[who], { date, time: '11:00' })
      await bot.settle()
      return JSON.stringify(bot.line.chat(YUI).at(-1)?.message).match(/booking:accept:\w+:\d+/)![0]
    }
    const tap = async (data: string) => {
      await bot.line.tap(YUI, data)
      await bot.settle()
    }

    it('tells the advisor once, however often the person taps the proposed time', async () => {
      await book()
      await press('sato', '担当する')
      const accepted = () => thread().filter(({ text }) => text.includes('でよいと答えました')).length
      const first = await propose('2026-11-27')
      await tap(first)
      await tap(first)
      expect(accepted()).toBe(1)
      expect(bot.heard(YUI).at(-1)).toContain('11/27(金) 11:00')

      await tap(await propose('2026-11-27'))
      expect(accepted()).toBe(2)
    })

    it('asks at once when it suits, where the proposed time does not', async () => {
      await book()
      await press('sato', '担当する')
      await propose('2026-11-27')
      const answer = await bot.tap(YUI, 'ほかの時間')

      expect(answer).toContain('いつがいいですか')
      expect(answer).not.toContain('どこを変えますか')
      await bot.say(YUI, 'やめる')
      expect(shown()).toContain('11/25(水) 18:00')
    })

    it('leaves another time to the two, while they are talking', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', 'こんにちは')
      await propose('2026-11-27')

      expect(await bot.tap(YUI, 'ほかの時間')).toContain('いま話しているアドバイザーに、そのまま伝えてください')
    })

    it('says of a second proposal that it stands for the first, to the person and to the advisor', async () => {
      await book()
      await press('sato', '担当する')
      await propose('2026-11-27')
      await propose('2026-11-28')

      expect(bot.heard(YUI).at(-1)).toMatch(/新しい時間の提案です：11\/28\(土\) 11:00.*前の提案/)
      expect(thread().at(-1)?.text).toMatch(/11\/28\(土\) 11:00 を本人に提案しました。.*11\/27\(金\) 11:00/)
    })

    it('takes no time whose proposal was replaced: it says so and shows the new one again', async () => {
      await book()
      await press('sato', '担当する')
      const first = await propose('2026-11-27')
      const second = await propose('2026-11-28')
      await tap(first)
      const [why, again] = bot.heard(YUI).slice(-2)
      expect(why).toContain('いまはもう使えません')
      expect(again).toContain('11/28(土) 11:00')
      expect(shown()).toContain('11/25(水) 18:00')
      expect(JSON.stringify(bot.line.chat(YUI).at(-1)?.message)).toContain(second)

      await bot.tap(YUI, 'この時間でいい')
      expect(shown()).toContain('11/28(土) 11:00')
      await tap(first)
      expect(bot.heard(YUI).slice(-2).join()).toMatch(/いまはもう使えません.*11\/28\(土\) 11:00/s)
      expect(shown()).toContain('11/28(土) 11:00')
      expect(thread().filter(({ text }) => text.includes('でよいと答えました'))).toHaveLength(1)
    })

    it('takes no time of an advisor who has handed the request on', async () => {
      await book()
      await press('sato', '担当する')
      const first = await propose('2026-11-27')
      await press('sato', '手放す')
      await press('mori', '担当する')
      await tap(first)

      expect(bot.heard(YUI).slice(-2).join()).toMatch(/いまはもう使えません.*受付番号/s)
      expect(shown()).toContain('11/25(水) 18:00')
    })

    it('takes no time of somebody who would rather have an e-mail by now', async () => {
      await book()
      await press('sato', '担当する')
      const first = await propose('2026-11-27')
      await bot.say(YUI, '電話ではなくメールがいいです')
      await bot.say(YUI, 'yui@example.com')
      await bot.tap(YUI, 'この内容で申し込む')
      expect(shown()).toContain('メール(電話しない)')
      await tap(first)

      expect(bot.heard(YUI).slice(-2).join()).toMatch(/いまはもう使えません.*受付番号/s)
      expect(thread().filter(({ text }) => text.includes('でよいと答えました'))).toEqual([])
    })

    it('tells the advisor when the person blocks the bot in the middle', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', 'こんにちは')
      await bot.line.unfollow(YUI)
      await bot.settle()

      expect(shown()).toContain('取り消し')
      expect(shown()).not.toContain('山田')
      expect(thread().at(-1)?.text).toMatch(/連絡はしないでください/)
    })

    it('sends what an advisor corrected as a correction', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', '11時に電話します')
      const sent = thread().findLast((one) => one.user === ADVISORS.sato)!
      await bot.slack.edit(ADVISORS.sato, DESK, sent.ts, '13時に電話します')
      await bot.settle()
      await pressInThread('sato', '訂正として送る')
      await pressInThread('sato', '訂正として送る')

      expect(bot.heard(YUI).filter((words) => words === '(訂正) 13時に電話します')).toHaveLength(1)
    })

    it('takes a message back from the advisors when the person takes it back', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', 'こんにちは')
      await bot.say(YUI, 'やっぱり見ないでほしい話')
      const sent = bot.line.chat(YUI).findLast((one) => one.from === 'person')!
      await bot.line.unsend(YUI, sent.id)
      await bot.settle()

      expect(JSON.stringify(bot.slack.messages(DESK))).not.toContain('見ないでほしい話')
      expect(
        thread()
          .map((one) => one.text)
          .join(),
      ).toContain('本人がこのメッセージを取り消しました')
      const relayed = await test.store.db
        .selectFrom('relay_messages')
        .selectAll()
        .where('source', '=', sent.id)
        .execute()
      expect(relayed).toMatchObject([{ text: null }])
    })

    it('does not carry a message that was taken back before it came, as a redelivered one may', async () => {
      await book()
      await press('sato', '担当する')
      await write('sato', 'こんにちは')
      const late = bot.line.events.say(YUI, 'やっぱり見ないでほしい話')
      await bot.line.unsend(YUI, bot.line.chat(YUI).at(-1)!.id)
      await bot.line.post([late])
      await bot.settle()

      expect(JSON.stringify(bot.slack.messages(DESK))).not.toContain('見ないでほしい話')
      expect(await test.store.db.selectFrom('relay_messages').selectAll().execute()).toHaveLength(1)
    })

    it('gives the last seat of a slot to one of two', async () => {
      const slot = Date.parse('2026-11-25T18:00:00+09:00')
      await test.store.db.insertInto('slot_seats').values({ slot_at: slot, seat: 1, reference: 'OTHER1' }).execute()
      const KEN = 'U00000000000000000000000000000002'
      bot.line.addUser({ userId: KEN, displayName: 'けん' })
      for (const user of [YUI, KEN]) {
        await bot.say(user, '明日18時に090-8888-7777に電話ください、山田です')
        await bot.tap(user, '同意する')
        await bot.tap(user, 'とくになし')
      }
      await Promise.all([bot.line.tap(YUI, 'この内容で申し込む'), bot.line.tap(KEN, 'この内容で申し込む')])
      await bot.settle()

      const answers = [YUI, KEN].map((user) => bot.heard(user).join())
      expect(answers.filter((one) => one.includes('受付番号は'))).toHaveLength(1)
      expect(answers.filter((one) => one.includes('埋まってしまいました'))).toHaveLength(1)
      const seats = await test.store.db.selectFrom('slot_seats').selectAll().where('slot_at', '=', slot).execute()
      expect(seats).toHaveLength(2)
    })
  })
}
