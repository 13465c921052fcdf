import { beforeAll, describe, expect, it } from 'vitest'
import { book, openDesk, somebody } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const keys = [{ id: 'k1', secret: Buffer.alloc(32, 7) }]
const UNDO = '完了を取り消す'
const MISTAKE = '記録のまちがいでした'
const OUTCOMES = { talked: '話せた', unreachable: 'つながらなかった', withdrawn: '本人が取りやめた' }

for (const { engine, create } of ENGINES) {
  describe(`a wrong outcome, on ${engine}`, () => {
    let test: TestStore
    let bot: Bot
    beforeAll(async () => {
      const opened = await openDesk({ keys, create })
      ;({ bot, test } = opened)
      return opened.close
    })

    /** Somebody new whose request sato has. */
    async function theirs() {
      const one = await somebody(bot)
      await one.press('sato', '担当する')
      return {
        ...one,
        async close(outcome: keyof typeof OUTCOMES = 'talked') {
          await one.press('sato', '完了')
          await one.pressInThread('sato', OUTCOMES[outcome])
        },
        told: (words: string) => bot.heard(one.user).filter((said) => said.includes(words)),
      }
    }
    const openOf = async (user: string) =>
      (
        await bot.store.db.selectFrom('callbacks').selectAll().where('conversation', '=', `line:${user}`).execute()
      ).filter(({ status }) => status !== 'done' && status !== 'cancelled')

    it('is taken back by any advisor: the request is as it was, with its advisor, time, seat and reminders', async () => {
      const { card, thread, press, close, shown, row, acts, seats, timers } = await theirs()
      const before = { row: await row(), timers: await timers(), shown: shown() }
      await close('unreachable')
      expect(await timers()).toEqual([])
      expect(shown()).toMatch(/"confirm":.*本人には、前のお知らせが/)
      await press('mori', UNDO)

      const { updated_at: _, version: __, ...asItWas } = before.row
      expect(await row()).toMatchObject(asItWas)
      expect(await seats()).toBe(1)
      expect(await timers()).toEqual(before.timers)
      expect(card().text).toContain('satoさんが担当・予定あり')
      expect(shown()).toBe(before.shown.replace(/受付.*?前/, shown().match(/受付.*?前/)?.[0] ?? ''))
      expect(thread().at(-1)?.text).toContain('moriさんが、完了(つながらなかった)を取り消しました')
      expect(JSON.stringify(thread().at(-1)?.blocks)).toContain('<@U0SATO>')
      expect(await acts('reopened')).toEqual([{ actor: 'slack:T0TEAM:U0MORI', detail: 'unreachable' }])
    })

    it('is corrected to the person, who sees and can cancel the request again', async () => {
      const { user, reference, press, close, told } = await theirs()
      await close('withdrawn')
      expect(bot.heard(user).at(-1)).toContain('電話や連絡はしません')
      await press('sato', UNDO)

      expect(told(MISTAKE)).toHaveLength(1)
      expect(told(MISTAKE)[0]).toMatch(new RegExp(`${reference}[\\s\\S]*予定も12/1[56]`))
      expect(await bot.say(user, '予約の確認')).toContain(reference)
      expect(await bot.tap(user, '予約を取り消す')).toContain('取り消しました')
    })

    it('leaves the talk ended, as both were told; it begins again with the next words', async () => {
      const { user, press, write, close } = await theirs()
      await write('sato', 'こんにちは')
      await close()
      await press('sato', UNDO)
      expect(await bot.say(user, '営業の仕事内容を教えてください')).toContain('契約')
      await write('sato', 'またこんにちは')

      expect(bot.heard(user).slice(-2)).toEqual([expect.stringContaining('担当のアドバイザー'), 'またこんにちは'])
    })

    it('can be put right: it ends once more, with the other outcome', async () => {
      const { user, press, close, row } = await theirs()
      await close('talked')
      await press('sato', UNDO)
      await close('unreachable')

      expect(await row()).toMatchObject({ status: 'done', outcome: 'unreachable' })
      expect(bot.heard(user).at(-1)).toContain('つながりませんでした')
    })

    it('is not touched by a late press that means an earlier one', async () => {
      const { reference, thread, press, close, row } = await theirs()
      await close('talked')
      const late = `desk:reopen:${reference}:${(await row()).updated_at}`
      await press('sato', late)
      await close('unreachable')
      await press('mori', late)

      expect(await row()).toMatchObject({ status: 'done', outcome: 'unreachable' })
      expect(thread().at(-1)?.text).toContain('いまの状態では使えません')
    })

    it('stays when the person has asked for something new meanwhile', async () => {
      const { user, thread, press, close, row } = await theirs()
      await close('unreachable')
      const newer = await book(bot, user, 'いつでもいいので090-8888-7777に電話ください、山田です')
      await press('sato', UNDO)

      expect(await row()).toMatchObject({ status: 'done' })
      expect(thread().at(-1)?.text).toContain(`新しい申し込み(${newer})`)
      expect(bot.heard(user).join()).not.toContain(MISTAKE)
    })

    it('and a new request at the same moment: one of them is open, never both', async () => {
      const { user, reference, card, close, row } = await theirs()
      await close('unreachable')
      await bot.say(user, 'いつでもいいので090-8888-7777に電話ください、山田です')
      await bot.tap(user, '同意する')
      await bot.tap(user, 'とくになし')
      const choice = `desk:reopen:${reference}:${(await row()).updated_at}`
      await Promise.all([
        bot.slack.press(ADVISORS.sato, DESK, card().ts, choice),
        bot.line.tap(user, 'この内容で申し込む'),
      ])
      await bot.settle()

      expect(await openOf(user)).toHaveLength(1)
      const [open] = await openOf(user)
      expect(await bot.say(user, '予約の確認')).toContain(open!.reference)
    })

    it('makes a change of what the person was about to ask for', async () => {
      const { user, reference, press, close } = await theirs()
      await close('unreachable')
      await bot.say(user, 'いつでもいいので090-8888-7777に電話ください、佐々木です')
      await bot.tap(user, '同意する')
      await bot.tap(user, 'とくになし')
      await press('sato', UNDO)

      expect(await bot.tap(user, 'この内容で申し込む')).toContain('変更しました')
      expect(await openOf(user)).toMatchObject([{ reference, status: 'claimed', slot_at: null }])
    })

    it('cannot be taken back for a person who is forgotten, nor for one who cancelled', async () => {
      const forgotten = await theirs()
      await forgotten.close()
      const late = `desk:reopen:${forgotten.reference}:${(await forgotten.row()).updated_at}`
      await bot.say(forgotten.user, 'データを消して')
      await bot.tap(forgotten.user, '消す')
      expect(forgotten.shown()).not.toContain('desk:reopen')
      await forgotten.press('sato', late)
      const cancelled = await theirs()
      await bot.tap(cancelled.user, `booking:cancel:${cancelled.reference}`)
      expect(cancelled.shown()).not.toContain('desk:reopen')
      await cancelled.press('sato', `desk:reopen:${cancelled.reference}:${(await cancelled.row()).updated_at}`)

      expect(forgotten.thread().at(-1)?.text).toContain('データはもう消えている')
      expect(await forgotten.row()).toMatchObject({ status: 'done' })
      expect(cancelled.thread().at(-1)?.text).toContain('本人が取り消した')
      expect(await cancelled.row()).toMatchObject({ status: 'cancelled' })
    })

    it('gives no time back that others have taken, and says so to both', async () => {
      const { user, when, thread, press, close, row, seats } = await theirs()
      const { slot_at } = await row()
      await close()
      for (const who of ['U1', 'U2']) {
        const other = `${who}${user.slice(2)}`
        bot.line.addUser({ userId: other, displayName: other })
        await book(bot, other, `${when}に090-1111-2222に電話ください、田中です`)
      }
      await press('sato', UNDO)

      const after = await row()
      expect(slot_at).not.toBeNull()
      expect(after).toMatchObject({ status: 'claimed', slot_at: null, claimed_name: 'sato' })
      expect(after.from_time).not.toBeNull()
      expect(await seats()).toBe(0)
      expect(bot.heard(user).at(-1)).toContain('ほかの予約が入ってしまいました')
      expect(thread().at(-1)?.text).toContain('新しい時間を提案してください')
    })

    it('takes the verdict on the questionnaire back with it', async () => {
      const { reference, press, pressInThread, close, row } = await theirs()
      const fit = await bot.store.db
        .insertInto('fit_results')
        .values({ conversation: 'line:x', at: 0, bank_version: 1, answers: '{}', result: '{}', verdict: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      await bot.store.db
        .updateTable('callbacks')
        .set({ fit_result: fit.id })
        .where('reference', '=', reference)
        .execute()
      await close()
      await pressInThread('sato', '合っていた')
      const verdict = async () =>
        (await bot.store.db.selectFrom('fit_results').select('verdict').where('id', '=', fit.id).executeTakeFirst())
          ?.verdict
      expect(await verdict()).toBe('right')
      // what came after the end is no other end
      await press('sato', UNDO)

      expect(await row()).toMatchObject({ status: 'scheduled', verdict: null })
      expect(await verdict()).toBeNull()
    })

    // last: the other node sends some of what waits to a Slack of its own
    it('is taken back once by a double click, by two advisors, and on two nodes', async () => {
      const { user, reference, card, press, close, row, acts } = await theirs()
      await close()
      const choice = `desk:reopen:${reference}:${(await row()).updated_at}`
      const said = async (about: 'person' | 'card') =>
        (
          await bot.store.db
            .selectFrom('outbox')
            .select('id')
            .where('about', '=', `${about}:${reference}`)
            .where('mode', '!=', 'edit')
            .execute()
        ).length
      const before = [await said('person'), await said('card')]
      const second = await startBot(await test.again(), { keys })
      second.line.addUser({ userId: user, displayName: user })
      const presses = [bot, second].flatMap((on) =>
        (['sato', 'sato', 'mori'] as const).map((who) => on.slack.press(ADVISORS[who], DESK, card().ts, choice)),
      )
      for (const { status } of await Promise.all(presses)) expect(status).toBe(200)
      await bot.settle()
      await second.close()
      await press('mori', choice)

      expect(await acts('reopened')).toHaveLength(1)
      // one word to each, and no word of a button that no longer does anything
      expect([await said('person'), await said('card')]).toEqual(before.map((count) => count + 1))
      expect(await row()).toMatchObject({ status: 'scheduled' })
    })
  })
}
