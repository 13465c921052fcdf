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
})
