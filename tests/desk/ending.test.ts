import { describe, expect, it } from 'vitest'
import { YUI } from '../support/advisors.ts'
import { useDesk } from '../support/use-desk.ts'

describe('a chat an advisor ends in words', () => {
  const t = useDesk('claimed')
  const begin = async () => {
    await t.desk.write('sato', 'こんにちは')
    await t.bot.say(YUI, 'はい、お願いします')
  }
  const isOver = async () => (await t.bot.say(YUI, '営業って？')).includes('営業')

  it.each([{ text: '終了' }, { text: '「終了」' }, { text: '会話を終了します。' }, { text: '終了！' }])(
    'is over, and nothing of that is carried: $text',
    async ({ text }) => {
      await begin()
      await t.desk.write('sato', text)

      expect(t.bot.heard(YUI)).not.toContain(text)
      expect(await isOver()).toBe(true)
    },
  )

  it.each([
    { text: '今日はありがとうございました。終了', carried: '今日はありがとうございました。' },
    { text: '今日はありがとうございました！\n終了', carried: '今日はありがとうございました！' },
    { text: '応援しています🙏\n\n会話を終了します。', carried: '応援しています🙏' },
  ])('is over after the words before: $text', async ({ text, carried }) => {
    await begin()
    await t.desk.write('sato', text)

    expect(t.bot.heard(YUI)).toContain(carried)
    expect(t.bot.heard(YUI)).not.toContain(text)
    expect(await isOver()).toBe(true)
  })

  it('is not left open by a farewell that ends with the word, where no chat was', async () => {
    await t.desk.write('sato', 'お電話ありがとうございました。\n終了')

    expect(t.bot.heard(YUI)).toContain('お電話ありがとうございました。')
    expect(await isOver()).toBe(true)
  })

  it.each([
    { text: '書類の受付は終了' },
    { text: '一次面接は、これで終了です' },
    { text: '応募は締め切りました。募集終了' },
    { text: '終了した求人は、応募できません' },
    { text: '面接が終わったら教えてください。終了時刻は何時ですか' },
  ])('goes on where the word is part of what is said: $text', async ({ text }) => {
    await begin()
    await t.desk.write('sato', text)

    expect(t.bot.heard(YUI).at(-1)).toBe(text)
    expect(await isOver()).toBe(false)
  })
})
