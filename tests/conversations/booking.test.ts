import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR } from '../../src/time.ts'
import { book, type Desk, KEN, openDesk, YUI } from '../support/advisors.ts'
import { ADVISORS, type Bot, DESK } from '../support/bot.ts'

const moment = (text: string) => Date.parse(`${text}:00+09:00`)

describe('asking for a talk, changing it and calling it off', () => {
  let bot: Bot
  let desk: Desk
  beforeEach(async () => {
    const opened = await openDesk()
    ;({ bot, desk } = opened)
    return opened.close
  })
  const rows = () => bot.store.db.selectFrom('callbacks').selectAll().orderBy('created_at').execute()
  const buttons = () =>
    JSON.stringify(bot.line.chat(YUI).at(-1)?.message)
      .match(/"label":"([^"]+)"/g)
      ?.map((one) => one.slice(9, -1)) ?? []
  /** Up to the question when to talk. */
  const askForTime = async () => {
    await bot.say(YUI, 'アドバイザーに相談したい')
    await bot.tap(YUI, '同意する')
    await bot.say(YUI, '電話がいい')
    await bot.say(YUI, '山田ゆいです')
    return await bot.say(YUI, '09012345678')
  }

  it('takes no way to talk for an agreement, and rings nobody who does not want it', async () => {
    await bot.say(YUI, 'アドバイザーに相談したい')

    expect(await bot.say(YUI, 'チャットでいい')).toContain('「同意する」を選んで')
    await bot.tap(YUI, '同意する')
    await bot.say(YUI, '山田ゆいです')
    await bot.say(YUI, 'やっぱり電話で')
    expect(await bot.say(YUI, '例の電話やっぱりなしにして')).toContain('電話はしません')
    await bot.say(YUI, '明日の18時')
    // what one wants to talk about may be phones
    expect(await bot.say(YUI, '電話が苦手でもできる仕事')).toContain('話したいこと：電話が苦手でもできる仕事')
  })

  it('keeps what is told before the terms are agreed to, and tells the terms once', async () => {
    await bot.say(YUI, 'アドバイザーに相談したい')
    const noted = await bot.say(YUI, '080-3333-4444 明日の18時でお願いします')

    expect(noted).toContain('「同意する」を選んで')
    expect(noted).not.toContain('見る人：Zキャリア')
    expect(await bot.say(YUI, 'やっぱり電話は嫌です')).not.toContain('見る人：Zキャリア')
    await bot.say(YUI, 'ごめん、電話で')
    await bot.say(YUI, '080-3333-4444')
    expect(await bot.tap(YUI, '同意する')).toContain('お名前を教えて')
    expect(await bot.say(YUI, '匿名で')).toContain('どんなことを話したい')
  })

  it('says in how many ways a name and a number may be kept back, and says it otherwise the second time', async () => {
    await bot.say(YUI, 'アドバイザーに電話で相談したい')
    await bot.tap(YUI, '同意する')
    await bot.say(YUI, '電話')
    const first = await bot.say(YUI, '言いたくない')
    const second = await bot.say(YUI, 'いやです')

    expect(first).toContain('「匿名」')
    expect(second).toContain('「匿名」')
    expect(second).not.toBe(first)
    await bot.say(YUI, '匿名')
    expect(await bot.say(YUI, '番号は教えたくない')).toContain('「チャットで」')
    expect(await bot.say(YUI, 'チャットで')).toContain('いつがいいですか')
  })

  it('says once why a time cannot be', async () => {
    await bot.say(YUI, '電話での相談を希望します。080-3333-4444 日曜の11時でお願いします')
    await bot.tap(YUI, '同意する')
    expect(await bot.say(YUI, '山田ゆいです')).toContain('お休みです')

    expect((await bot.say(YUI, '13時')).match(/お休みです/g)).toHaveLength(1)
  })

  it('is begun by who wants to write instead of being rung', async () => {
    expect(await bot.say(YUI, '電話じゃなくてメールでお願いできますか')).toContain('「同意する」を選んで')
    await bot.tap(YUI, '同意する')
    expect(await bot.say(YUI, '山田ゆいです')).toContain('メールアドレスを教えて')
    await bot.say(YUI, 'やめる')

    expect(await bot.say(YUI, '電話じゃなくてメールで対応する仕事ってできますか')).not.toContain('同意')
  })

  it('is not called off by who asks how that would go', async () => {
    await askForTime()
    await bot.say(YUI, '明日の18時')
    await bot.say(YUI, 'とくになし')
    await bot.say(YUI, 'はい')

    expect(await bot.say(YUI, '予約を取り消したいときはどうすればいいですか')).toContain('いまの状態')
    expect(await bot.say(YUI, '予約を取り消したいです')).toContain('取り消しました')
  })

  it('stands when the person stops, who is told so and can call it off with one tap', async () => {
    await askForTime()
    await bot.say(YUI, '明日の18時')
    await bot.say(YUI, 'とくになし')
    await bot.say(YUI, 'はい')

    expect(await bot.say(YUI, 'やっぱりやめとく')).toContain('予約は')
    expect(await bot.tap(YUI, '予約を取り消す')).toContain('取り消しました')
    expect(await bot.say(YUI, 'やっぱりやめとく')).not.toContain('予約')
  })

  it('points to no button, where none stands for what must be written', async () => {
    await bot.say(YUI, 'アドバイザーに相談したい')
    await bot.tap(YUI, '同意する')
    await bot.say(YUI, '電話がいい')
    await bot.say(YUI, '山田ゆいです')
    await bot.say(YUI, '09012345')

    expect(await bot.say(YUI, '090-1234-567')).not.toMatch(/ボタン|下から/)
  })

  it('is not offered a time in the afternoon by who wished for the night', async () => {
    await askForTime()

    expect(await bot.say(YUI, '明日の夜中の2時')).toContain('アドバイザーがいません')
  })

  describe('the time', () => {
    it('is moved by words while another question waits', async () => {
      await bot.say(YUI, '電話で相談したい')
      await bot.tap(YUI, '同意する')
      await bot.say(YUI, '山田ゆいです')
      await bot.say(YUI, '明日の18時')

      expect(await bot.say(YUI, 'やっぱ木曜の18時に変えて')).toContain('電話番号を教えて')
      await bot.say(YUI, '09012345678')
      expect(await bot.say(YUI, 'とくになし')).toContain('11/26(木) 18:00')
    })

    it('is the same on another day', async () => {
      await askForTime()
      await bot.say(YUI, '明日の18時')
      await bot.say(YUI, 'とくになし')
      await bot.say(YUI, 'はい')
      await bot.say(YUI, '別の日にして')
      expect(await bot.say(YUI, '同じ時間で')).toContain('日にちも入れて')
      await bot.say(YUI, 'やっぱり木曜にしてほしい')

      expect(await bot.say(YUI, '同じ時間で')).toContain('11/26(木) 18:00')
    })

    it('is asked with the next five free slots', async () => {
      await askForTime()

      expect(buttons().slice(0, 6)).toEqual([
        '11/24(火) 16:30',
        '11/24(火) 17:00',
        '11/24(火) 17:30',
        '11/24(火) 18:00',
        '11/24(火) 18:30',
        'いつでもいい',
      ])
    })

    it.each([
      { time: '明日の18時', later: '2026-11-25T18:00', isOver: true },
      { time: '明日の18時', later: '2026-11-25T17:59', isOver: false },
      { time: '明日の午後', later: '2026-11-25T17:00', isOver: true },
      { time: '明日の午後', later: '2026-11-25T16:59', isOver: false },
    ])('$time is confirmed at $later: has it passed? $isOver', async ({ time, later, isOver }) => {
      await askForTime()
      await bot.say(YUI, time)
      if (time.endsWith('午後')) await bot.tap(YUI, 'この時間帯ならいつでも')
      await bot.tap(YUI, 'とくになし')
      // what settles takes seconds of its own
      await bot.moveTo(moment(later) - (isOver ? 0 : 30_000))
      const answer = await bot.tap(YUI, 'この内容で申し込む')

      expect(answer).toContain(isOver ? 'その時間はもう過ぎてしまいました' : '受け付けました')
      expect(await rows()).toHaveLength(isOver ? 0 : 1)
      if (!isOver) return
      await bot.say(YUI, '来週の火曜の15時')
      expect(await bot.tap(YUI, 'この内容で申し込む')).toContain('12/1(火) 15:00')
    })

    it('that has passed does not keep a person from changing the rest', async () => {
      await book(bot, YUI)
      await bot.moveTo(moment('2026-11-25T18:10'))
      await bot.say(YUI, '予約を変更')
      await bot.tap(YUI, '話したいこと')
      await bot.say(YUI, '面接の練習')

      expect(await bot.tap(YUI, 'この内容で申し込む')).toContain('変更しました')
    })

    it('is kept as the wished window, with the free slots in it', async () => {
      await askForTime()
      const answer = await bot.say(YUI, '来週の火曜の午後')
      expect(answer).toContain('12/1(火) 13:00〜17:00ですね')
      expect(buttons()[0]).toBe('12/1(火) 13:00')
      await bot.tap(YUI, 'この時間帯ならいつでも')
      await bot.tap(YUI, 'とくになし')
      await bot.tap(YUI, 'この内容で申し込む')

      expect(await rows()).toMatchObject([
        { date: '2026-12-01', from_time: '13:00', to_time: '17:00', slot_at: null, status: 'requested' },
      ])
      expect(desk.shown()).toContain('12/1(火) 13:00〜17:00')
    })

    it.each([
      { wish: '12月29日の15時', says: 'アドバイザーがお休みです', next: undefined, because: 'the year ends' },
      { wish: '日曜の15時', says: 'アドバイザーがお休みです', next: undefined, because: 'Sundays are closed' },
    ])('is refused with the reason: $wish, since $because', async ({ wish, says }) => {
      await bot.moveTo(moment('2026-12-10T15:00'))
      await askForTime()

      expect(await bot.say(YUI, wish)).toContain(says)
    })

    it('that nobody is there for stays the wish when it came with the first words, and what is free after it is offered', async () => {
      await bot.moveTo(moment('2026-12-10T15:00'))
      await bot.say(YUI, '12月31日の15時に090-8888-7777に電話ください、山田です')
      const answer = await bot.tap(YUI, '同意する')

      expect(answer).toContain('アドバイザーがお休みです')
      expect(buttons()[0]).toBe('2027/1/4(月) 10:00')
    })

    it('of a talk asked for at night goes with the word when somebody is back', async () => {
      await bot.moveTo(moment('2026-12-28T22:00'))

      expect(await bot.say(YUI, 'アドバイザーに相談したい')).toContain('アドバイザーは2027/1/4(月) 10:00にもどります')
    })

    it('is offered anew, without the slot that went meanwhile', async () => {
      await askForTime()
      await bot.tap(YUI, '11/24(火) 18:00')
      await bot.tap(YUI, 'とくになし')
      const slot = moment('2026-11-24T18:00')
      const seats = [1, 2].map((seat) => ({ slot_at: slot, seat, reference: `OTHER${seat}` }))
      await bot.store.db.insertInto('slot_seats').values(seats).execute()
      expect(await bot.tap(YUI, 'この内容で申し込む')).toContain('たったいま埋まってしまいました')

      expect(buttons()).not.toContain('11/24(火) 18:00')
      expect(buttons()[0]).toBe('11/24(火) 18:30')
    })
  })

  it.each([
    { line: '方法', answers: ['このチャットで'], shows: '方法：このチャットで' },
    { line: 'お名前', answers: ['佐々木です'], shows: 'お名前：佐々木' },
    { line: '電話番号', answers: ['08022223333'], shows: '電話番号：080-2222-3333' },
    { line: '日時', answers: ['いつでもいい'], shows: '日時：いつでも' },
    { line: '話したいこと', answers: ['面接がこわいです'], shows: '話したいこと：面接がこわいです' },
  ])('changes one line of the confirmation and keeps the others: $line', async ({ line, answers, shows }) => {
    await askForTime()
    await bot.tap(YUI, '11/24(火) 18:00')
    const before = (await bot.tap(YUI, 'とくになし')).split('\n').filter((one) => one.includes('：'))
    await bot.tap(YUI, 'なおす')
    await bot.tap(YUI, line)
    let after: string[] = []
    for (const answer of answers) after = (await bot.say(YUI, answer)).split('\n').filter((one) => one.includes('：'))

    expect(after).toContain(shows)
    const kept = before.filter((one) => !one.startsWith(line) && !(line === '方法' && one.startsWith('電話番号')))
    expect(after).toEqual(expect.arrayContaining(kept))
  })

  it('asks only for what the first message did not say', async () => {
    await bot.say(YUI, '明日18時にチャットで相談したい、田中です')
    expect(await bot.tap(YUI, '同意する')).toContain('どんなことを話したいですか')
    expect(await bot.tap(YUI, 'とくになし')).toContain('方法：このチャットで\nお名前：田中\n日時：11/25(水) 18:00')
  })

  it('asks for the day, and answers no question, when a wish names none', async () => {
    await askForTime()

    expect(await bot.say(YUI, '平日の夕方以降でお願いします')).toContain('日にちも入れて教えてください')
  })

  it('takes a new time in words while the request is shown', async () => {
    await askForTime()
    await bot.tap(YUI, '11/24(火) 18:00')
    await bot.tap(YUI, 'とくになし')

    expect(await bot.say(YUI, 'やっぱり明後日の15時にしたい')).toContain('日時：11/26(木) 15:00')
    expect(await bot.say(YUI, 'はい、明後日でお願いします')).toContain('受け付けました')
  })

  it('asks for no number when no call is wished, and stores none that was given', async () => {
    await bot.say(YUI, '明日18時に090-8888-7777に電話ください、山田です')
    await bot.tap(YUI, '同意する')
    await bot.tap(YUI, 'とくになし')
    expect(await bot.say(YUI, '電話ではなくメールがいいです')).toContain('メールアドレスを教えてください')
    await bot.say(YUI, 'yui@example.com')
    await bot.tap(YUI, 'この内容で申し込む')

    expect(await rows()).toMatchObject([{ wish: 'email', phone: null, slot_at: null }])
    expect(desk.shown()).toContain('yui@example.com')
    expect(JSON.stringify(bot.slack.messages(DESK))).not.toContain('8888')
  })

  it('forgets a half-filled form when the person blocks the account, and begins anew when they come back', async () => {
    await askForTime()
    await bot.line.unfollow(YUI)
    await bot.settle()
    const stored = await bot.store.db.selectFrom('conversations').selectAll().execute()
    expect(stored).toMatchObject([{ saved: null, reachable: 0 }])
    await bot.line.follow(YUI)
    await bot.settle()

    expect(await bot.say(YUI, 'アドバイザーに相談したい')).toContain('お名前や連絡先を聞く前に')
  })

  it('keeps the version of the text that was agreed to', async () => {
    await book(bot, YUI)

    expect(await rows()).toMatchObject([{ consent_version: '2026-11-25' }])
    expect(desk.shown()).toContain('版 2026-11-25 に同意')
  })

  describe('once it is booked', () => {
    let reference: string
    beforeEach(async () => {
      reference = await book(bot, YUI)
    })

    it('tells its state at any time: taken in, somebody found, done', async () => {
      expect(await bot.say(YUI, '予約の確認')).toContain('●受付 → ○担当決定 → ○予定 → ○完了')
      await desk.press('sato', '担当する')
      expect(await bot.say(YUI, '予約の確認')).toMatch(
        /予定が決まりました\(担当はsatoさん\)\n●受付 → ●担当決定 → ●予定 → ○完了/,
      )
      await desk.press('sato', '完了')
      await desk.pressInThread('sato', '話せた')

      expect(await bot.say(YUI, '予約の確認')).toContain(`(受付番号 ${reference})は「完了」です`)
    })

    it('is changed by a second wish; there is one request', async () => {
      const answer = await bot.say(YUI, '明後日19時に090-8888-7777に電話ください、山田です')
      expect(answer).toContain('いまの申し込みを変えますね')
      await bot.tap(YUI, 'この内容に変える')

      expect(await rows()).toMatchObject([{ reference, slot_at: moment('2026-11-26T19:00') }])
      const seats = await bot.store.db.selectFrom('slot_seats').selectAll().execute()
      expect(seats).toMatchObject([{ slot_at: moment('2026-11-26T19:00'), reference }])
      expect(desk.inThread()).toContain('本人が内容を変更しました(日時)')
    })

    it('tells the advisors all that was changed, and nothing where it stayed the same', async () => {
      await bot.say(YUI, '電話ではなくメールがいいです')
      await bot.say(YUI, 'yui@example.com')
      await bot.tap(YUI, 'この内容に変える')
      expect(desk.thread().at(-1)?.text).toContain('(方法・電話番号・メール・日時)')
      const notes = desk.thread().length
      await bot.say(YUI, '予約を変更したい')
      await bot.tap(YUI, 'お名前')
      await bot.say(YUI, '山田です')
      await bot.tap(YUI, 'この内容に変える')

      expect(bot.heard(YUI).at(-1)).toContain('変更しました')
      expect(desk.thread()).toHaveLength(notes)
    })

    it('stays as it was when the change is given up, and says so', async () => {
      await bot.say(YUI, '予約を変更したい')

      expect(await bot.say(YUI, 'やっぱりやめます')).toContain('予約は前のままです')
      expect(await rows()).toMatchObject([{ reference, status: 'requested' }])
    })

    it('is moved in one sentence', async () => {
      const answer = await bot.say(YUI, '予約を明後日の15時に変更して')

      expect(answer).toContain('日時：11/26(木) 15:00')
    })

    it.each([
      { words: '15時に変えたいです', shows: '日時：11/25(水) 15:00', because: 'no other day is named' },
      { words: '3時にして', shows: '日時：11/25(水) 15:00', because: 'there is a booking to speak of' },
      { words: '夕方に変えたい', shows: '11/25(水) 16:00〜18:00ですね', because: 'a part of that day may be wished' },
      {
        words: '明日は無理になったので、金曜の18時にしてください',
        shows: '日時：11/27(金) 18:00',
        because: 'what does not suit is no wish',
      },
    ])('is moved on its own day by a time alone: 「$words」, since $because', async ({ words, shows }) => {
      expect(await bot.say(YUI, words)).toContain(shows)
    })

    it.each([
      { words: '9時に変えたい', says: 'アドバイザーがいません。11/25(水)で近い空き時間', first: '11/25(水) 10:00' },
      { words: '19時に変えたい', says: 'もう予約がいっぱいでした。11/25(水)で近い空き時間', first: '11/25(水) 17:30' },
    ])('says why 「$words」 cannot be, and offers what is near it on that day', async ({ words, says, first }) => {
      const seats = [1, 2].map((seat) => ({ slot_at: moment('2026-11-25T19:00'), seat, reference: `OTHER${seat}` }))
      await bot.store.db.insertInto('slot_seats').values(seats).execute()

      expect(await bot.say(YUI, words)).toContain(says)
      expect(buttons()[0]).toBe(first)
      expect(await bot.say(YUI, '20時なら大丈夫です')).toContain('日時：11/25(水) 20:00')
    })

    it('is moved to another day with what is free around its hour first', async () => {
      await bot.say(YUI, '金曜にずらしたい')

      expect(buttons().slice(0, 5)).toEqual(
        ['17:00', '17:30', '18:00', '18:30', '19:00'].map((at) => `11/27(金) ${at}`),
      )
    })

    it('is moved to a day nobody is there with the reason, and what is free after it', async () => {
      expect(await bot.say(YUI, '日曜に変えたい')).toContain('アドバイザーがお休みです')
      expect(buttons()[0]).toBe('11/30(月) 10:00')
      expect(await bot.say(YUI, 'じゃあ月曜の15時で')).toContain('日時：11/30(月) 15:00')
    })

    it('asks when, not what, if the time was spoken of; a time alone is meant on its own day', async () => {
      expect(await bot.say(YUI, '時間を変えたい')).toContain('いつがいいですか')
      expect(await bot.say(YUI, '17時でお願いします')).toContain('日時：11/25(水) 17:00')
    })

    it('is moved by the last sentence of a polite story, to the same time of another day', async () => {
      const words = '申し訳ありませんが明日は都合が悪くなってしまいました。木曜の同じ時間に変更できますでしょうか'

      expect(await bot.say(YUI, words)).toContain('日時：11/26(木) 18:00')
    })

    it('cannot be moved into the past, and says so', async () => {
      expect(await bot.say(YUI, '予約を昨日の15時に変更したい')).toContain('もう過ぎている')
    })

    it('becomes a talk in the chat in one sentence, and the number goes', async () => {
      expect(await bot.say(YUI, '電話ではなくチャットがいいです')).toContain('方法：このチャットで')
      await bot.tap(YUI, 'この内容に変える')

      expect(await rows()).toMatchObject([{ wish: 'chat', phone: null }])
      expect(JSON.stringify(bot.slack.messages(DESK))).not.toContain('8888')
    })

    it('shows no number any more once it is called off', async () => {
      await bot.tap(YUI, '予約を取り消す')

      expect(desk.shown()).toContain('取り消し')
      expect(JSON.stringify(bot.slack.messages(DESK))).not.toContain('8888')
    })

    it('becomes a new request when it was finished while it was being changed', async () => {
      await desk.press('sato', '担当する')
      await bot.say(YUI, '予約を変更したい')
      await bot.tap(YUI, '話したいこと')
      await bot.say(YUI, '面接がこわいです')
      await desk.press('sato', `desk:outcome:${reference}:talked`)
      const answer = await bot.tap(YUI, 'この内容に変える')

      expect(answer).toContain('受け付けました')
      expect(await rows()).toMatchObject([{ reference, status: 'done' }, { status: 'requested' }])
    })

    it('can be called off by its own button alone, not by another’s', async () => {
      expect(await bot.line.tap(KEN, `booking:cancel:${reference}`)).toBe(200)
      await bot.settle()

      expect(await rows()).toMatchObject([{ status: 'requested' }])
    })

    it('takes one tap of feedback from the person themselves', async () => {
      await desk.press('sato', '担当する')
      await desk.press('sato', '完了')
      await desk.pressInThread('sato', '話せた')
      await bot.line.tap(KEN, `talk:${reference}:1`)
      await bot.settle()
      expect(await rows()).toMatchObject([{ feedback: null }])
      await bot.tap(YUI, 'よかった')

      expect(await rows()).toMatchObject([{ feedback: 3 }])
    })

    it('does not take a proposed time that has passed', async () => {
      await desk.press('sato', '担当する')
      await desk.press('sato', '時間を提案')
      await bot.slack.submit(ADVISORS.sato, { date: '2026-11-24', time: '20:00' })
      await bot.settle()
      await bot.moveTo(bot.now() + 6 * HOUR)

      expect(await bot.tap(YUI, 'この時間でいい')).toContain('もう過ぎてしまいました')
      expect(await rows()).toMatchObject([{ slot_at: moment('2026-11-25T18:00') }])
    })
  })
})
