import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findConversation } from '../../src/store/conversations.ts'
import { DAY } from '../../src/time.ts'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'
const KEN = 'U00000000000000000000000000000002'

for (const { engine, create } of ENGINES) {
  describe(`a job seeker on LINE, on ${engine}`, () => {
    let test: TestStore
    let bot: Bot
    beforeEach(async () => {
      test = await create()
      bot = await startBot(test.store)
      for (const userId of [YUI, KEN]) bot.line.addUser({ userId, displayName: userId })
    })
    afterEach(async () => {
      await bot.close()
      await test.close()
    })

    const fill = async (user: string) => {
      await bot.say(user, '診断をはじめる')
      for (let count = 0; count < 30; count++) {
        const answer = await bot.tap(user, ['とてもあてはまる', 'まったくあてはまらない', 'ややあてはまる'][count % 3]!)
        if (!/\d+\/\d+/.test(answer)) return answer
        const choice = /\n1\. (.+)/.exec(answer)?.[1]
        if (choice) {
          const next = await bot.tap(user, choice)
          if (!/\d+\/\d+/.test(next)) return next
        }
      }
      throw new Error('the questionnaire does not end')
    }

    it('is greeted once, and answered', async () => {
      const first = await bot.say(YUI, '経理ってどんな仕事ですか')
      const second = await bot.say(YUI, 'こんにちは')

      expect(first).toContain('はじめまして')
      expect(first).toContain('お金の流れ')
      expect(second).not.toContain('はじめまして')
    })

    it('tells how a talk goes with the way to it at hand, and asks for nothing yet', async () => {
      const answer = await bot.say(YUI, '相談って、どんな方法でできるんですか')

      expect(answer).toContain('電話・このチャット・メール')
      expect(answer).not.toContain('同意')
      expect(await bot.tap(YUI, 'アドバイザーに相談')).toContain('同意')
    })

    it('says, asked for more right after an answer, where there is more of it', async () => {
      await bot.say(YUI, '経理ってどんな仕事ですか')
      const more = await bot.say(YUI, 'もうちょい詳しく')

      expect(more).toMatch(/さっきの答え/)
      expect(await bot.tap(YUI, '人事・労務の仕事')).toContain('採用')
    })

    it('answers by reply tokens, free of charge', async () => {
      await bot.say(YUI, '営業の仕事内容を教えてください')

      expect(
        bot.line
          .chat(YUI)
          .filter((one) => one.from === 'bot')
          .every((one) => one.by === 'reply'),
      ).toBe(true)
    })

    it.each([
      { words: '2問目の答えを変えたい', asks: '2/15' },
      { words: '最初の質問の答え変えたい', asks: '1/15' },
      { words: '予定が変わるやつの答え直したい', asks: '4/15' },
      { words: 'さっきの答え変えたい', asks: '5/15' },
      { words: '答え変えたい', asks: 'どの答えを変えますか' },
    ])('is asked again what $words names', async ({ words, asks }) => {
      await bot.say(YUI, '診断をはじめる')
      for (const answer of ['5', '4', '3', '2', '1']) await bot.say(YUI, answer)

      expect(await bot.say(YUI, words)).toContain(asks)
    })

    it.each(['2問目の答えを1に変えて', '2番目の質問、やっぱり1で', 'コツコツのやつ、1にして'])(
      'has an answer changed at once by %s, and goes on where it was',
      async (words) => {
        await bot.say(YUI, '診断をはじめる')
        for (const answer of ['5', '4', '3']) await bot.say(YUI, answer)
        const said = await bot.say(YUI, words)

        expect(said).toMatch(/「同じ作業でも.*」の答えを「まったくあてはまらない」に直しました/)
        expect(said).toContain('4/15')
      },
    )

    it('is asked a question of the finished run again at its place, and has the result again', async () => {
      await fill(YUI)
      await bot.say(YUI, '答えを変える')

      expect(await bot.say(YUI, 'コツコツのやつ')).toMatch(/(^|\n)2\/\d+\n/)
      expect(await bot.say(YUI, '1問目の答えを変えたい')).toMatch(/(^|\n)1\/\d+\n/)
    })

    it('counts a run as one from its first question to its last, over days; another run is another', async () => {
      const runsSoFar = async () => {
        const events = await test.store.db.selectFrom('item_events').select(['item', 'what', 'run']).execute()
        return Map.groupBy(events, ({ run }) => run)
      }
      await bot.say(YUI, '診断をはじめる')
      await bot.tap(YUI, 'とてもあてはまる')
      await bot.moveTo(bot.now() + DAY)
      await bot.tap(YUI, 'とてもあてはまる')
      await bot.say(YUI, '最初から')
      await bot.tap(YUI, 'やり直す')
      await bot.tap(YUI, 'とてもあてはまる')
      await bot.say(KEN, '診断をはじめる')

      expect([...(await runsSoFar()).values()].map((events) => events.map(({ what }) => what))).toEqual([
        ['shown', 'answered', 'shown', 'answered', 'shown'],
        ['shown', 'answered', 'shown'],
        ['shown'],
      ])
    })

    it('says nothing twice when the webhook comes twice, late or at once', async () => {
      await bot.say(YUI, 'こんにちは')
      const before = bot.heard(YUI).length
      await Promise.all([bot.line.redeliver(), bot.line.redeliver(), bot.line.redeliver()])
      await bot.settle()

      expect(bot.heard(YUI)).toHaveLength(before)
    })

    it('keeps two people apart who write at the same time', async () => {
      await Promise.all([bot.line.say(YUI, '診断をはじめる'), bot.line.say(KEN, 'アドバイザーに相談したい')])
      await bot.settle()

      expect(bot.heard(YUI).join()).toContain('1/15')
      expect(bot.heard(KEN).join()).toContain('同意する')
    })

    it('says plainly that we do not cover what was picked among suggestions', async () => {
      await bot.say(YUI, '好きなことで生きていきたい')

      expect(await bot.tap(YUI, 'クリエイター・芸能')).toMatch(/ここではお答えできない/)
    })

    it('goes through the questionnaire with a question in the middle, and sees reasons', async () => {
      await bot.say(YUI, '診断をはじめる')
      await bot.tap(YUI, 'とてもあてはまる')
      const digression = await bot.say(YUI, '営業の仕事内容を教えてください')
      expect(digression).toContain('契約')
      expect(digression).toContain('2/15')
      const result = await fill(KEN)

      expect(result).toMatch(/寄りです|ほぼ同じ|はっきりした傾向/)
      expect(result).toContain('短い質問での目安')
    })

    it('finds the questionnaire where it was after three days of silence', async () => {
      await bot.say(YUI, '診断をはじめる')
      await bot.tap(YUI, 'ややあてはまる')
      await bot.moveTo(bot.now() + 3 * DAY)
      const back = await bot.say(YUI, 'こんにちは')

      expect(back).toMatch(/おかえりなさい|お久しぶり/)
      expect(back).toContain('2/15')
    })

    it('books with everything in one message, asks only for the rest, and changes its mind at the end', async () => {
      const first = await bot.say(YUI, '明日18時に090-8888-7777に電話ください、山田です')
      expect(first).toContain('同意')
      const topic = await bot.tap(YUI, '同意する')
      expect(topic).toContain('どんなことを話したい')
      const confirm = await bot.say(YUI, '向いている仕事がわからないです')
      expect(confirm).toContain('山田')
      expect(confirm).toContain('090-8888-7777')
      expect(confirm).toContain('11/25(水) 18:00')
      const changed = await bot.say(YUI, 'やっぱり電話はしないでほしい')
      expect(changed).not.toContain('090-8888-7777')
      const booked = await bot.tap(YUI, 'この内容で申し込む')

      expect(booked).toMatch(/受付番号は [0-9A-Z]{6}/)
      expect(await bot.say(YUI, '予約の確認')).toContain('11/25(水) 18:00')
      expect(await bot.say(YUI, '予約をキャンセルしたいです')).toContain('取り消しました')
    })

    it('asks for consent in short, once its text stands above', async () => {
      const whole = await bot.say(YUI, '相談したいです')
      const again = await bot.say(YUI, '経理って何をする仕事？')

      expect(whole).toContain('暗号化して保管')
      expect(again).toContain('「同意する」を選んでください')
      expect(again).not.toContain('暗号化して保管')
    })

    it('explains a stale button and changes nothing', async () => {
      await bot.say(YUI, '診断をはじめる')
      const first = 'answer:fit.talk-first:5'
      await bot.tap(YUI, first)
      const stale = await bot.tap(YUI, 'answer:fit.talk-first:1')

      expect(stale).toMatch(/前の質問|前のメッセージ/)
      expect(stale).toContain('2/15')
    })

    it('answers stickers, pictures and voices in words', async () => {
      await bot.say(YUI, 'こんにちは')
      const before = bot.heard(YUI).length
      await bot.line.sticker(YUI)
      await bot.line.media(YUI, 'image')
      await bot.line.media(YUI, 'audio')
      await bot.settle()

      expect(bot.heard(YUI)).toHaveLength(before + 3)
    })

    it('meets a cry for help with care alone', async () => {
      const answer = await bot.say(YUI, '生きるのに疲れました。死にたいです')

      expect(answer).toContain('0120-279-338')
      expect(answer).not.toMatch(/適性チェック|はじめまして/)
    })

    it('stays with somebody who answers words of care, and takes it for no answer', async () => {
      await bot.say(YUI, '適性チェックをはじめる')
      await bot.say(YUI, 'もう死にたい')
      const answer = await bot.say(YUI, '大丈夫です')

      expect(answer).toMatch(/上の窓口/)
      expect(answer).not.toMatch(/適性チェック|あてはまる|次はどう/)
      expect(await bot.say(YUI, '続きから')).toContain('1/15')
    })

    it('asks whether it heard right, and goes by what is said to that', async () => {
      const unsure = 'ギター全部友達にあげた。もう会うこともない'
      expect(await bot.say(YUI, unsure)).toContain('もしかして')
      expect(await bot.say(YUI, 'はい')).toContain('0120-783-556')
      expect(await bot.say(YUI, unsure)).toContain('もしかして')
      expect(await bot.say(YUI, 'いいえ')).not.toMatch(/0120|窓口/)
    })

    it('forgets everything when asked, but the receipt number', async () => {
      await bot.say(YUI, '明日18時に090-8888-7777に電話ください、山田です')
      await bot.tap(YUI, '同意する')
      await bot.tap(YUI, 'とくになし')
      await bot.tap(YUI, 'この内容で申し込む')
      await bot.say(YUI, 'データを消して')
      const done = await bot.tap(YUI, '消す')

      expect(done).toContain('取り消しました')
      expect((await findConversation(test.store.db, `line:${YUI}`))?.saved).toBeNull()
      const rows = await test.store.db.selectFrom('callbacks').selectAll().execute()
      expect(rows).toMatchObject([{ status: 'cancelled', name: null, phone: null, topic: null, conversation: '' }])
    })

    it('is forgotten when it blocks the account, and nothing is sent any more', async () => {
      await bot.say(YUI, '診断をはじめる')
      await bot.line.unfollow(YUI)
      await bot.settle()

      expect((await findConversation(test.store.db, `line:${YUI}`))?.saved).toBeNull()
    })

    it('goes on with the talk through events that are no message: a follow, an opened chat', async () => {
      await bot.line.follow(YUI)
      await bot.say(YUI, '診断をはじめる')
      await bot.line.follow(YUI)
      await bot.settle()

      expect(await bot.tap(YUI, 'とてもあてはまる')).toContain('2/15')
    })

    it('stores nothing personal in the clear', async () => {
      await bot.say(YUI, '明日18時に090-8888-7777に電話ください、山田です')
      await bot.tap(YUI, '同意する')
      await bot.say(YUI, 'ひみつの相談です')
      const dump = JSON.stringify(
        await Promise.all(
          (['conversations', 'outbox', 'callbacks', 'unanswered', 'happenings', 'inbox'] as const).map((table) =>
            test.store.db.selectFrom(table).selectAll().execute(),
          ),
        ),
      )

      expect(dump).not.toMatch(/山田|8888-?7777|ひみつ/)
    })

    it('is answered after the program died between the commit and the answer', async () => {
      await bot.line.fail('/v2/bot/message/reply', { kind: 'timeout', times: 2 })
      await bot.line.say(YUI, '営業の仕事内容を教えてください')
      await bot.moveTo(bot.now() + 20_000)

      expect(bot.heard(YUI).join()).toContain('契約')
    })
  })
}
