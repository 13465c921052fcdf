import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'
const NOTICE = loadContent().say('flood')

describe.each(ENGINES)('somebody who writes and writes, on $engine', ({ create }) => {
  let test: TestStore
  let bot: Bot
  beforeEach(async () => {
    test = await create()
    bot = await startBot(test.store, { limits: { flood: { messages: 20, seconds: 60 } } })
  })
  afterEach(async () => {
    await bot.close()
    await test.close()
  })

  /** Many messages within one moment of the clock; no two running ask the same, which would be answered once. */
  const pour = async (count: number) => {
    for (let index = 0; index < count; index++)
      expect(await bot.line.say(YUI, `${index % 2 === 0 ? '経理' : '人事'}ってどんな仕事ですか${index}`)).toBe(200)
    await bot.app.settle()
  }

  it('is asked for patience once, with the buttons of the question that waits, and not answered until it is calm', async () => {
    await bot.line.tap(YUI, 'do:start_fit')
    await pour(40)
    const during = bot.heard(YUI)
    await bot.moveTo(bot.now() + 31_000)
    const after = await bot.say(YUI, '営業の仕事内容を教えてください')

    expect(during.filter((text) => text === NOTICE)).toHaveLength(1)
    expect(during.at(-1)).toBe(NOTICE)
    expect(during.filter((text) => /お金の流れ|「人」に関わる/.test(text))).toHaveLength(19)
    expect(JSON.stringify(bot.line.chat(YUI).findLast((one) => one.message.text === NOTICE))).toContain('answer:fit.')
    expect(after).toContain('契約')
  })

  it('is heard at once in distress, and when everything is to be deleted', async () => {
    await pour(30)
    const care = await bot.say(YUI, '死にたい')
    await pour(30)
    const erase = await bot.say(YUI, 'データを消して')

    expect(care).not.toBe('')
    expect(care).not.toContain(NOTICE)
    expect(erase).toContain('消')
  })

  it('may tap through the questionnaire as quickly as a thumb goes', async () => {
    await bot.line.tap(YUI, 'do:start_fit')
    await bot.app.settle()
    for (let taps = 0; taps < 20; taps++) {
      await bot.line.tap(YUI, 'スキップ')
      await bot.app.settle()
    }

    expect(bot.heard(YUI)).not.toContain(NOTICE)
  })
})
