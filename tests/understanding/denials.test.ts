import { describe, expect, it } from 'vitest'
import { KEN, YUI } from '../support/advisors.ts'
import { useDesk } from '../support/use-desk.ts'

describe('who says that nothing was called off', () => {
  const t = useDesk('booked')

  it.each([
    { words: 'え、取りやめてません' },
    { words: 'キャンセルしてないです' },
    { words: '予約はキャンセルしていません' },
    { words: '予約を取り消した覚えはないです' },
    { words: '予約をやめるなんて言ってません' },
  ])('keeps what they have, begun or booked: $words', async ({ words }) => {
    expect(await t.bot.say(YUI, words)).toMatch(/受付番号.*11\/25\(水\) 18:00/s)
    expect(t.desk.shown()).not.toContain('取り消し')
    await t.bot.say(KEN, 'アドバイザーに相談したい')
    await t.bot.tap(KEN, '同意する')

    expect(await t.bot.say(KEN, words)).toContain('どの方法で話したいですか')
  })

  it.each([
    { words: 'まだキャンセルしてないので、キャンセルしたいです' },
    { words: '予約を取り消してください' },
    { words: '予約をキャンセルしてくれない？' },
  ])('is not who calls it off: $words', async ({ words }) => {
    expect(await t.bot.say(YUI, words)).toContain('取り消しました')
  })
})
