import { beforeEach, describe, expect, it } from 'vitest'
import { KEN } from '../support/advisors.ts'
import { useDesk } from '../support/use-desk.ts'

describe('who wants to talk at once, asked for a time', () => {
  const t = useDesk('empty')
  beforeEach(async () => {
    await t.bot.say(KEN, 'アドバイザーに相談したい')
    for (const label of ['同意する', 'このチャットで']) await t.bot.tap(KEN, label)
    await t.bot.say(KEN, '田中です')
  })

  it.each([{ words: 'いま話せますか' }, { words: '今すぐ電話できますか' }, { words: '今からがいいです' }])(
    'is told that it cannot be, and shown what comes first: $words',
    async ({ words }) => {
      expect(await t.bot.say(KEN, words)).toMatch(/いますぐにはつなげません.*いつがいいですか/s)
    },
  )

  it.each([{ words: '今日の18時' }, { words: '今週の金曜の午後' }])(
    'is not who names a time: $words',
    async ({ words }) => {
      expect(await t.bot.say(KEN, words)).not.toContain('いますぐにはつなげません')
    },
  )
})
