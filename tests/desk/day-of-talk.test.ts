import { describe, expect, it } from 'vitest'
import { book, KEN, YUI } from '../support/advisors.ts'
import { DESK } from '../support/bot.ts'
import { useDesk } from '../support/use-desk.ts'

describe('what an advisor must know on the day of a talk', () => {
  const t = useDesk('empty')
  const begin = async () => {
    await book(t.bot, YUI)
    await t.desk.press('sato', '担当する')
    await t.bot.moveTo(Date.parse('2026-11-25T18:20:00+09:00'))
  }

  it.each([
    { words: 'すみません、10分遅れます' },
    { words: '遅刻しそうです' },
    { words: '電話に出られませんでした、すみません' },
    { words: '着信に気づきませんでした' },
    { words: '電話切れちゃいました' },
  ])('is brought to them, and calls nothing off: $words', async ({ words }) => {
    await begin()

    expect(await t.bot.say(YUI, words)).toContain('担当のsatoさんにそのまま伝えました')
    expect(t.desk.thread().at(-1)?.text).toBe(`<@U0SATO> 山田：${words}`)
    expect(t.desk.shown()).toContain('satoさんが担当・予定あり')
  })

  it('begins no talk, and goes with all else of the person', async () => {
    await begin()
    await t.bot.say(YUI, '10分遅れます')
    expect(await t.bot.say(YUI, '経理って？')).toContain('経理は')
    await t.desk.write('sato', '大丈夫ですよ')
    expect(t.bot.heard(YUI).slice(-2)[0]).toContain('satoさんが来ました')
    await t.bot.say(YUI, 'データを消して')
    await t.bot.tap(YUI, '消す')

    expect(JSON.stringify(t.bot.slack.messages(DESK))).not.toContain('10分遅れます')
  })

  it.each([
    { words: 'やっぱりキャンセルします', says: '取り消しました' },
    { words: '遅れたらどうなりますか？', says: '' },
    { words: '電話に出られないので変更したいです', says: '' },
  ])('is not what asks or calls off: $words', async ({ words, says }) => {
    await begin()
    const answer = await t.bot.say(YUI, words)

    expect(answer).toContain(says)
    expect(answer).not.toContain('伝えました')
    expect(t.desk.inThread()).not.toContain(words)
  })

  it('is told from the questionnaire, which goes on, but is no answer of it', async () => {
    await begin()
    await t.bot.say(YUI, '診断をはじめる')
    expect(await t.bot.say(YUI, 'よく寝坊します')).not.toContain('伝えました')

    expect(await t.bot.say(YUI, '10分遅れます')).toContain('担当のsatoさんにそのまま伝えました')
  })

  it('is nothing of that before the day, nor without a booking', async () => {
    await book(t.bot, YUI)

    expect(await t.bot.say(YUI, '電話に気づきませんでした')).not.toContain('伝えました')
    expect(await t.bot.say(KEN, '10分遅れます')).not.toContain('伝えました')
  })

  it('tells who is to have an e-mail of that, and of no time', async () => {
    await t.bot.say(KEN, 'メールで相談したいです、田中です、ken@example.com')
    for (const label of ['同意する', 'とくになし', 'この内容で申し込む']) await t.bot.tap(KEN, label)
    await t.desk.press('sato', '担当する')

    expect(t.bot.heard(KEN).at(-1)).toBe('担当が決まりました：satoさん。メールでご連絡します。')
  })
})
