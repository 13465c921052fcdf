import { beforeEach, describe, expect, it } from 'vitest'
import { YUI } from '../support/advisors.ts'
import { ADVISORS } from '../support/bot.ts'
import { useDesk } from '../support/use-desk.ts'

describe('another time an advisor proposes', () => {
  const t = useDesk('claimed')

  it.each([
    { date: '2026-11-23', time: '18:00', at: 'date' },
    { date: '2026-11-24', time: '10:00', at: 'time' },
  ])('is refused in the form where it is past, at the $at, and nothing is sent', async ({ date, time, at }) => {
    await t.desk.press('sato', '時間を提案')
    const [heard, notes] = [t.bot.heard(YUI), t.desk.inThread()]
    const { body } = await t.bot.slack.submit(ADVISORS.sato, { date, time })
    await t.bot.settle()

    const errors = { [at]: 'もう過ぎています。これから先の日時を選んでください。' }
    expect(body).toEqual({ response_action: 'errors', errors })
    expect([t.bot.heard(YUI), t.desk.inThread()]).toEqual([heard, notes])
    await t.bot.slack.submit(ADVISORS.sato, { date: '2026-11-27', time: '11:00' })
    await t.bot.settle()
    expect(t.bot.heard(YUI).at(-1)).toContain('11/27(金) 11:00')
  })

  it('is not asked of who does not have the request: they are told so', async () => {
    await t.desk.press('mori', '時間を提案')

    expect(t.bot.slack.modal(ADVISORS.mori)).toBeUndefined()
    expect(t.desk.thread().at(-1)?.text).toMatch(/^<@U0MORI> この相談は sato さんが担当しています/)
  })

  it('is asked again where Slack did not show the form', async () => {
    t.bot.slack.fail('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await t.desk.press('sato', '時間を提案')

    expect(t.desk.thread().at(-1)?.text).toContain('もう一度「時間を提案」を押してください')
  })

  describe('is answered in words', () => {
    beforeEach(() => t.desk.propose('2026-11-27'))

    it.each([
      { words: 'はい' },
      { words: 'その時間で大丈夫です' },
      { words: 'はい、11時でお願いします' },
      { words: '27日の11時でいいです' },
      { words: '11時は大丈夫です' },
    ])('by agreeing: $words', async ({ words }) => {
      expect(await t.bot.say(YUI, words)).toMatch(/変更しました.*11\/27\(金\) 11:00/s)
      expect(t.desk.thread().at(-1)?.text).toContain('本人が 11/27(金) 11:00 でよいと答えました')
    })

    it.each([
      { words: 'すみません、その時間は無理です', says: 'いつがいいですか' },
      { words: '15時なら行けます', says: '日時：11/27(金) 15:00' },
      { words: '27日は無理です', says: 'いつがいいですか' },
      { words: '電話ではなくメールがいいです', says: 'メールアドレス' },
      { words: 'キャンセルで', says: '取り消しました' },
    ])('by not agreeing: $words', async ({ words, says }) => {
      expect(await t.bot.say(YUI, words)).toContain(says)
      expect(t.desk.inThread()).not.toContain('でよいと答えました')
    })

    it('whatever was being asked before', async () => {
      await t.bot.say(YUI, '予約を変更したい')
      await t.desk.propose('2026-11-28')

      expect(await t.bot.say(YUI, 'はい、大丈夫です')).toMatch(/変更しました.*11\/28\(土\) 11:00/s)
    })

    it.each([
      { words: '営業って？' },
      { words: 'ありがとうございます' },
      { words: 'うーん' },
      { words: '11時はテスト中なんですよね' },
      { words: '11時は面接があるんですよね' },
    ])('not by what is about something else, and is shown again once: $words', async ({ words }) => {
      expect(await t.bot.say(YUI, words)).toContain('11/27(金) 11:00。この時間でいいですか')
      expect(t.desk.shown()).toContain('11/25(水) 18:00')
      expect(await t.bot.say(YUI, '経理って？')).not.toContain('この時間でいいですか')
      expect(await t.bot.say(YUI, 'はい')).not.toContain('変更しました')
    })

    it('not where somebody is in distress', async () => {
      const answer = await t.bot.say(YUI, '死にたい')

      expect(answer).toContain('いのち')
      expect(answer).not.toContain('この時間でいいですか')
    })
  })
  describe('is answered in the chat with the advisor', () => {
    beforeEach(async () => {
      await t.desk.write('sato', 'こんにちは')
      await t.bot.say(YUI, '金曜なら大丈夫です')
      await t.desk.propose('2026-11-27')
    })

    it.each([
      { words: 'はい' },
      { words: 'お願いします' },
      { words: 'その時間で大丈夫です' },
      { words: 'はい、11時でお願いします' },
    ])('by agreeing, which the advisor reads too: $words', async ({ words }) => {
      expect(await t.bot.say(YUI, words)).toMatch(/変更しました.*11\/27\(金\) 11:00/s)
      expect(t.desk.inThread()).toContain(`山田：${words}`)
      expect(t.desk.inThread()).toContain('本人が 11/27(金) 11:00 でよいと答えました')
      await t.bot.say(YUI, '当日よろしくです')
      expect(t.desk.inThread()).toContain('当日よろしくです')
    })

    it.each([
      { words: 'その時間は無理です' },
      { words: '15時なら行けます' },
      { words: '営業って？' },
      { words: 'はい？' },
      { words: 'ありがとうございます、考えてみます' },
      { words: 'ちょっと確認してから返事していいですか' },
    ])('by other words, which the advisor alone reads: $words', async ({ words }) => {
      expect(await t.bot.say(YUI, words)).toBe('')
      expect(t.desk.inThread()).toContain(`山田：${words}`)
      expect(t.desk.inThread()).not.toContain('でよいと答えました')
    })

    it('is shown again where an agreement may be to what the advisor asked since', async () => {
      await t.desk.write('sato', '履歴書はもう書きましたか？')

      expect(await t.bot.say(YUI, 'はい')).toContain('11/27(金) 11:00。この時間でいいですか')
      expect(t.desk.inThread()).not.toContain('でよいと答えました')
      expect(t.desk.inThread()).toContain('山田：はい')
    })

    it('is taken where the agreement names it, whatever the advisor asked since', async () => {
      await t.desk.write('sato', '履歴書はもう書きましたか？')

      expect(await t.bot.say(YUI, '27日の11時でいいです')).toContain('変更しました')
    })
  })
})
