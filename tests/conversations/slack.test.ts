import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U0YUI'
const TALK = 'C0TALK'

for (const { engine, create } of ENGINES) {
  describe(`a job seeker in Slack, on ${engine}`, () => {
    let test: TestStore
    let bot: Bot
    beforeEach(async () => {
      test = await create()
      bot = await startBot(test.store)
      bot.slack.addUser({ id: YUI, name: 'yui' })
      bot.slack.addChannel(TALK)
      // the greeting comes first: several messages at once would take a second each
      await bot.slack.openHome(YUI, 'messages')
      await bot.settle()
    })
    afterEach(async () => {
      await bot.close()
      await test.close()
    })

    const direct = () => bot.slack.direct(YUI).filter((one) => one.isBot)
    const inTalk = () => bot.slack.messages(TALK).filter((one) => one.isBot)
    const say = async (text: string) => {
      await bot.slack.dm(YUI, text)
      await bot.settle()
    }
    const press = async (label: string) => {
      const message = direct().findLast((one) => JSON.stringify(one.blocks).includes(label))!
      await bot.slack.press(YUI, message.channel, message.ts, label)
      await bot.settle()
    }

    it('is answered in a direct message', async () => {
      await say('営業の仕事内容を教えてください')

      expect(
        direct()
          .map((one) => one.text)
          .join(),
      ).toContain('契約')
    })

    it('sees each answered question with its answer, and the next below it', async () => {
      await say('診断をはじめる')
      await press('とてもあてはまる')

      const [first, second] = direct().filter((one) => /\d+\/15/.test(one.text))
      expect(first?.text).toContain('→ とてもあてはまる')
      expect(JSON.stringify(first?.blocks)).not.toContain('"button"')
      expect(second?.text).toContain('2/15')
    })

    it('is answered in the thread when it asks in a channel', async () => {
      await bot.slack.mention(YUI, TALK, '営業の仕事内容を教えてください')
      await bot.settle()

      expect(inTalk()).toHaveLength(1)
      expect(inTalk()[0]).toMatchObject({ thread_ts: bot.slack.messages(TALK)[0]?.ts })
      expect(inTalk()[0]?.text).toContain('契約')
    })

    it('is answered alone when the matter is personal', async () => {
      await say('明日18時に090-8888-7777に電話ください、山田です')
      await press('同意する')
      await press('とくになし')
      await press('この内容で申し込む')
      await bot.slack.mention(YUI, TALK, '予約の確認')
      await bot.settle()

      expect(
        inTalk()
          .map((one) => one.text)
          .join(),
      ).toContain('ダイレクトメッセージで')
      expect(JSON.stringify(inTalk())).not.toMatch(/山田|8888/)
      expect(direct().at(-1)?.text).toContain('山田')
    })

    it('says nothing twice when Slack retries', async () => {
      await say('営業の仕事内容を教えてください')
      const before = direct().length
      await Promise.all([bot.slack.retryLast(), bot.slack.retryLast()])
      await bot.settle()

      expect(direct()).toHaveLength(before)
    })

    it('starts by the command', async () => {
      await bot.slack.slash(YUI, '/career', '診断')
      await bot.settle()

      expect(
        direct()
          .map((one) => one.text)
          .join(),
      ).toContain('1/15')
    })
  })
}
