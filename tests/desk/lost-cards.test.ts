import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/time.ts'
import { book, type Desk, openDesk, YUI } from '../support/advisors.ts'
import { type Bot, DESK } from '../support/bot.ts'

describe('a card that could not be shown, or changed', () => {
  let bot: Bot
  let desk: Desk
  beforeEach(async () => {
    const opened = await openDesk()
    ;({ bot, desk } = opened)
    return opened.close
  })
  const cards = () => bot.slack.messages(DESK).filter((one) => one.text.includes('相談の申し込み'))

  it('comes as soon as the bot may write to the channel again, and can be claimed', async () => {
    bot.slack.seatBot(DESK, false)
    await book(bot, YUI)
    expect(cards()).toEqual([])
    await bot.moveTo(bot.now() + 11 * MINUTE)
    bot.slack.seatBot(DESK, true)
    await bot.moveTo(bot.now() + HOUR)
    await desk.press('sato', '担当する')

    expect(cards()).toHaveLength(1)
    expect(desk.shown()).toContain('satoさんが担当')
  })

  it('is one card, however often it changes after that', async () => {
    bot.slack.seatBot(DESK, false)
    await book(bot, YUI)
    bot.slack.seatBot(DESK, true)
    for (const time of ['19時', '20時']) {
      await bot.say(YUI, `予約を明日の${time}に変更`)
      await bot.tap(YUI, 'この内容で申し込む')
    }

    expect(cards()).toHaveLength(1)
    expect(desk.shown()).toContain('20:00')
  })

  it('comes once, though the person wrote meanwhile', async () => {
    bot.slack.fail('chat.postMessage', { kind: 'status', status: 503, times: 3 })
    await book(bot, YUI)
    await bot.say(YUI, '予約を明日の19時に変更')
    await bot.tap(YUI, 'この内容で申し込む')
    await bot.moveTo(bot.now() + MINUTE)

    expect(cards()).toHaveLength(1)
    expect(desk.shown()).toContain('19:00')
  })

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'stands anew where Slack changes it no more: %s',
    async (error) => {
      await book(bot, YUI)
      bot.slack.fail('chat.update', { kind: 'error', error })
      await desk.press('sato', '担当する')

      expect(cards()).toHaveLength(2)
      expect(desk.shown()).toContain('satoさんが担当')
      await desk.press('sato', '手放す')
      expect(cards()).toHaveLength(2)
      expect(desk.shown()).toContain('担当者がまだいません')
    },
  )

  it('is changed later when it tells no more that the person may be called', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    bot.slack.seatBot(DESK, false)
    await bot.tap(YUI, '予約を取り消す')
    expect(desk.shown()).toContain('8888')
    bot.slack.seatBot(DESK, true)
    await bot.moveTo(bot.now() + HOUR)

    expect(desk.shown()).toContain('取り消し')
    expect(desk.shown()).not.toContain('8888')
    expect(cards()).toHaveLength(1)
  })

  it('names nobody whose data is deleted while it is still on its way', async () => {
    bot.slack.fail('chat.postMessage', { kind: 'status', status: 503, times: 5 })
    await book(bot, YUI)
    await bot.say(YUI, 'データを消して')
    await bot.tap(YUI, '消す')
    for (let attempt = 0; attempt < 5; attempt++) await bot.moveTo(bot.now() + 10 * MINUTE)

    expect(JSON.stringify(bot.slack.messages(DESK))).not.toMatch(/山田|8888/)
    expect(desk.inThread()).toContain('本人がデータの削除を希望しました')
  })

  it('keeps no words of a person who took them back, whatever hinders that for the moment', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await desk.write('sato', 'はじめまして')
    await bot.say(YUI, 'だれにも言っていない話')
    bot.slack.seatBot(DESK, false)
    await bot.say(YUI, 'データを消して')
    await bot.tap(YUI, '消す')
    await bot.moveTo(bot.now() + HOUR)
    bot.slack.seatBot(DESK, true)
    await bot.moveTo(bot.now() + HOUR)

    expect(JSON.stringify(bot.slack.messages(DESK))).not.toMatch(/だれにも言っていない|山田|8888/)
  })
})
