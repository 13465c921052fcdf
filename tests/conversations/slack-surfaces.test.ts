import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../src/store/store.ts'
import { ADVISORS, type Bot, DESK, startBot, TUESDAY } from '../support/bot.ts'

const YUI = 'U0YUI'
const MINUTE = 60_000
const REQUEST = { consent: 'yes', wish: 'phone', name: '山田花子', phone: '０９０ー１２３４ー５６７８' }

interface Block {
  readonly type: string
  readonly text?: { readonly text: string }
  readonly elements?: readonly { readonly text?: { readonly text: string }; readonly action_id: string }[]
}

describe('Slack beyond messages', () => {
  let store: Store
  let bot: Bot
  beforeEach(async () => {
    store = await openStore('sqlite::memory:')
    bot = await startBot(store)
    bot.slack.addUser({ id: YUI, name: 'yui' })
  })
  afterEach(async () => {
    await bot.close()
    await store.close()
  })

  const direct = () => bot.slack.direct(YUI).filter((one) => one.isBot)
  const status = () => bot.slack.status(bot.slack.directChannel(YUI))
  const say = async (text: string) => {
    await bot.slack.dm(YUI, text)
    await bot.settle()
  }
  const press = async (label: string) => {
    const message = direct().findLast((one) => JSON.stringify(one.blocks ?? []).includes(`"${label}"`))!
    const answered = await bot.slack.press(YUI, message.channel, message.ts, label)
    await bot.settle()
    return answered
  }
  /** Presses the first button whose meaning begins so. */
  const pressFirst = async (id: string) => {
    const message = direct().at(-1)!
    const found = new RegExp(`"(${id}[^"]*)"`).exec(JSON.stringify(message.blocks))?.[1] ?? id
    await bot.slack.press(YUI, message.channel, message.ts, found)
    await bot.settle()
  }
  const submit = async (values: Record<string, string>) => {
    const answered = await bot.slack.submit(YUI, values)
    await bot.settle()
    return answered
  }
  /** What stands on the Home tab: words and [buttons], a line each. */
  const home = (user = YUI) =>
    ((bot.slack.home(user)?.blocks ?? []) as Block[])
      .flatMap((block) => [block.text?.text ?? '', ...(block.elements ?? []).map((one) => `[${one.text?.text}]`)])
      .join('\n')
  const openHome = async (user = YUI) => {
    await bot.slack.openHome(user, 'home')
    // the page is made after the event was acknowledged
    await expect.poll(() => home(user)).not.toBe('')
  }
  const pressHome = async (label: string, user = YUI) => {
    const blocks = (bot.slack.home(user)?.blocks ?? []) as Block[]
    const button = blocks.flatMap((block) => block.elements ?? []).find((one) => one.text?.text === label)!
    await bot.slack.pressHome(user, button.action_id)
    await bot.settle()
  }
  /** The greeting comes first: several messages at once would take a second each. */
  const greet = async () => {
    await bot.slack.openHome(YUI, 'messages')
    await bot.settle()
  }
  const openForm = async () => {
    const answered = await bot.slack.slash(YUI, '/career', '相談')
    await bot.settle()
    return answered
  }
  const book = async () => {
    await greet()
    await openForm()
    await submit({ ...REQUEST, date: '2026-11-26', time: '15:00' })
    await press('この内容で申し込む')
  }

  describe('the form for a callback', () => {
    it('opens from the first question, and its answer stands in the same thread', async () => {
      await greet()
      await say('相談したい')
      const thread = direct().at(-1)?.thread_ts
      await press('フォームで申し込む')
      await submit({ ...REQUEST, date: '2026-11-26', time: '15:00' })

      expect(direct().at(-1)?.text).toMatch(/この内容で申し込みます.*山田花子.*090-1234-5678.*11\/26\(木\) 15:00/s)
      expect(direct().at(-1)?.thread_ts).toBe(thread)
      expect(direct().at(-2)?.text).toMatch(/→ フォームで申し込む$/)
      const before = direct().length
      await bot.slack.retryLast()
      await bot.settle()
      expect(direct()).toHaveLength(before)
    })

    it.each([
      { values: { phone: '123' }, at: 'phone', says: '電話番号を読み取れませんでした' },
      { values: { wish: 'email', email: 'hanako' }, at: 'email', says: 'メールアドレスを読み取れませんでした' },
      { values: { date: '2026-11-20' }, at: 'date', says: '過ぎ' },
      { values: { time: '15:00' }, at: 'date', says: '日にちも' },
      { values: { slot: String(TUESDAY - MINUTE) }, at: 'slot', says: '過ぎ' },
    ])('says in Japanese what is wrong, at the field $at: $says', async ({ values, at, says }) => {
      await openForm()
      const refused = await submit(Object.assign({}, REQUEST, values))

      expect(refused.body).toEqual({ response_action: 'errors', errors: { [at]: expect.stringContaining(says) } })
      expect(bot.slack.modal(YUI)).toBeDefined()
    })

    it.each([
      { form: 'callback', isDesk: false, values: { wish: '__proto__', slot: 'NaN' } },
      { form: 'propose:AAAAAA', isDesk: true, values: {} },
    ])('takes what no form of its holds without failing: $form', async ({ form, isDesk, values }) => {
      const inputs = Object.entries({ name: '山田', date: '2026-11-26', ...values })
      const payload = {
        type: 'view_submission',
        user: { id: YUI },
        team: { id: 'T0TEAM' },
        view: {
          id: 'V1',
          hash: 'h',
          callback_id: 'form',
          private_metadata: JSON.stringify({ form, isDesk }),
          state: { values: Object.fromEntries(inputs.map(([name, value]) => [name, { [name]: { value } }])) },
        },
      }
      const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`
      const { status } = await bot.slack.raw(body, 'application/x-www-form-urlencoded')

      expect(status).toBe(200)
    })

    it('opens at once from /career 相談, and says nothing besides', async () => {
      const answered = await openForm()

      expect(answered.body).toBe('')
      expect(bot.slack.modal(YUI)?.view).toMatchObject({ title: { text: 'アドバイザーに相談' } })
      expect(direct()).toEqual([])
    })

    it('gives way to the talk when Slack would not open it in time', async () => {
      await greet()
      bot.slack.fail('views.open', { error: 'expired_trigger_id' })
      await press('アドバイザーに相談')

      expect(bot.slack.modal(YUI)).toBeUndefined()
      expect(direct().at(-1)?.text).toContain('確認させてください')
    })

    it('does not open for a second request: the first is shown', async () => {
      await book()
      await openForm()

      expect(bot.slack.modal(YUI)).toBeUndefined()
      expect(direct().at(-1)?.text).toContain('受付番号')
    })
  })

  describe('the Home tab', () => {
    it('offers the questionnaire and a talk to somebody new, without a message', async () => {
      await openHome()

      expect(home()).toContain('[適性チェックをはじめる]')
      expect(home()).toContain('[アドバイザーに相談]')
      expect(direct()).toEqual([])
    })

    it('goes on with the questionnaire where it was left', async () => {
      await greet()
      await say('診断をはじめる')
      await press('とてもあてはまる')
      await openHome()
      expect(home()).toMatch(/15問のうち1問まで/)
      await pressHome('続きから')

      expect(direct().at(-1)?.text).toContain('2/15')
    })

    it('shows the last result with its bars', async () => {
      await greet()
      await say('診断をはじめる')
      for (let item = 0; item < 20; item++) await say(item % 2 === 0 ? '1' : '2')
      await openHome()

      expect(home()).toMatch(/11\/24\(火\)の結果です/)
      expect(home()).toMatch(/フロント/)
      expect(home()).toContain('[結果を見る]')
    })

    it('shows the booking, and takes a cancellation while it is looked at', async () => {
      await book()
      await openHome()
      expect(home()).toMatch(/11\/26\(木\) 15:00/)
      expect(home()).toContain('[予約を変更]')
      await pressHome('予約を取り消す')

      expect(direct().at(-1)?.text).toContain('取り消しました')
      await expect.poll(() => home()).toContain('[アドバイザーに相談]')
    })

    it('shows an advisor what waits, and nobody else', async () => {
      await openHome(ADVISORS.sato)
      await book()

      await expect.poll(() => home(ADVISORS.sato)).toContain('担当者がまだいません')
      await openHome()
      expect(home()).not.toContain('担当者がまだいません')
    })
  })

  describe('the session in the agent view', () => {
    it('waits for a human from the booking to its end, whatever the bot says meanwhile', async () => {
      await book()
      expect(status()).toBe('suspended')
      await say('営業ってどんな仕事？')
      expect(status()).toBe('suspended')
      await say('予約を取り消したい')

      expect(status()).toBe('active')
    })

    it('offers the prompts when the chat is opened', async () => {
      await bot.slack.openHome(YUI, 'messages')

      await expect.poll(() => bot.slack.prompts(bot.slack.directChannel(YUI))).toHaveLength(4)
    })
  })

  it('keeps every answer of a booking readable where its question stood', async () => {
    await greet()
    await say('相談したい')
    await press('同意する')
    await press('このチャットで')
    await say('山田花子です')
    await pressFirst('answer:callback.time:slot')
    await press('とくになし')

    const answers = direct().flatMap(({ text }) => /→ (.+)$/.exec(text)?.[1] ?? [])
    expect(answers).toEqual([
      '同意する',
      'このチャットで',
      expect.stringMatching(/^11\/2\d\(.\) \d\d:\d\d$/),
      'とくになし',
    ])
  })

  it('alerts all who are present when nobody takes a request, and nobody by a person’s words', async () => {
    await greet()
    await openForm()
    await submit({ ...REQUEST, topic: '<@U0SATO> <!here> @here' })
    await press('この内容で申し込む')
    await bot.moveTo(TUESDAY + 95 * MINUTE)

    const desk = bot.slack.messages(DESK).map((one) => `${one.text} ${JSON.stringify(one.blocks)}`)
    expect(desk.filter((one) => one.includes('<!here>'))).toEqual([expect.stringMatching(/担当が決まっていません/)])
    expect(desk.join()).not.toMatch(/<@U0SATO/)
  })

  it('explains an old button of an answered question, and leaves the answer as it was', async () => {
    await greet()
    await say('診断をはじめる')
    const first = direct().at(-1)!
    const old = JSON.stringify(first.blocks).match(/answer:fit\.[^"]+/)![0]
    await press('とてもあてはまる')
    await bot.slack.press(YUI, first.channel, first.ts, old)
    await bot.settle()

    expect(
      direct()
        .map((one) => one.text)
        .join(),
    ).toMatch(/(前の質問|前のメッセージ)のボタン/)
    expect(direct().at(-1)?.text).toContain('2/15')
  })
})
