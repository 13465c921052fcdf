import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/time.ts'
import { book, type Desk, openDesk, YUI } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK } from '../support/bot.ts'

const KEN = 'U0KEN'

describe('a talk between a person and an advisor', () => {
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
    await desk.write('sato', 'はじめまして')
  }

  describe('from the person', () => {
    beforeEach(begin)

    it.each([
      { send: () => bot.line.sticker(YUI, ['うれしい', 'やった']), told: 'スタンプ(うれしい、やった)を送りました' },
      { send: () => bot.line.media(YUI, 'image'), told: '画像を送りました' },
      { send: () => bot.line.media(YUI, 'audio'), told: '音声を送りました' },
      { send: () => bot.line.media(YUI, 'file'), told: 'ファイルを送りました' },
      { send: () => bot.line.media(YUI, 'location'), told: '位置情報を送りました' },
    ])('tells the advisor in words: $told', async ({ send, told }) => {
      await send()
      await bot.settle()

      expect(desk.thread().at(-1)?.text).toContain(`山田さんが${told}`)
    })

    it('says that a picture’s content does not arrive, and nothing about a sticker', async () => {
      const before = bot.heard(YUI).length
      await bot.line.sticker(YUI)
      await bot.settle()
      expect(bot.heard(YUI)).toHaveLength(before)
      await bot.line.media(YUI, 'image')
      await bot.settle()

      expect(bot.heard(YUI).at(-1)).toContain('中身は、アドバイザーに届きません')
    })

    it('carries long words whole', async () => {
      const long = 'とても長い相談です。'.repeat(480)
      await bot.say(YUI, `${long}おしまい`)

      const blocks = desk.thread().flatMap((one) => one.blocks ?? []) as { text?: { text?: string } }[]
      const carried = blocks.map((block) => block.text?.text ?? '').join('')
      expect(carried.match(/とても長い相談です。/g)).toHaveLength(480)
      expect(carried).toContain('おしまい')
    })

    it('calls nobody by what they write', async () => {
      await bot.say(YUI, '<!channel> <@U0MORI> こんにちは')

      expect(JSON.stringify(desk.thread().at(-1))).not.toMatch(/<!channel>|<@U0MORI>/)
    })

    it('stays a talk when an old button is pressed: the bot says so, the advisor goes on', async () => {
      await bot.line.tap(YUI, 'do:start_fit')
      await bot.settle()
      expect(bot.heard(YUI).at(-1)).toContain('いまはアドバイザーと話しているところです')
      await bot.say(YUI, 'すみません、押しまちがえました')

      expect(desk.thread().at(-1)?.text).toContain('押しまちがえました')
    })

    it('leaves the booking when the person ends the chat: it can be looked up and cancelled', async () => {
      await bot.say(YUI, '終了')
      expect(desk.inThread()).toContain('本人が会話を終えました')
      expect(await bot.say(YUI, '予約の確認')).toContain('担当はsatoさん')

      expect(await bot.say(YUI, '予約をキャンセルしたいです')).toContain('取り消しました')
      expect(desk.shown()).toContain('取り消し')
    })

    it('takes a cancellation by button, and tells the advisor', async () => {
      await bot.tap(YUI, '予約を取り消す')

      expect(desk.thread().at(-1)?.text).toContain('本人が取り消しました')
      await desk.write('sato', 'もしもし')
      expect(desk.thread().at(-1)?.text).toContain('この相談は終わっているので')
      expect(bot.heard(YUI).at(-1)).not.toContain('もしもし')
    })

    it('takes their words out of the thread when they delete their data', async () => {
      await bot.say(YUI, 'だれにも言っていない話')
      await bot.say(YUI, 'データを消して')
      await bot.tap(YUI, '消す')

      expect(JSON.stringify(bot.slack.messages(DESK))).not.toMatch(/だれにも言っていない|山田|8888/)
      expect(desk.inThread()).toContain('本人がデータの削除を希望しました')
      expect(desk.shown()).toContain('取り消し')
    })

    it('keeps nothing of what comes late, written before they blocked the account', async () => {
      const late = bot.line.events.say(YUI, '電話は090-1111-2222に変えてください')
      await bot.moveTo(bot.now() + 1_000)
      await bot.line.unfollow(YUI)
      expect(await bot.line.post([late])).toBe(200)
      await bot.settle()

      expect(await bot.app.savedOf(`line:${YUI}`)).toBeUndefined()
      await bot.line.follow(YUI)
      await bot.say(YUI, '診断をはじめる')
      expect(await bot.app.savedOf(`line:${YUI}`)).toBeDefined()
    })

    it('says that they blocked the account, takes everything away and calls the advisor', async () => {
      await bot.say(YUI, 'だれにも言っていない話')
      await bot.line.unfollow(YUI)
      await bot.settle()

      const last = desk.thread().at(-1)
      expect(last?.text).toContain('本人がボットをブロックしました')
      expect(JSON.stringify(last?.blocks)).toContain('<@U0SATO>')
      expect(JSON.stringify(bot.slack.messages(DESK))).not.toMatch(/だれにも言っていない|山田|8888/)
      const left = await bot.store.db.selectFrom('timers').select('kind').where('done_at', 'is', null).execute()
      expect(left.filter(({ kind }) => kind !== 'purge' && kind !== 'queue.summary')).toEqual([])
      expect(await bot.store.db.selectFrom('slot_seats').selectAll().execute()).toEqual([])
    })

    it('tells them when their words could not be carried', async () => {
      bot.slack.fail('chat.postMessage', { kind: 'error', error: 'channel_not_found' })
      await bot.say(YUI, '聞こえますか')

      expect(bot.heard(YUI).at(-1)).toContain('アドバイザーに届けられませんでした')
    })

    it('is silent after its last word, until one of them writes again', async () => {
      await bot.moveTo(bot.now() + 25 * HOUR)
      const before = bot.heard(YUI).length
      await desk.write('sato', 'また来ました')

      expect(bot.heard(YUI).slice(before)[0]).toContain('satoさんが来ました')
      await bot.say(YUI, 'おかえりなさい')
      expect(desk.thread().at(-1)?.text).toContain('おかえりなさい')
    })
  })

  describe('from the advisor', () => {
    beforeEach(begin)

    it('carries long words whole', async () => {
      const long = 'ゆっくりで大丈夫です。'.repeat(1000)
      await desk.write('sato', `${long}おしまい`)

      const heard = bot.heard(YUI).join('')
      expect(heard.match(/ゆっくりで大丈夫です。/g)).toHaveLength(1000)
      expect(heard).toContain('おしまい')
    })

    it.each([
      { written: '<https://example.jp/a|予約>はこちら', heard: '予約(https://example.jp/a)はこちら' },
      {
        written: '<https://evil.example/?zcareer.jp|zcareer.jp>',
        heard: 'zcareer.jp(https://evil.example/?zcareer.jp)',
      },
      { written: '<http://example.jp/|example.jp>', heard: 'example.jp' },
      { written: '<https://example.jp/a>', heard: 'https://example.jp/a' },
      { written: '<https://example.jp/a|>', heard: 'https://example.jp/a' },
    ])('carries where a link leads: $written', async ({ written, heard }) => {
      await desk.write('sato', written)

      expect(bot.heard(YUI).at(-1)).toBe(heard)
    })

    it('carries emoji as signs, and those of the workspace by name', async () => {
      const emoji = [
        { type: 'emoji', name: 'wave', unicode: '1f44b' },
        { type: 'emoji', name: 'wave', unicode: '1f44b-1f3fb', skin_tone: 2 },
        { type: 'text', text: ' 10:30:00 ' },
        { type: 'emoji', name: 'odd', unicode: 'ffffff' },
        { type: 'text', text: ' ' },
        { type: 'emoji', name: 'zcareer' },
      ]
      const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: emoji }] }]
      const words = ':wave::wave::skin-tone-2: 10:30:00 :odd: :zcareer:'
      await bot.slack.threadReply(ADVISORS.sato, DESK, desk.card().ts, words, undefined, blocks)
      await bot.settle()

      expect(bot.heard(YUI).at(-1)).toBe('👋👋🏻 10:30:00 :odd: :zcareer:')
    })

    it('says that a file stays behind, and carries the words that came with it', async () => {
      await bot.slack.threadReply(ADVISORS.sato, DESK, desk.card().ts, 'この資料です', 'guide.pdf')
      await bot.settle()
      expect(bot.heard(YUI).at(-1)).toBe('この資料です')
      expect(desk.thread().at(-1)?.text).toContain('ファイルや画像は本人に届けられません')

      await bot.slack.threadReply(ADVISORS.sato, DESK, desk.card().ts, '', 'guide.pdf')
      await bot.settle()
      expect(bot.heard(YUI).at(-1)).toBe('この資料です')
      expect(desk.inThread().match(/届けられません/g)).toHaveLength(2)
    })

    it('says that what was sent cannot be taken back', async () => {
      const sent = await desk.write('sato', 'まちがえました')
      await bot.slack.remove(ADVISORS.sato, DESK, sent.ts)
      await bot.settle()

      expect(desk.thread().at(-1)?.text).toContain('本人の画面からは消せません')
      const kept = await bot.store.db.selectFrom('relay_messages').selectAll().orderBy('id', 'desc').executeTakeFirst()
      expect(kept).toMatchObject({ direction: 'to_person', text: null })
    })

    it('sends no correction that was corrected again, or whose message was taken back', async () => {
      const { ts } = await desk.write('sato', 'いまからかけます')
      const edit = async (text: string) => {
        await bot.slack.edit(ADVISORS.sato, DESK, ts, text)
        await bot.settle()
        return desk.thread().at(-1)!.ts
      }
      const first = await edit('5分後にかけます')
      const second = await edit('15分後にかけます')
      await desk.press('sato', '訂正として送る', first)
      expect(desk.thread().at(-1)?.text).toContain('いまの状態では使えません')
      await desk.press('sato', '訂正として送る', second)
      expect(bot.heard(YUI).at(-1)).toBe('(訂正) 15分後にかけます')
      const third = await edit('20分後にかけます')
      await bot.slack.remove(ADVISORS.sato, DESK, ts)
      await bot.settle()
      await desk.press('sato', '訂正として送る', third)

      expect(bot.heard(YUI).filter((words) => words.includes('訂正'))).toHaveLength(1)
    })

    it('is told when LINE’s messages of the month are used up', async () => {
      bot.line.setQuota(bot.line.pushed)
      await desk.write('sato', '届いていますか')

      expect(bot.heard(YUI)).not.toContain('届いていますか')
      const last = desk.thread().at(-1)
      expect(last?.text).toContain('送信数を使い切った')
      expect(JSON.stringify(last?.blocks)).toContain('<@U0SATO>')
    })

    it('answers for free while the person’s words are fresh, and by a counted message after that', async () => {
      await bot.say(YUI, '聞きたいことがあります')
      const before = bot.line.pushed
      await desk.write('sato', 'なんでしょう')
      expect(bot.heard(YUI).at(-1)).toBe('なんでしょう')
      expect(bot.line.pushed).toBe(before)
      await desk.write('sato', 'ゆっくりどうぞ')
      expect(bot.line.pushed).toBe(before + 1)
      await bot.say(YUI, '仕事のことです')
      await bot.moveTo(bot.now() + 2 * MINUTE)
      await desk.write('sato', 'はい')

      expect(bot.heard(YUI).at(-1)).toBe('はい')
      expect(bot.line.pushed).toBe(before + 2)
    })

    it('is told at once when the button does not fit', async () => {
      await desk.write('sato', '終了')
      await desk.press('sato', '会話を終える')
      expect(desk.thread().at(-1)?.text).toContain('いまは、チャットで話していません')
      await desk.press('mori', '完了')

      expect(desk.thread().at(-1)?.text).toContain('sato さんが担当しています')
    })
  })

  it('tells the advisor of an edit, and forgets both versions when the message is taken back', async () => {
    bot.slack.addUser({ id: KEN, name: 'ken' })
    const say = async (text: string) => {
      await bot.slack.dm(KEN, text)
      await bot.settle()
    }
    const press = async (label: string) => {
      const on = bot.slack.direct(KEN).findLast((one) => JSON.stringify(one.blocks ?? []).includes(label))!
      await bot.slack.press(KEN, on.channel, on.ts, label)
      await bot.settle()
    }
    await say('明日18時に090-8888-7777に電話ください、田中です')
    for (const label of ['同意する', 'とくになし', 'この内容で申し込む']) await press(label)
    await desk.press('sato', '担当する')
    await desk.write('sato', 'こんにちは')
    await say('番号は1番です')
    const sent = bot.slack.direct(KEN).findLast((one) => one.user === KEN)!
    await bot.slack.edit(KEN, sent.channel, sent.ts, '番号は2番です')
    await bot.settle()
    expect(desk.thread().at(-1)?.text).toContain('田中(修正)：番号は2番です')
    await bot.slack.remove(KEN, sent.channel, sent.ts)
    await bot.settle()

    expect(JSON.stringify(desk.thread())).not.toMatch(/1番|2番/)
    expect(desk.inThread().match(/本人がこのメッセージを取り消しました/g)).toHaveLength(2)
  })
})
