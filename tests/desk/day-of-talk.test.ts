import { beforeEach, describe, expect, it } from 'vitest'
import { book, type Desk, KEN, openDesk, YUI } from '../support/advisors.ts'
import { type Bot, DESK } from '../support/bot.ts'

describe('what an advisor must know on the day of a talk', () => {
  let bot: Bot
  let desk: Desk
  beforeEach(async () => {
    const opened = await openDesk()
    ;({ bot, desk } = opened)
    return opened.close
  })
  const begin = async () => {
    await book(bot, YUI)
    await desk.press('sato', '担当する')
    await bot.moveTo(Date.parse('2026-11-25T18:20:00+09:00'))
  }

  it.each([
    { words: 'すみません、10分遅れます' },
    { words: '遅刻しそうです' },
    { words: '電話に出られませんでした、すみません' },
    { words: '着信に気づきませんでした' },
    { words: '電話切れちゃいました' },
  ])('is brought to them, and calls nothing off: $words', async ({ words }) => {
    await begin()

    expect(await bot.say(YUI, words)).toContain('担当のsatoさんにそのまま伝えました')
    expect(desk.thread().at(-1)?.text).toBe(`<@U0SATO> 山田：${words}`)
    expect(desk.shown()).toContain('satoさんが担当・予定あり')
  })

  it('begins no talk, and goes with all else of the person', async () => {
    await begin()
    await bot.say(YUI, '10分遅れます')
    expect(await bot.say(YUI, '経理って？')).toContain('経理は')
    await desk.write('sato', '大丈夫ですよ')
    expect(bot.heard(YUI).slice(-2)[0]).toContain('satoさんが来ました')
    await bot.say(YUI, 'データを消して')
    await bot.tap(YUI, '消す')

    expect(JSON.stringify(bot.slack.messages(DESK))).not.toContain('10分遅れます')
  })

  it.each([
    { words: 'やっぱりキャンセルします', says: '取り消しました' },
    { words: '遅れたらどうなりますか？', says: '' },
    { words: '電話に出られないので変更したいです', says: '' },
  ])('is not what asks or calls off: $words', async ({ words, says }) => {
    await begin()
    const answer = await bot.say(YUI, words)

    expect(answer).toContain(says)
    expect(answer).not.toContain('伝えました')
    expect(desk.inThread()).not.toContain(words)
  })

  it('is told from the questionnaire, which goes on, but is no answer of it', async () => {
    await begin()
    await bot.say(YUI, '診断をはじめる')
    expect(await bot.say(YUI, 'よく寝坊します')).not.toContain('伝えました')

    expect(await bot.say(YUI, '10分遅れます')).toContain('担当のsatoさんにそのまま伝えました')
  })

  it('is nothing of that before the day, nor without a booking', async () => {
    await book(bot, YUI)

    expect(await bot.say(YUI, '電話に気づきませんでした')).not.toContain('伝えました')
    expect(await bot.say(KEN, '10分遅れます')).not.toContain('伝えました')
  })

  it('tells who is to have an e-mail of that, and of no time', async () => {
    await bot.say(KEN, 'メールで相談したいです、田中です、ken@example.com')
    for (const label of ['同意する', 'とくになし', 'この内容で申し込む']) await bot.tap(KEN, label)
    await desk.press('sato', '担当する')

    expect(bot.heard(KEN).at(-1)).toBe('担当が決まりました：satoさん。メールでご連絡します。')
  })
})
