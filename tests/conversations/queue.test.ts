import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/time.ts'
import { atDesk, book } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'
const KEN = 'U00000000000000000000000000000002'
const keys = [{ id: 'k1', secret: Buffer.alloc(32, 7) }]
const moment = (text: string) => Date.parse(`${text}:00+09:00`)

describe('the queue mends itself', () => {
  let test: TestStore
  let bot: Bot
  let desk: ReturnType<typeof atDesk>
  beforeEach(async () => {
    test = await ENGINES[0].create()
    bot = await startBot(test.store, { keys })
    desk = atDesk(bot)
    for (const userId of [YUI, KEN]) bot.line.addUser({ userId, displayName: userId })
  })
  afterEach(async () => {
    await bot.close()
    await test.close()
  })
  const blocks = (one: { blocks?: unknown } | undefined) => JSON.stringify(one?.blocks)
  const told = (text: string) => desk.thread().filter((one) => one.text.includes(text))

  it('calls those who are present when nobody claims', async () => {
    await book(bot, YUI)
    await bot.moveTo(bot.now() + 31 * MINUTE)
    expect(told('担当をお願いします')).toHaveLength(1)
    await bot.moveTo(bot.now() + 61 * MINUTE)

    expect(told('担当が決まっていません')).toHaveLength(1)
    expect(blocks(desk.thread().at(-1))).toContain('<!here>')
  })

  it('lets nobody wait at night: minutes count while somebody is there', async () => {
    await bot.moveTo(moment('2026-11-28T17:50')) // Saturday, ten minutes before the end
    await book(bot, YUI, '来週の火曜18時に090-8888-7777に電話ください、山田です')
    await bot.moveTo(moment('2026-11-29T12:00'))
    expect(told('担当をお願いします')).toHaveLength(0)
    await bot.moveTo(moment('2026-11-30T10:01'))
    expect(told('40時間前の受付です。担当をお願いします')).toHaveLength(1)
    expect(told('担当が決まっていません')).toHaveLength(0)
    await bot.moveTo(moment('2026-11-30T11:01'))

    expect(told('担当が決まっていません')).toHaveLength(1)
  })

  it('begins to wait anew when it is handed back, and tells the person', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await bot.moveTo(bot.now() + 3 * HOUR)
    await desk.press('sato', '手放す')
    expect(bot.heard(YUI).at(-1)).toContain('担当のアドバイザーが変わることになりました')
    await bot.moveTo(bot.now() + 31 * MINUTE)

    expect(told('担当をお願いします')).toHaveLength(1)
  })

  it('lets another take over from somebody who is away, and tells them', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await desk.press('mori', '手放す')
    expect(desk.thread().at(-1)?.text).toContain('moriさんが、satoさんの担当を外しました')
    expect(blocks(desk.thread().at(-1))).toContain('<@U0SATO>')
    await desk.press('mori', '担当する')

    expect(desk.shown()).toContain('moriさんが担当')
  })

  it('asks after the slot how it was, every day until it is finished, with the button for it', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await bot.moveTo(moment('2026-11-25T19:31'))
    expect(told('どうでしたか')).toHaveLength(1)
    expect(blocks(told('どうでしたか')[0])).toContain('<@U0SATO>')
    await bot.moveTo(moment('2026-11-26T19:40'))
    expect(told('どうでしたか')).toHaveLength(2)
    await desk.pressInThread('sato', '完了')
    await desk.pressInThread('sato', '話せた')
    await bot.moveTo(moment('2026-11-28T12:00'))

    expect(told('どうでしたか')).toHaveLength(2)
  })

  it('asks also about a request without a slot that was claimed late', async () => {
    await bot.say(YUI, '090-8888-7777に電話ください、山田です。時間はいつでもいいです')
    await bot.tap(YUI, '同意する')
    await bot.tap(YUI, 'とくになし')
    await bot.tap(YUI, 'この内容で申し込む')
    await bot.moveTo(moment('2026-11-25T12:00'))
    await desk.press('sato', '担当する')
    await bot.moveTo(moment('2026-11-25T13:05'))

    expect(told('どうでしたか')).toHaveLength(1)
  })

  it('warns before a slot that nobody has, and when it has passed', async () => {
    await book(bot, YUI)
    await bot.moveTo(moment('2026-11-25T17:01'))
    expect(told('まだ担当がいません')).toHaveLength(1)
    await bot.moveTo(moment('2026-11-25T19:31'))

    expect(told('担当がいないままです')).toHaveLength(1)
  })

  it('says in the morning what yesterday brought and what waits', async () => {
    await book(bot, YUI)
    await book(bot, KEN)
    await desk.press('sato', '担当する')
    await desk.press('sato', '完了')
    await desk.pressInThread('sato', '話せた')
    await bot.moveTo(moment('2026-11-25T09:31'))

    const [summary] = bot.slack.messages(DESK).filter((one) => one.text.includes('おはようございます'))
    expect(summary?.text).toContain(
      'きのうの相談：受付 2件、話せた 1件。いま担当待ち 1件、きょうの予定 1件(うち担当待ち 1件)',
    )
  })

  it('asks again, and counts no talk, when that it was one is taken back', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await bot.moveTo(moment('2026-11-25T19:00'))
    await desk.press('sato', '完了')
    await desk.pressInThread('sato', '話せた')
    await desk.press('sato', '完了を取り消す')
    expect(bot.heard(YUI).at(-1)).toContain('記録のまちがいでした')
    expect(bot.heard(YUI).at(-1)).not.toContain('予定')
    await bot.moveTo(bot.now() + 2 * HOUR)
    expect(told('どうでしたか')).toHaveLength(1)
    await bot.moveTo(moment('2026-11-26T09:31'))

    const summary = bot.slack.messages(DESK).findLast((one) => one.text.includes('おはようございます'))
    expect(summary?.text).toContain('話せた 0件。いま担当待ち 0件、きょうの予定 0件')
  })

  it('says nothing on a day nobody is there, and counts from the last open day after it', async () => {
    await bot.moveTo(moment('2026-11-28T12:00'))
    await book(bot, YUI, '来週の火曜18時に090-8888-7777に電話ください、山田です')
    const mornings = () => bot.slack.messages(DESK).filter((one) => one.text.includes('おはようございます'))
    const before = mornings().length
    await bot.moveTo(moment('2026-11-29T12:00'))
    expect(mornings()).toHaveLength(before)
    await bot.moveTo(moment('2026-11-30T09:31'))

    expect(mornings().at(-1)?.text).toContain('11/28(土)からの相談：受付 1件')
  })

  it('shows a question it asked advisors as answered, with nothing left to press', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    const { ts } = await desk.write('sato', '11時に電話します')
    await bot.slack.edit(ADVISORS.sato, DESK, ts, '13時に電話します')
    await bot.settle()
    const wrong = told('訂正として送りますか')[0]!
    await desk.press('mori', '訂正として送る', wrong.ts)
    expect(blocks(told('訂正として送りますか')[0])).toContain('actions')
    await desk.press('sato', '訂正として送る', wrong.ts)
    await desk.press('sato', '完了')
    await desk.pressInThread('sato', '話せた')

    expect(told('訂正として送りますか')[0]!.text).toMatch(/\n→ 訂正として送る$/)
    expect(told('話せましたか')[0]!.text).toBe('話せましたか？\n→ 話せた')
    expect(blocks(told('話せましたか')[0])).not.toContain('actions')
  })

  it('carries nothing of the card along with the form for a time', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await desk.press('sato', '時間を提案')

    expect(JSON.stringify(bot.slack.modal(ADVISORS.sato))).not.toMatch(/山田|8888/)
  })

  describe('takes a double click for one', () => {
    beforeEach(async () => {
      await book(bot, YUI)
      await desk.press('sato', '担当する')
    })
    const twice = async (label: string, on = desk.card().ts) => {
      await Promise.all([1, 2].map(() => bot.slack.press(ADVISORS.sato, DESK, on, label)))
      await bot.settle()
    }

    it('on 完了, which asks again later all the same: the question may be far up by then', async () => {
      await twice('完了')
      expect(told('話せましたか')).toHaveLength(1)
      await bot.moveTo(bot.now() + 5 * MINUTE)
      await desk.press('sato', '完了')

      expect(told('話せましたか')).toHaveLength(2)
    })

    it('on 手放す', async () => {
      await twice('手放す')

      expect(desk.thread().at(-1)?.text).toContain('担当を手放しました')
    })

    it('on 訂正として送る', async () => {
      const { ts } = await desk.write('sato', '11時に電話します')
      await bot.slack.edit(ADVISORS.sato, DESK, ts, '13時に電話します')
      await bot.settle()
      await twice('訂正として送る', told('訂正として送りますか')[0]!.ts)

      expect(bot.heard(YUI).filter((words) => words === '(訂正) 13時に電話します')).toHaveLength(1)
      expect(desk.thread().at(-1)?.text).toContain('訂正として送りました')
    })

    it('on how it went', async () => {
      await desk.press('sato', '完了')
      await twice('話せた', told('話せましたか')[0]!.ts)

      expect(desk.thread().at(-1)?.text).toContain('完了にしました')
    })
  })

  it('tells the person who was not reached how it goes on', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await desk.press('sato', '完了')
    await desk.pressInThread('sato', 'つながらなかった')
    expect(bot.heard(YUI).at(-1)).toContain('つながりませんでした')

    expect(await bot.tap(YUI, '予約しなおす')).toContain('アドバイザー')
  })

  describe('shown to an advisor', () => {
    beforeEach(async () => {
      await book(bot, YUI)
      await bot.moveTo(bot.now() + 2 * HOUR)
      await book(bot, KEN, 'あさっての18時に090-8888-7777に電話ください、田中です')
      await desk.press('sato', '担当する')
    })
    const list = async (words: string) => {
      await bot.slack.slash(ADVISORS.sato, '/callbacks', words)
      await bot.settle()
      return bot.slack.direct(ADVISORS.sato).at(-1)!.text
    }

    it('has every request with its age, and no name or number', async () => {
      const text = await list('')

      expect(text).toContain('すべて(2件)')
      expect(text).toMatch(/11\/25\(水\) 18:00　電話　担当者がまだいません　受付2時間前/)
      expect(text).not.toMatch(/山田|田中|8888/)
    })

    it.each([
      { words: '担当待ち', shows: '11/25(水) 18:00', hides: '11/26(木) 18:00' },
      { words: '自分', shows: '11/26(木) 18:00', hides: '11/25(水) 18:00' },
    ])('shows only what was asked for: $words', async ({ words, shows, hides }) => {
      const text = await list(words)

      expect(text).toContain(shows)
      expect(text).not.toContain(hides)
    })

    it('has those of today, and those whose time has passed', async () => {
      expect(await list('過ぎた')).toContain('「時間を過ぎた」の相談はありません')
      await bot.moveTo(moment('2026-11-25T18:31'))
      expect(await list('今日')).toContain('今日(1件)')

      expect(await list('過ぎた')).toContain('時間を過ぎた(1件)')
    })

    it.each([{ typed: '090-8888-7777' }, { typed: '７７７７' }])(
      'finds who rings by their number alone, and shows it nowhere: $typed',
      async ({ typed }) => {
        await bot.say(KEN, '電話番号を080-1111-2222に変更')
        await bot.tap(KEN, 'この内容で申し込む')
        const text = await list(typed)

        expect(text).toMatch(/^見つかった相談\(1件\)\n・\S+　11\/25\(水\) 18:00/)
        expect(text).not.toMatch(/7777|山田/)
        const kept = await test.store.db
          .selectFrom('callback_history')
          .selectAll()
          .orderBy('id', 'desc')
          .executeTakeFirst()
        expect(kept).toMatchObject({ what: 'searched', detail: /・(\w{6})/.exec(text)![1] })
      },
    )

    it('finds a request by its own number, its lead to the card included, also after it ended', async () => {
      const reference = desk.card().text.match(/相談の申し込み (\w{6})/)![1]!
      await desk.press('sato', '完了')
      await desk.pressInThread('sato', 'つながらなかった')
      const typed = `${reference.slice(0, 3)} ${reference.slice(3)}`.toLowerCase()
      expect(await list(typed)).toContain('完了(つながらなかった)')

      expect(blocks(bot.slack.direct(ADVISORS.sato).at(-1))).toContain(`|${reference}>`)
    })

    it('says that there is none, and how to look', async () => {
      expect(await list('080-1234-0000')).toContain('見つかりませんでした')
      expect(await list('')).toContain('「/callbacks 電話番号」')
    })

    it('finds no number of who asked for none to be kept', async () => {
      await bot.say(YUI, 'データを消して')
      await bot.tap(YUI, '消す')

      expect(await list('7777')).not.toContain('11/25')
    })

    it('stands on the Home tab, and the tab keeps the view that was chosen', async () => {
      await bot.slack.openHome(ADVISORS.sato, 'home')
      const page = () => JSON.stringify(bot.slack.home(ADVISORS.sato) ?? {})
      // the page is drawn beside the answer to Slack
      await expect.poll(page).toContain('すべて(2件)')
      await bot.slack.pressHome(ADVISORS.sato, 'desk:queue:mine')
      await bot.settle()

      await expect.poll(page).toContain('自分の担当(1件)')
      expect(page()).toContain('11/26(木) 18:00')
      expect(page()).not.toContain('11/25(水) 18:00')
    })

    it('has the view that was chosen on a page another node draws, too', async () => {
      const second = await startBot(await test.again(), { keys })
      const page = (on: Bot) => JSON.stringify(on.slack.home(ADVISORS.sato) ?? {})
      await second.slack.openHome(ADVISORS.sato, 'home')
      await expect.poll(() => page(second)).toContain('すべて(2件)')
      await bot.slack.openHome(ADVISORS.sato, 'home')
      await expect.poll(() => page(bot)).toContain('すべて(2件)')
      await bot.slack.pressHome(ADVISORS.sato, 'desk:queue:mine')
      await second.slack.openHome(ADVISORS.sato, 'home')

      await expect.poll(() => page(second)).toContain('自分の担当(1件)')
      await second.close()
    })
  })

  it('reminds once, also when the program was restarted in between and runs twice', async () => {
    await book(bot, YUI)
    await bot.close()
    bot = await startBot(test.store, { keys })
    const second = await startBot(await test.again(), { keys })
    for (const one of [bot, second]) one.line.addUser({ userId: YUI, displayName: YUI })
    await Promise.all([bot, second].map((one) => one.moveTo(moment('2026-11-25T17:01'))))
    const heard = [...bot.heard(YUI), ...second.heard(YUI)].filter((text) => text.includes('このあと18:00'))
    await second.close()

    expect(heard).toHaveLength(1)
  })

  it('does nothing more for a request that was cancelled', async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await bot.say(YUI, '予約をキャンセルしたいです')
    const [heard, notes] = [bot.heard(YUI).length, desk.thread().length]
    await bot.moveTo(bot.now() + 3 * DAY)

    expect(bot.heard(YUI)).toHaveLength(heard)
    expect(desk.thread()).toHaveLength(notes)
  })
})
