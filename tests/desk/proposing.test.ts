import { beforeEach, describe, expect, it } from 'vitest'
import { book, type Desk, openDesk, YUI } from '../support/advisors.ts'
import { ADVISORS, type Bot } from '../support/bot.ts'

describe('another time an advisor proposes', () => {
  let bot: Bot
  let desk: Desk
  beforeEach(async () => {
    const opened = await openDesk()
    ;({ bot, desk } = opened)
    await book(bot, YUI)
    return opened.close
  })

  it.each([
    { date: '2026-11-23', time: '18:00', at: 'date' },
    { date: '2026-11-24', time: '10:00', at: 'time' },
  ])('is refused in the form where it is past, at the $at, and nothing is sent', async ({ date, time, at }) => {
    await desk.press('sato', '担当する')
    await desk.press('sato', '時間を提案')
    const [heard, notes] = [bot.heard(YUI), desk.inThread()]
    const { body } = await bot.slack.submit(ADVISORS.sato, { date, time })
    await bot.settle()

    const errors = { [at]: 'もう過ぎています。これから先の日時を選んでください。' }
    expect(body).toEqual({ response_action: 'errors', errors })
    expect([bot.heard(YUI), desk.inThread()]).toEqual([heard, notes])
    await bot.slack.submit(ADVISORS.sato, { date: '2026-11-27', time: '11:00' })
    await bot.settle()
    expect(bot.heard(YUI).at(-1)).toContain('11/27(金) 11:00')
  })

  it('is not asked of who does not have the request: they are told so', async () => {
    await desk.press('sato', '担当する')
    await desk.press('mori', '時間を提案')

    expect(bot.slack.modal(ADVISORS.mori)).toBeUndefined()
    expect(desk.thread().at(-1)?.text).toMatch(/^<@U0MORI> この相談は sato さんが担当しています/)
  })

  it('is asked again where Slack did not show the form', async () => {
    await desk.press('sato', '担当する')
    bot.slack.fail('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await desk.press('sato', '時間を提案')

    expect(desk.thread().at(-1)?.text).toContain('もう一度「時間を提案」を押してください')
  })

  describe('is answered in words', () => {
    const propose = async (date = '2026-11-27') => {
      await desk.press('sato', '時間を提案')
      await bot.slack.submit(ADVISORS.sato, { date, time: '11:00' })
      await bot.settle()
    }
    beforeEach(async () => {
      await desk.press('sato', '担当する')
      await propose()
    })

    it.each([
      { words: 'はい' },
      { words: 'その時間で大丈夫です' },
      { words: 'はい、11時でお願いします' },
      { words: '27日の11時でいいです' },
      { words: '11時は大丈夫です' },
    ])('by agreeing: $words', async ({ words }) => {
      expect(await bot.say(YUI, words)).toMatch(/変更しました.*11\/27\(金\) 11:00/s)
      expect(desk.thread().at(-1)?.text).toContain('本人が 11/27(金) 11:00 でよいと答えました')
    })

    it.each([
      { words: 'すみません、その時間は無理です', says: 'いつがいいですか' },
      { words: '15時なら行けます', says: '日時：11/27(金) 15:00' },
      { words: '27日は無理です', says: 'いつがいいですか' },
      { words: '電話ではなくメールがいいです', says: 'メールアドレス' },
      { words: 'キャンセルで', says: '取り消しました' },
    ])('by not agreeing: $words', async ({ words, says }) => {
      expect(await bot.say(YUI, words)).toContain(says)
      expect(desk.inThread()).not.toContain('でよいと答えました')
    })

    it('whatever was being asked before', async () => {
      await bot.say(YUI, '予約を変更したい')
      await propose('2026-11-28')

      expect(await bot.say(YUI, 'はい、大丈夫です')).toMatch(/変更しました.*11\/28\(土\) 11:00/s)
    })

    it.each([
      { words: '営業って？' },
      { words: 'ありがとうございます' },
      { words: 'うーん' },
      { words: '11時はテスト中なんですよね' },
      { words: '11時は面接があるんですよね' },
    ])('not by what is about something else, and is shown again once: $words', async ({ words }) => {
      expect(await bot.say(YUI, words)).toContain('11/27(金) 11:00。この時間でいいですか')
      expect(desk.shown()).toContain('11/25(水) 18:00')
      expect(await bot.say(YUI, '経理って？')).not.toContain('この時間でいいですか')
      expect(await bot.say(YUI, 'はい')).not.toContain('変更しました')
    })

    it('not where somebody is in distress', async () => {
      const answer = await bot.say(YUI, '死にたい')

      expect(answer).toContain('いのち')
      expect(answer).not.toContain('この時間でいいですか')
    })
  })
})
