import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/time.ts'
import { book, type Desk, KEN, openDesk, YUI } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK } from '../support/bot.ts'

const moment = (text: string) => Date.parse(`${text}:00+09:00`)

describe('advisors are called where somebody waits', () => {
  let bot: Bot
  let desk: Desk
  beforeEach(async () => {
    const opened = await openDesk()
    ;({ bot, desk } = opened)
    return opened.close
  })
  const saying = (text: string) => bot.slack.messages(DESK).filter((one) => one.text.includes(text))

  it('all of them once, for everything that came in a night', async () => {
    await bot.moveTo(moment('2026-11-28T22:00'))
    for (const user of [YUI, KEN]) await book(bot, user, '火曜の18時に090-8888-7777に電話ください、山田です')
    await bot.moveTo(moment('2026-11-30T10:31'))
    await bot.moveTo(moment('2026-11-30T11:31'))

    expect(saying('担当が決まっていません')).toHaveLength(2)
    expect(saying('<!here>').map(({ text }) => text)).toEqual([expect.stringContaining('担当待ちは、ぜんぶで2件')])
  })

  it('the one whose talk begins in an hour', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await bot.moveTo(moment('2026-11-25T17:01'))

    expect(desk.thread().at(-1)?.text).toBe('<@U0SATO> このあと18:00から、この相談です(電話)。')
  })

  it('the person too, where nobody took the request they waited for', async () => {
    await book(bot, YUI)
    await bot.moveTo(moment('2026-11-25T19:31'))

    expect(bot.heard(YUI).at(-1)).toContain('連絡できませんでした')
    await bot.moveTo(moment('2026-11-26T19:40'))
    expect(bot.heard(YUI).filter((text) => text.includes('連絡できませんでした'))).toHaveLength(1)
    expect(saying('担当がいないまま')).toHaveLength(2)
  })

  it('whoever can take over from an advisor who does not answer for a day', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await bot.moveTo(moment('2026-11-25T19:31'))
    expect(saying('引き継げます')).toEqual([])
    await bot.moveTo(moment('2026-11-26T19:40'))
    await desk.pressInThread('mori', '手放す')

    expect(saying('1日以上たちました')).toHaveLength(1)
    expect(desk.shown()).toContain('担当者がまだいません')
  })

  describe('during a chat', () => {
    beforeEach(async () => {
      await book(bot, YUI)
      await desk.press('sato', '担当する')
      await desk.write('sato', 'はじめまして')
    })

    it('by half an hour without an answer, once, with the way to end it', async () => {
      await bot.say(YUI, '日程を変えたいです')
      await bot.moveTo(bot.now() + 20 * MINUTE)
      await bot.say(YUI, 'いますか')
      await bot.moveTo(bot.now() + 20 * MINUTE)
      await bot.moveTo(bot.now() + HOUR)

      expect(saying('まだ返事がありません').map(({ text }) => text.slice(0, 10))).toEqual(['<@U0SATO> '])
      await desk.pressInThread('sato', '会話を終える')
      expect(bot.heard(YUI).at(-1)).toContain('ここまでです')
    })

    it.each([
      { what: 'the advisor answered', act: () => desk.write('sato', 'いつがいいですか') },
      { what: 'the person ended it', act: () => bot.say(YUI, '終了') },
      { what: 'the advisor ended it', act: () => desk.write('sato', '終了') },
    ])('not where $what', async ({ act }) => {
      await bot.say(YUI, '日程を変えたいです')
      await act()
      await bot.moveTo(bot.now() + 2 * HOUR)

      expect(saying('まだ返事がありません')).toEqual([])
    })

    it('not at night: the person is told when somebody is back, once', async () => {
      await bot.moveTo(moment('2026-11-24T23:10'))

      expect(await bot.say(YUI, '日程を変えたいです')).toContain('お返事は11/25(水) 10:00から')
      expect(await bot.say(YUI, 'いますか')).toBe('')
      await bot.moveTo(moment('2026-11-25T10:29'))
      expect(saying('まだ返事がありません')).toEqual([])
      await bot.moveTo(moment('2026-11-25T10:31'))
      expect(saying('まだ返事がありません')).toHaveLength(1)
    })

    it('and nobody is said to be away who writes outside of the hours', async () => {
      await bot.moveTo(moment('2026-11-24T21:30'))
      await desk.write('sato', 'まだいますよ')

      expect(await bot.say(YUI, 'よかった')).toBe('')
    })

    it('who made a message of a note, which no person sees', async () => {
      const { ts } = await desk.write('sato', '// 13時はどうですか')
      await bot.slack.edit(ADVISORS.sato, DESK, ts, '// 14時はどうですか')
      await bot.settle()
      expect(saying('書きかえたメモ')).toEqual([])
      await bot.slack.edit(ADVISORS.sato, DESK, ts, '14時はどうですか')
      await bot.settle()

      expect(saying('書きかえたメモは、本人に届いていません')).toHaveLength(1)
    })

    it('and a message that became a note is not offered to be sent', async () => {
      const { ts } = await desk.write('sato', '14時はどうですか')
      await bot.slack.edit(ADVISORS.sato, DESK, ts, '// 難しそう')
      await bot.settle()

      expect(desk.thread().at(-1)?.text).toContain('本人の画面からは消せません')
      expect(JSON.stringify(desk.thread().at(-1)?.blocks)).not.toContain('訂正として送る')
    })
  })

  describe('in the queue', () => {
    const listed = async (filter: string) => {
      await bot.slack.slash(ADVISORS.sato, '/callbacks', filter)
      await bot.settle()
      return bot.slack.direct(ADVISORS.sato).at(-1)?.text ?? ''
    }

    it('by who is next, where a day is looked at', async () => {
      const later = await book(bot, YUI, '明日18時に090-8888-7777に電話ください、山田です')
      const sooner = await book(bot, KEN, '明日11時に090-8888-7778に電話ください、鈴木です')
      await bot.moveTo(moment('2026-11-25T09:00'))

      expect(await listed('今日')).toMatch(new RegExp(`${sooner}[^]*${later}`))
      expect(await listed('')).toMatch(new RegExp(`${later}[^]*${sooner}`))
    })

    it('to somebody whose day has passed, though no time was fixed', async () => {
      const reference = await book(bot, YUI)
      const window = { slot_at: null, date: '2026-11-25', from_time: '13:00', to_time: '17:00' }
      await bot.store.db.updateTable('callbacks').set(window).execute()
      await bot.moveTo(moment('2026-11-25T16:59'))
      expect(await listed('過ぎた')).not.toContain(reference)
      await bot.moveTo(moment('2026-11-25T17:00'))

      expect(await listed('過ぎた')).toContain(reference)
    })
  })
})
