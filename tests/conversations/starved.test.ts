import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'
import { fillDisk, installAudit } from '../torture/audit.ts'

const [YUI, REN, MEI] = ['1', '2', '3'].map((digit) => `U${digit.repeat(32)}`) as [string, string, string]

/** Both engines say in their own words that the disk is full. */
async function setDisk(store: Store, isFull: boolean) {
  if (store.engine === 'postgres') return await fillDisk(store, isFull)
  await sql.raw(`pragma max_page_count=${isFull ? 1 : 1_073_741_823}`).execute(store.db)
}

describe.each(ENGINES)('a bot whose disk is full, on $engine', ({ create }) => {
  let test: TestStore
  let bot: Bot
  beforeEach(async () => {
    test = await create()
    // SQLite does without: a statement that fires a trigger is undone alone, any other takes its transaction with it
    if (test.store.engine === 'postgres') await installAudit(test.store)
    bot = await startBot(test.store)
  })
  afterEach(async () => {
    await bot.close()
    await test.close()
  })

  it('refuses what it cannot store with 503, and answers it once when it comes again', async () => {
    // side by side, so that their turns share transactions
    const questions = Array.from({ length: 30 }, (_, index) =>
      bot.line.events.say([YUI, REN, MEI][index % 3]!, `${index} 営業の仕事内容を教えてください`),
    )
    await setDisk(test.store, true)
    const refused = await Promise.all(questions.map((event) => bot.line.post([event])))
    await setDisk(test.store, false)
    const accepted = await Promise.all(questions.map((event) => bot.line.post([event])))
    await bot.settle()

    expect(new Set(refused)).toContain(503)
    expect(refused.filter((status) => status !== 200 && status !== 503)).toEqual([])
    expect(new Set(accepted)).toEqual(new Set([200]))
    // the greeting, and an answer to each
    for (const user of [YUI, REN, MEI]) expect(bot.heard(user)).toHaveLength(1 + 10)
  })

  it('sends what was waiting when the disk has room again', async () => {
    bot.line.fail('/v2/bot/message/reply', { status: 500 })
    await bot.line.say(YUI, '営業の仕事内容を教えてください')
    // that it failed is noted while there is room: else its lease has to end first, by the database's own clock
    await bot.app.settle()
    await setDisk(test.store, true)
    await bot.moveTo(bot.now() + 5_000)
    await setDisk(test.store, false)
    await bot.moveTo(bot.now() + 60_000)

    expect(bot.heard(YUI).filter((text) => text.includes('契約'))).toHaveLength(1)
  })

  it('says at /readyz that turns cannot be stored, and why, until there is room again', async () => {
    const ready = async () => {
      const answer = await fetch(`${bot.url}/readyz`)
      return { status: answer.status, ...((await answer.json()) as { problems: string[] }) }
    }
    const questions = Array.from({ length: 30 }, (_, index) =>
      bot.line.events.say([YUI, REN, MEI][index % 3]!, `${index} 営業の仕事内容を教えてください`),
    )
    await setDisk(test.store, true)
    await Promise.all(questions.map((event) => bot.line.post([event])))
    const full = await ready()
    const still = await ready()
    await setDisk(test.store, false)
    const again = await ready()

    expect(full).toMatchObject({
      status: 503,
      problems: [expect.stringMatching(/^turns cannot be stored: .*(full|space)/)],
    })
    expect(still.status).toBe(503)
    expect(again).toMatchObject({ status: 200, problems: [] })
    // nothing of the trial stays
    expect(await test.store.db.selectFrom('inbox').where('event_id', 'like', 'trial:%').selectAll().execute()).toEqual(
      [],
    )
  })
})
