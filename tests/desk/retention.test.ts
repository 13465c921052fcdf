import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { purgeSome } from '../../src/desk/retention.ts'
import { createSeal } from '../../src/seal.ts'
import { DAY, MINUTE } from '../../src/time.ts'
import { atDesk, book } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'
const content = loadContent()
const keys = [{ id: 'k1', secret: Buffer.alloc(32, 7) }]

for (const { engine, create } of ENGINES) {
  describe(`what is kept, and for how long, on ${engine}`, () => {
    let test: TestStore
    let bot: Bot
    let desk: ReturnType<typeof atDesk>
    let reference: string
    beforeEach(async () => {
      test = await create()
      bot = await startBot(test.store, { keys })
      desk = atDesk(bot)
      bot.line.addUser({ userId: YUI, displayName: 'ゆい' })
      reference = await book(bot, YUI)
    })
    afterEach(async () => {
      await bot.close()
      await test.close()
    })

    const row = () =>
      test.store.db.selectFrom('callbacks').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow()
    const talkAndFinish = async () => {
      await desk.press('sato', '担当する')
      await desk.write('sato', 'こんにちは')
      await bot.say(YUI, 'ここだけの話です')
      await desk.press('sato', '完了')
      await desk.pressInThread('sato', '話せた')
    }
    const pass = async (days: number) => {
      await bot.moveTo(bot.now() + days * DAY)
      // a night for the purge that fell due meanwhile
      await bot.moveTo(bot.now() + MINUTE)
    }
    /** The purge of some days later, without all else that happens until then. */
    const purgeAfter = (days: number, kept: Partial<Record<string, number>> = {}) => {
      const rules = { ...content.desk, retentionDays: { ...content.desk.retentionDays, ...kept } }
      const lanes = { advisors: undefined, webhook: undefined }
      return test.store.write((one) =>
        purgeSome(
          { db: one, content: { ...content, desk: rules }, seal: createSeal(keys), now: bot.now() + days * DAY },
          lanes,
        ),
      )
    }

    it('nothing goes of somebody who writes at the moment of the purge', async () => {
      const later = bot.now() + 3_000 * DAY
      const written = Promise.withResolvers<void>()
      const turn = test.store.write(async (db) => {
        const writes = { updated_at: later }
        await db.updateTable('conversations').set(writes).where('id', '=', `line:${YUI}`).execute()
        await db
          .updateTable('callbacks')
          .set((eb) => ({ ...writes, version: eb('version', '+', 1) }))
          .execute()
        await written.promise
      })
      const purge = purgeAfter(3_000)
      await new Promise((resolve) => setTimeout(resolve, 300))
      written.resolve()
      await Promise.all([turn, purge])
      await bot.settle()

      expect(await row()).toMatchObject({ status: 'requested', conversation: `line:${YUI}`, name: expect.any(String) })
      expect(await bot.app.savedOf(`line:${YUI}`)).toBeDefined()
    })

    it('contact data and words go thirty days after the end, from the advisors’ channel too; the number stays', async () => {
      await talkAndFinish()
      await pass(29)
      expect(await row()).toMatchObject({ name: expect.any(String) })
      await pass(2)

      expect(await row()).toMatchObject({ name: null, phone: null, topic: null, conversation: '', status: 'done' })
      expect(await test.store.db.selectFrom('relay_messages').select('text').execute()).toEqual([
        { text: null },
        { text: null },
      ])
      expect(JSON.stringify(bot.slack.messages(DESK))).not.toMatch(/山田|8888|ここだけの話/)
      expect(desk.card().text).toContain(reference)
    })

    it('a talk may go sooner than the contact data', async () => {
      await talkAndFinish()
      await purgeAfter(8, { relayAfterEnd: 7 })

      const texts = await test.store.db.selectFrom('relay_messages').select('text').execute()
      expect(texts.every(({ text }) => text === null)).toBe(true)
      expect((await row()).name).not.toBeNull()
    })

    it('a conversation nobody goes on with is forgotten, and its open request ended', async () => {
      await purgeAfter(2, { conversation: 1 })

      expect(await row()).toMatchObject({ name: null, status: 'cancelled', conversation: '' })
      const talk = await test.store.db.selectFrom('conversations').select('saved').execute()
      expect(talk).toEqual([{ saved: null }])
      expect(await test.store.db.selectFrom('slot_seats').selectAll().execute()).toEqual([])
    })

    it.each(['unanswered', 'happenings', 'audit'] as const)('%s have a time of their own', async (kind) => {
      const asked = { at: bot.now(), text: 'sealed', why: 'unknown' as const, offered: '[]' }
      await test.store.db.insertInto('unanswered').values(asked).execute()
      const table = kind === 'audit' ? ('callback_history' as const) : kind
      const left = () => test.store.db.selectFrom(table).selectAll().execute()
      await purgeAfter(3, { [kind]: 4 })
      expect((await left()).length).toBeGreaterThan(0)
      await purgeAfter(3, { [kind]: 2 })

      expect(await left()).toEqual([])
    })

    it('what could not be sent does not outlive the contact data', async () => {
      bot.line.setQuota(bot.line.pushed)
      await desk.press('sato', '担当する')
      const dead = () => test.store.db.selectFrom('outbox').select('messages').where('status', '=', 'dead').execute()
      expect(await dead()).toEqual([{ messages: expect.any(String) }])
      await purgeAfter(31)

      expect(await dead()).toEqual([{ messages: null }])
    })

    it('forgets all that is due in one night, however much it is', async () => {
      const ended = { ...(await row()), status: 'done' as const, fit_result: null }
      const many = Array.from({ length: 150 }, (_, nth) => ({ ...ended, reference: `N${nth}`, updated_at: 1 }))
      await test.store.db.insertInto('callbacks').values(many).execute()
      while (await purgeAfter(0));
      const left = await test.store.db.selectFrom('callbacks').select('name').where('status', '=', 'done').execute()

      expect(left.filter(({ name }) => name !== null)).toEqual([])
    })

    it('says in the trail who asked for it', async () => {
      await desk.press('sato', '担当する')
      await bot.say(YUI, 'データを消して')
      await bot.tap(YUI, '消す')
      const trail = await test.store.db.selectFrom('callback_history').selectAll().orderBy('id').execute()

      expect(trail.map(({ actor, what }) => `${actor} ${what}`)).toEqual([
        'person requested',
        'bot shown',
        `slack:T0TEAM:${ADVISORS.sato} claimed`,
        'person cancelled',
        'person erased',
      ])
      expect(JSON.stringify(trail)).not.toMatch(/山田|8888/)
      expect(await row()).toMatchObject({ name: null, phone: null, conversation: '' })
    })
  })
}
