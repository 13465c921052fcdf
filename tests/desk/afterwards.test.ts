import { describe, expect, it } from 'vitest'
import { YUI } from '../support/advisors.ts'
import { useDesk } from '../support/use-desk.ts'

describe('words right after a request ended', () => {
  const t = useDesk('claimed')
  const end = async (outcome: string) => {
    await t.desk.press('sato', '完了')
    await t.desk.pressInThread('sato', outcome)
  }

  it.each([
    { words: 'よかったです', rated: 'よかった' },
    { words: '相談してよかった', rated: 'よかった' },
    { words: '普通です', rated: 'ふつう' },
    { words: '微妙でした', rated: 'いまひとつ' },
    { words: 'あまり良くなかったです', rated: 'いまひとつ' },
  ])('say how the talk was: $words', async ({ words, rated }) => {
    await end('話せた')

    expect(await t.bot.say(YUI, words)).toContain('これからに活かします')
    expect(t.desk.shown()).toMatch(new RegExp(`相談後の感想.*${rated}`))
  })

  it.each([
    { words: '経理って？', says: '経理は' },
    { words: 'また相談したいです', says: '同意する' },
  ])('are no rating where they say something else: $words', async ({ words, says }) => {
    await end('話せた')

    expect(await t.bot.say(YUI, words)).toContain(says)
    expect(t.desk.shown()).not.toContain('相談後の感想')
  })

  it.each([{ words: 'もう一度お願いします' }, { words: 'はい' }, { words: '明日の15時なら出られます', hasTime: true }])(
    'book another talk where nobody was reached: $words',
    async ({ words, hasTime = false }) => {
      await end('つながらなかった')

      expect(await t.bot.say(YUI, words)).toContain('同意する')
      await t.bot.tap(YUI, '同意する')
      const asked = await t.bot.say(YUI, '山田です。090-8888-7777に電話ください')
      expect(asked).toContain(hasTime ? 'どんなことを話したいですか' : 'いつがいいですか')
    },
  )

  it('do not book one for who declines', async () => {
    await end('つながらなかった')

    expect(await t.bot.say(YUI, '大丈夫です')).not.toContain('同意する')
  })

  it('are about the request that goes on, where the end was a mistake', async () => {
    await end('話せた')
    await t.desk.press('sato', '完了を取り消す')

    expect(await t.bot.say(YUI, 'よかったです')).not.toContain('これからに活かします')
  })
})
