import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { book } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const keys = [{ id: 'k1', secret: Buffer.alloc(32, 7) }]
const UNDO = '完了を取り消す'
const MISTAKE = '記録のまちがいでした'
const OUTCOMES = { talked: '話せた', unreachable: 'つながらなかった', withdrawn: '本人が取りやめた' }
let people = 0

for (const { engine, create } of ENGINES) {
  describe(`a wrong outcome, on ${engine}`, () => {
    let test: TestStore
    let bot: Bot
    beforeAll(async () => {
      test = await create()
      bot = await startBot(test.store, { keys })
    })
    afterAll(async () => {
      await bot.close()
      await test.close()
    })

    /** Somebody new with a booking of their own slot, which sato has; tells what can be seen and done about it. */
    async function somebody() {
      people++
      const user = `U${String(people).padStart(32, '0')}`
      bot.line.addUser({ userId: user, displayName: user })
      // Tuesdays and Wednesdays, so that the desk is open
      const day = `12月${people % 2 === 0 ? 15 : 16}日`
      const hour = 10 + (Math.floor(people / 2) % 10)
      const reference = await book(bot, user, `${day}${hour}時に090-8888-7777に電話ください、山田です`)
      const card = (on = bot) =>
        on.slack.messages(DESK).findLast((one) => one.thread_ts === undefined && one.text.includes(reference))!
      const thread = () => bot.slack.thread(DESK, card().ts)
      const press = async (who: keyof typeof ADVISORS, choice: string, ts = card().ts) => {
        expect((await bot.slack.press(ADVISORS[who], DESK, ts, choice)).status).toBe(200)
        await bot.settle()
      }
      await press('sato', '担当する')
      return {
        user,
        reference,
        when: `${day}${hour}時`,
        card,
        thread,
        press,
        async close(outcome: keyof typeof OUTCOMES = 'talked') {
          await press('sato', '完了')
          const asked = thread().findLast((one) => JSON.stringify(one.blocks).includes(OUTCOMES[outcome]))!
          await press('sato', OUTCOMES[outcome], asked.ts)
        },
        told: (words: string) => bot.heard(user).filter((one) => one.includes(words)),
        buttons: () => JSON.stringify(card().blocks),
        row: () =>
          test.store.db
            .selectFrom('callbacks')
            .selectAll()
            .where('reference', '=', reference)
            .executeTakeFirstOrThrow(),
        acts: async (what: string) =>
          await test.store.db
            .selectFrom('callback_history')
            .select(['actor', 'detail'])
            .where('reference', '=', reference)
            .where('what', '=', what)
            .execute(),
        seats: async () =>
          (await test.store.db.selectFrom('slot_seats').selectAll().where('reference', '=', reference).execute())
            .length,
        timers: async () =>
          (
            await test.store.db
              .selectFrom('timers')
              .select('kind')
              .where('reference', '=', reference)
              .where('done_at', 'is', null)
              .orderBy('kind')
              .execute()
          ).map(({ kind }) => kind),
      }
    }
    const openOf = async (user: string) =>
      (
        await test.store.db.selectFrom('callbacks').selectAll().where('conversation', '=', `line:${user}`).execute()
      ).filter(({ status }) => status !== 'done' && status !== 'cancelled')

    it('is taken back by any advisor: the request is as it was, with its advisor, time, seat and reminders', async () => {
      const { close, press, row, card, seats, timers, thread, acts, buttons } = await somebody()
      const before = { row: await row(), timers: await timers(), buttons: buttons() }
      await close('unreachable')
      expect(await timers()).toEqual([])
      expect(buttons()).toMatch(/"confirm":.*本人には、前のお知らせが/)
      await press('mori', UNDO)

      const { updated_at: _, version: __, ...asItWas } = before.row
      expect(await row()).toMatchObject(asItWas)
      expect(await seats()).toBe(1)
      expect(await timers()).toEqual(before.timers)
      expect(card().text).toContain('satoさんが担当・予定あり')
      expect(buttons()).toBe(before.buttons.replace(/受付.*?前/, buttons().match(/受付.*?前/)?.[0] ?? ''))
      expect(thread().at(-1)?.text).toContain('moriさんが、完了(つながらなかった)を取り消しました')
      expect(JSON.stringify(thread().at(-1)?.blocks)).toContain('<@U0SATO>')
      expect(await acts('reopened')).toEqual([{ actor: 'slack:T0TEAM:U0MORI', detail: 'unreachable' }])
    })

    it('is corrected to the person, who sees and can cancel the request again', async () => {
      const { user, reference, close, press, told } = await somebody()
      await close('withdrawn')
      expect(bot.heard(user).at(-1)).toContain('電話や連絡はしません')
      await press('sato', UNDO)

      expect(told(MISTAKE)).toHaveLength(1)
      expect(told(MISTAKE)[0]).toMatch(new RegExp(`${reference}[\\s\\S]*予定も12/1[56]`))
      expect(await bot.say(user, '予約の確認')).toContain(reference)
      expect(await bot.tap(user, '予約を取り消す')).toContain('取り消しました')
    })

    it('leaves the talk ended, as both were told; it begins again with the next words', async () => {
      const { user, card, close, press } = await somebody()
      const write = async (text: string) => {
        await bot.slack.threadReply(ADVISORS.sato, DESK, card().ts, text)
        await bot.settle()
      }
      await write('こんにちは')
      await close()
      await press('sato', UNDO)
      expect(await bot.say(user, '営業の仕事内容を教えてください')).toContain('契約')
      await write('またこんにちは')

      expect(bot.heard(user).slice(-2)).toEqual([expect.stringContaining('担当のアドバイザー'), 'またこんにちは'])
    })

    it('can be put right: it ends once more, with the other outcome', async () => {
      const { user, close, press, row } = await somebody()
      await close('talked')
      await press('sato', UNDO)
      await close('unreachable')

      expect(await row()).toMatchObject({ status: 'done', outcome: 'unreachable' })
      expect(bot.heard(user).at(-1)).toContain('つながりませんでした')
    })

    it('is not touched by a late press that means an earlier one', async () => {
      const { close, press, row, thread, reference } = await somebody()
      await close('talked')
      const late = `desk:reopen:${reference}:${(await row()).updated_at}`
      await press('sato', late)
      await close('unreachable')
      await press('mori', late)

      expect(await row()).toMatchObject({ status: 'done', outcome: 'unreachable' })
      expect(thread().at(-1)?.text).toContain('いまの状態では使えません')
    })

    it('stays when the person has asked for something new meanwhile', async () => {
      const { user, close, press, row, thread } = await somebody()
      await close('unreachable')
      const newer = await book(bot, user, 'いつでもいいので090-8888-7777に電話ください、山田です')
      await press('sato', UNDO)

      expect(await row()).toMatchObject({ status: 'done' })
      expect(thread().at(-1)?.text).toContain(`新しい申し込み(${newer})`)
      expect(bot.heard(user).join()).not.toContain(MISTAKE)
    })

    it('and a new request at the same moment: one of them is open, never both', async () => {
      const { user, reference, card, close, row } = await somebody()
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
      const { user, reference, close, press } = await somebody()
      await close('unreachable')
      await bot.say(user, 'いつでもいいので090-8888-7777に電話ください、佐々木です')
      await bot.tap(user, '同意する')
      await bot.tap(user, 'とくになし')
      await press('sato', UNDO)

      expect(await bot.tap(user, 'この内容で申し込む')).toContain('変更しました')
      expect(await openOf(user)).toMatchObject([{ reference, status: 'claimed', slot_at: null }])
    })

    it('cannot be taken back for a person who is forgotten, nor for one who cancelled', async () => {
      const forgotten = await somebody()
      await forgotten.close()
      const late = `desk:reopen:${forgotten.reference}:${(await forgotten.row()).updated_at}`
      await bot.say(forgotten.user, 'データを消して')
      await bot.tap(forgotten.user, '消す')
      expect(forgotten.buttons()).not.toContain('desk:reopen')
      await forgotten.press('sato', late)
      const cancelled = await somebody()
      await bot.tap(cancelled.user, `booking:cancel:${cancelled.reference}`)
      expect(cancelled.buttons()).not.toContain('desk:reopen')
      await cancelled.press('sato', `desk:reopen:${cancelled.reference}:${(await cancelled.row()).updated_at}`)

      expect(forgotten.thread().at(-1)?.text).toContain('データはもう消えている')
      expect(await forgotten.row()).toMatchObject({ status: 'done' })
      expect(cancelled.thread().at(-1)?.text).toContain('本人が取り消した')
      expect(await cancelled.row()).toMatchObject({ status: 'cancelled' })
    })

    it('gives no time back that others have taken, and says so to both', async () => {
      const { user, when, close, press, row, seats, thread } = await somebody()
      const { slot_at } = await row()
      await close()
      for (const who of ['U1', 'U2']) {
        const other = `${who}${String(people).padStart(31, '0')}`
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
      const { reference, close, press, row, thread } = await somebody()
      const fit = await test.store.db
        .insertInto('fit_results')
        .values({ conversation: 'line:x', at: 0, bank_version: 1, answers: '{}', result: '{}', verdict: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      await test.store.db
        .updateTable('callbacks')
        .set({ fit_result: fit.id })
        .where('reference', '=', reference)
        .execute()
      await close()
      const asked = thread().findLast((one) => JSON.stringify(one.blocks).includes('合っていた'))!
      await press('sato', '合っていた', asked.ts)
      const verdict = async () =>
        (await test.store.db.selectFrom('fit_results').select('verdict').where('id', '=', fit.id).executeTakeFirst())
          ?.verdict
      expect(await verdict()).toBe('right')
      // what came after the end is no other end
      await press('sato', UNDO)

      expect(await row()).toMatchObject({ status: 'scheduled', verdict: null })
      expect(await verdict()).toBeNull()
    })

    // last: the other node sends some of what waits to a Slack of its own
    it('is taken back once by a double click, by two advisors, and on two nodes', async () => {
      const { user, reference, card, close, press, acts, row } = await somebody()
      await close()
      const choice = `desk:reopen:${reference}:${(await row()).updated_at}`
      const said = async (about: 'person' | 'card') =>
        (
          await test.store.db
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
