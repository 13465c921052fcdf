import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadContent, speaking } from '../../src/content.ts'
import { DAY, HOUR } from '../../src/time.ts'
import { ADVISORS, type Bot, DESK, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const LINH = 'U00000000000000000000000000000003'
const content = loadContent()
const easy = speaking(content, 'ja-easy')

describe('a person who asked for やさしい日本語', () => {
  let test: TestStore
  let bot: Bot
  beforeEach(async () => {
    test = await ENGINES[0]!.create()
    bot = await startBot(test.store)
    bot.line.addUser({ userId: LINH, displayName: 'Linh' })
    await bot.say(LINH, 'こんにちは')
  })
  afterEach(async () => {
    await bot.close()
    await test.close()
  })

  it('is answered in it from then on, until the ordinary words are asked for', async () => {
    const switched = await bot.say(LINH, 'やさしい日本語でおねがいします')
    const answer = await bot.say(LINH, '経理ってどんな仕事ですか')
    await bot.say(LINH, 'ふつうの日本語')
    const ordinary = await bot.say(LINH, '経理ってどんな仕事ですか')

    expect(switched).toContain(easy.say('locale.changed'))
    expect(answer).toContain(easy.topics.get('back.jobs.accounting')!.answer)
    expect(ordinary).toContain(content.topics.get('back.jobs.accounting')!.answer)
  })

  it('is greeted in it when it is the first thing said', async () => {
    const KIM = 'U00000000000000000000000000000004'
    bot.line.addUser({ userId: KIM, displayName: 'Kim' })
    const first = await bot.say(KIM, 'やさしい日本語')

    expect(first).toContain(easy.say('greeting.first').slice(0, 30))
    expect(first).not.toContain(content.say('greeting.first').slice(0, 30))
  })

  it('keeps the pending question, which is asked again in the new words', async () => {
    await bot.say(LINH, '診断をはじめる')
    const item = easy.bank.items[0]!

    const switched = await bot.say(LINH, 'やさしい日本語')
    const next = await bot.tap(LINH, item.options[0]!.label)

    expect(switched).toContain(item.text)
    expect(next).toContain('2/')
  })

  it('hears from advisors and reminders in it, while the advisors read theirs', async () => {
    await bot.say(LINH, 'やさしい日本語')
    await bot.say(LINH, '明日18時に090-8888-7777に電話ください、リンです')
    await bot.tap(LINH, easy.say('buttons.agree'))
    await bot.say(LINH, '合う仕事がわかりません')
    const booked = await bot.tap(LINH, easy.say('buttons.confirm_booking'))
    const card = bot.slack.messages(DESK).find((one) => one.thread_ts === undefined)!
    await bot.slack.press(ADVISORS.sato, DESK, card.ts, '担当する')
    await bot.settle()
    await bot.moveTo(bot.now() + DAY + 2 * HOUR + 10_000)
    const heard = bot.heard(LINH).join('\n')

    expect(booked).toContain('申し込みました。')
    expect(JSON.stringify(card.blocks)).toContain(content.say('desk.fact.topic'))
    expect(JSON.stringify(card.blocks)).toContain(content.say('desk.fitNone'))
    expect(heard).toContain('あなたと 話す人が 決まりました')
    expect(heard).toContain('アドバイザーと 話します。')
  })

  it('is forgotten with the rest when asked', async () => {
    await bot.say(LINH, 'やさしい日本語')
    await bot.say(LINH, 'データを消して')
    const gone = await bot.tap(LINH, easy.say('buttons.confirm_erase'))

    expect(gone).toContain('あなたの 記録を 全部 消しました。')
    expect(await bot.say(LINH, 'こんにちは')).toContain(content.say('greeting.first').slice(0, 20))
  })
})
