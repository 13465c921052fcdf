import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'

describe('somebody who asks for two things at once', () => {
  let test: TestStore
  let bot: Bot
  beforeEach(async () => {
    test = await ENGINES[0]!.create()
    bot = await startBot(test.store)
    bot.line.addUser({ userId: YUI, displayName: YUI })
    await bot.say(YUI, 'こんにちは')
  })
  afterEach(async () => {
    await bot.close()
    await test.close()
  })

  const asks = async (text: string) => {
    const before = bot.line.chat(YUI).length
    await bot.say(YUI, text)
    return bot.line
      .chat(YUI)
      .slice(before)
      .filter(({ from }) => from === 'bot')
  }
  const texts = (said: Awaited<ReturnType<typeof asks>>) => said.map(({ message }) => String(message.text))

  it('reads both answers in one free reply, with the ways on from both below', async () => {
    const said = await asks('経理ってどんな仕事？あと営業ってどんな仕事？')

    expect(said.map(({ by }) => by)).toEqual(['reply', 'reply'])
    expect(texts(said)).toEqual([expect.stringContaining('お金の流れ'), expect.stringContaining('契約につなげる')])
    expect(await bot.tap(YUI, 'ノルマ・目標のこと')).toContain('目標')
  })

  it('reads what is not covered beside what is', async () => {
    const [answer, refusal] = texts(await asks('経理ってどんな仕事？あと初任給いくら？'))

    expect(answer).toContain('お金の流れ')
    expect(refusal).toContain('お答えできません')
  })

  it('reads what compares, and both jobs, and may begin the check', async () => {
    const said = texts(await asks('販売と事務、どっちが向いてるかな'))

    expect(said).toHaveLength(3)
    expect(said[0]).toContain('大きく2つに分けて')
    expect(await bot.tap(YUI, '適性チェックをはじめる')).toContain('1/15')
  })

  it('is asked the question of the check once more, at the end', async () => {
    await bot.say(YUI, '診断をはじめる')
    const said = texts(await asks('事務のいいところと大変なところは？'))

    expect(said).toHaveLength(3)
    expect(said.filter((text) => text.includes('1/15'))).toEqual([said[2]])
    expect(await bot.tap(YUI, 'とてもあてはまる')).toContain('2/15')
  })

  it('is asked the question of the booking once more, at the end', async () => {
    await bot.say(YUI, 'アドバイザーに相談したい')
    const said = texts(await asks('経理ってどんな仕事？あと営業ってどんな仕事？'))

    expect(said).toHaveLength(3)
    expect(said[2]).toContain('同意する')
    expect(await bot.tap(YUI, '同意する')).toContain('どの方法')
  })

  it('reads one answer where the rest is a story', async () => {
    expect(await asks('バイトで品出しをしています。経理ってどんな仕事ですか')).toHaveLength(1)
  })
})
