import { beforeEach, describe, expect, it } from 'vitest'
import { DAY } from '../../src/time.ts'
import { book, type Desk, openDesk, YUI } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK } from '../support/bot.ts'

const MIO = 'U0MIO'

describe('what is done with a Slack message whose first delivery failed', () => {
  let bot: Bot
  let desk: Desk
  beforeEach(async () => {
    const opened = await openDesk()
    ;({ bot, desk } = opened)
    bot.slack.addUser({ id: MIO, name: 'mio' })
    return opened.close
  })

  /** Writes while the bot cannot be reached; tells the message, and how Slack delivers it later. */
  async function failing(write: () => Promise<{ status: number }>, user: string) {
    bot.slack.setWebhook(`${bot.url}/nowhere`)
    expect((await write()).status).toBe(404)
    bot.slack.setWebhook(`${bot.url}/webhooks/slack`)
    const all = [...bot.slack.direct(user), ...bot.slack.messages(DESK)]
    const { channel, ts, text, thread_ts } = all.findLast((one) => one.user === user)!
    const event = { type: 'message', channel, channel_type: 'im', user, ts, text, thread_ts }
    const body = JSON.stringify({ type: 'event_callback', event_id: 'EvLate', event_time: 1, team_id: 'T0TEAM', event })
    return {
      channel,
      ts,
      async comes() {
        expect((await bot.slack.raw(body, 'application/json')).status).toBe(200)
        await bot.settle()
      },
    }
  }

  describe('by an advisor', () => {
    beforeEach(async () => {
      await book(bot, YUI)
      await desk.press('sato', '担当する')
      await desk.write('sato', 'はじめまして')
    })
    const write = (text: string) =>
      failing(() => bot.slack.threadReply(ADVISORS.sato, DESK, desk.card().ts, text), ADVISORS.sato)
    const edit = async ({ ts }: { ts: string }, text: string) => {
      await bot.slack.edit(ADVISORS.sato, DESK, ts, text)
      await bot.settle()
    }

    it('an edit that comes first is what the person gets, once', async () => {
      const late = await write('11時に電話します')
      await edit(late, '13時に電話します')
      await bot.slack.retryLast()
      await late.comes()

      expect(bot.heard(YUI).filter((words) => words.includes('時に電話します'))).toEqual(['13時に電話します'])
      expect(desk.inThread()).not.toMatch(/訂正|書きかえたメモ/)
      await edit(late, '14時に電話します')
      expect(desk.thread().at(-1)?.text).toContain('訂正として送りますか')
    })

    it('nobody gets what was made a note, or taken back, before it came', async () => {
      const heard = bot.heard(YUI)
      const noted = await write('むずかしそう')
      await edit(noted, '// むずかしそう')
      await noted.comes()
      const gone = await write('まちがえました')
      await bot.slack.remove(ADVISORS.sato, DESK, gone.ts)
      await gone.comes()

      expect(bot.heard(YUI)).toEqual(heard)
    })
  })

  it('the person’s edit is answered in their thread, and the message no more', async () => {
    const late = await failing(() => bot.slack.dm(MIO, '営業って？'), MIO)
    await bot.slack.edit(MIO, late.channel, late.ts, '経理って？')
    await late.comes()

    const answers = bot.slack.direct(MIO).filter((one) => one.isBot)
    expect(answers.map(({ thread_ts }) => thread_ts)).toEqual(answers.map(() => late.ts))
    expect(answers.at(-1)?.text).toMatch(/^経理は/)
  })

  it('an edit of what is long past says nothing, though nobody knows any more that it came', async () => {
    await bot.slack.dm(MIO, '経理って？')
    await bot.settle()
    const sent = bot.slack.direct(MIO).find((one) => one.user === MIO)!
    await bot.store.db.deleteFrom('inbox').execute()
    await bot.moveTo(bot.now() + 2 * DAY)
    const before = bot.slack.direct(MIO).length
    await bot.slack.edit(MIO, sent.channel, sent.ts, '経理って何？')
    await bot.settle()

    expect(bot.slack.direct(MIO)).toHaveLength(before)
  })
})
