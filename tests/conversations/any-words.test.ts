import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'

/** Words that answer nothing: other scripts, piled marks, halves of emoji, far too long. */
const nonsense = fc
  .tuple(
    fc.constantFrom('ا', '한', 'ไ', '🜁', '\ud83d', 'Z̷̛͖', '\u202e', '…', '§', 'ꙮ', '{"a":', '\\', '<@', '%s'),
    fc.string({ unit: fc.constantFrom('ж', '⟿', ' ', '\n', '~', '\u200b', '҈'), maxLength: 8 }),
    fc.constantFrom(1, 3, 40, 600),
  )
  .map(([piece, rest, times]) => (piece + rest).repeat(times).slice(0, 5000))

describe('whatever somebody writes while a question waits', () => {
  let test: TestStore
  let bot: Bot
  beforeAll(async () => {
    test = await ENGINES[0]!.create()
    bot = await startBot(test.store, { limits: { flood: { messages: 100_000, seconds: 60 } } })
    await bot.line.tap(YUI, 'do:start_fit')
    await bot.settle()
  })
  afterAll(async () => {
    await bot.close()
    await test.close()
  })

  it('is answered, and the question still waits, with nothing recorded', async () => {
    const waits = (await bot.app.questionOf(`line:${YUI}`))?.slot
    expect(waits).toMatch(/^fit\./)

    await fc.assert(
      fc.asyncProperty(nonsense, async (text) => {
        const reply = await bot.say(YUI, text)

        expect(reply).not.toBe('')
        expect((await bot.app.questionOf(`line:${YUI}`))?.slot).toBe(waits)
      }),
      { numRuns: 25 },
    )
  })
})
