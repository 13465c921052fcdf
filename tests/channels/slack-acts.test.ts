import { beforeEach, describe, expect, it } from 'vitest'
import { TO_STORE, TO_TELL } from '../../src/channels/slack/in-time.ts'
import { createSlackChannel } from '../../src/channels/slack/index.ts'
import { DESK, SECRET, TOKEN, USER, useSlackChannel } from '../support/slack-channel.ts'

describe('what people do with buttons, forms and commands in Slack', () => {
  const t = useSlackChannel()

  /** Shows a button to press. */
  const button = async () => {
    await t.send('選んでください', {
      messages: [{ kind: 'text', text: '？', choices: [{ id: 'do:help', label: '使い方', form: 'callback' }] }],
    })
    return t.slack.direct(USER)[0]!
  }
  const AGAIN = 'direct.again'

  it('acknowledges a press once it is stored, however long that takes within what Slack waits', async () => {
    t.accept = async (inbound) => {
      await new Promise((resolve) => setTimeout(resolve, 1_100))
      t.accepted.push(...inbound)
    }
    t.slack.fail('views.open', {})
    const { channel, ts } = await button()
    const { status } = await t.slack.press(USER, channel, ts, '使い方')

    expect([status, t.accepted]).toMatchObject([200, [{ body: { kind: 'choice', id: 'do:help' } }]])
    expect(t.slack.whispers(USER)).toEqual([])
  })

  it('stores at a later attempt what failed at the first', async () => {
    let attempts = 0
    t.accept = async (inbound) => {
      if (attempts++ === 0) throw new Error('the database is locked')
      t.accepted.push(...inbound)
    }

    expect((await t.slack.shortcut(USER, 'open_menu')).status).toBe(200)
    expect(t.accepted).toMatchObject([{ body: { kind: 'text', text: 'メニュー' } }])
  })

  describe('while nothing can be stored', () => {
    const never = () => new Promise<void>(() => {})
    const failing = () => Promise.reject(new Error('disk full'))

    it.each([
      { how: 'the store hangs', accept: never },
      { how: 'the store fails', accept: failing },
    ])('tells whoever pressed to press again, in time for Slack: $how', async ({ accept }) => {
      t.slack.fail('views.open', {})
      const { channel, ts } = await button()
      t.accept = accept
      const { status } = await t.slack.press(USER, channel, ts, '使い方')

      expect(TO_STORE + TO_TELL).toBeLessThan(3_000)
      expect(status).toBe(200)
      expect(t.slack.whispers(USER)).toMatchObject([{ channel, text: AGAIN }])
    })

    it('leaves a form open and filled in, with the words in it, and takes it when it is sent off again', async () => {
      const { channel, ts } = await button()
      await t.slack.press(USER, channel, ts, '使い方')
      const accept = t.accept
      t.accept = never
      const late = await t.slack.submit(USER, { name: '山田' })
      expect(late.body).toEqual({ response_action: 'errors', errors: { name: AGAIN } })
      t.accept = accept
      await t.slack.submit(USER, { name: '山田' })

      expect(t.accepted).toMatchObject([{ body: { kind: 'form', fields: { name: '山田' } } }])
    })

    it('says so below a command, and in the chat where an act has no place of its own', async () => {
      t.slack.addChannel(DESK, ['U0ADV'])
      await t.slack.openHome('U0ADV', 'home')
      await expect.poll(() => t.slack.home('U0ADV')).toBeDefined()
      t.accept = never
      const [career, callbacks, shortcut, home] = await Promise.all([
        t.slack.slash(USER, '/career', ''),
        t.slack.slash('U0ADV', '/callbacks', ''),
        t.slack.shortcut(USER, 'open_menu'),
        t.slack.pressHome('U0ADV', 'desk:claim:A'),
      ])

      expect([career.body, callbacks.body]).toMatchObject([{ text: AGAIN }, { text: AGAIN }])
      expect([shortcut.status, home.status]).toEqual([200, 200])
      expect([USER, 'U0ADV'].map((user) => t.slack.direct(user).at(-1)?.text)).toEqual([AGAIN, AGAIN])
    })

    it('answers with no 200, so that Slack shows it failed, where the person cannot be told either', async () => {
      t.accept = never
      t.slack.fail('chat.postMessage', { kind: 'timeout', times: 9 })

      expect((await t.slack.shortcut(USER, 'open_menu')).status).toBe(503)
    })
  })

  it('does not wait for a name that Slack does not tell', async () => {
    t.slack.addChannel(DESK, ['U0ADV'])
    t.slack.fail('users.info', { kind: 'timeout' })
    expect((await t.slack.slash('U0ADV', '/callbacks', '')).body).toMatchObject({ text: 'direct.answered' })

    expect(t.accepted).toMatchObject([{ conversation: 'slack:T0TEAM:U0ADV', isDesk: true }])
  })

  it('calls an advisor by the name people read, not by the handle', async () => {
    t.slack.addUser({ id: 'U0ADV', name: 'sato.t', displayName: '佐藤' })
    t.slack.addChannel(DESK, ['U0ADV'])
    await t.adapter.send({
      key: crypto.randomUUID(),
      to: `slack:channel:${DESK}`,
      attempts: 0,
      messages: [
        { kind: 'card', title: '申し込み', facts: [], text: '', choices: [{ id: 'desk:claim:A', label: '担当する' }] },
      ],
    })
    await t.slack.press('U0ADV', DESK, t.slack.messages(DESK)[0]!.ts, '担当する')

    expect(t.accepted[0]).toMatchObject({ isDesk: true, who: '佐藤' })
  })

  it('opens a form, shows errors at the right field, and takes it when it is right', async () => {
    await t.adapter.send({
      key: crypto.randomUUID(),
      to: `slack:T0TEAM:${USER}`,
      attempts: 0,
      messages: [
        { kind: 'text', text: '相談', choices: [{ id: 'do:talk_to_human', label: 'フォーム', form: 'callback' }] },
      ],
    })
    const { channel, ts } = t.slack.direct(USER)[0]!
    await t.slack.press(USER, channel, ts, 'フォーム')
    const refused = await t.slack.submit(USER, { name: 'だめ' })
    const taken = await t.slack.submit(USER, { name: '山田', date: '2026-12-01' })

    expect(refused.body).toEqual({ response_action: 'errors', errors: { name: 'お名前を入れてください。' } })
    expect(taken.status).toBe(200)
    expect(t.accepted).toMatchObject([
      { body: { kind: 'form', form: 'callback', fields: { name: '山田', date: '2026-12-01' } } },
    ])
  })

  it('takes a picked time as Japan’s local time', async () => {
    await t.adapter.send({
      key: crypto.randomUUID(),
      to: `slack:T0TEAM:${USER}`,
      attempts: 0,
      messages: [
        {
          kind: 'text',
          text: 'いつ？',
          choices: [
            {
              id: 'answer:t:pick',
              label: '選ぶ',
              pick: { initial: '2026-12-01T10:00', min: '2026-11-24T00:00', max: '2026-12-24T00:00' },
            },
          ],
        },
      ],
    })
    const { channel, ts } = t.slack.direct(USER)[0]!
    await t.slack.pick(USER, channel, ts, 'pick:answer:t:pick', Date.parse('2026-12-01T15:30:00+09:00') / 1000)

    expect(t.accepted[0]?.body).toMatchObject({ kind: 'picked', id: 'answer:t:pick', value: '2026-12-01T15:30' })
  })

  it.each([
    { text: '', said: 'メニュー' },
    { text: '診断', said: '診断をはじめる' },
    { text: '質問 経理って何？', said: '経理って何？' },
  ])('takes /career $text as words', async ({ text, said }) => {
    expect((await t.slack.slash(USER, '/career', text)).status).toBe(200)

    expect(t.accepted[0]?.body).toEqual({ kind: 'text', text: said })
  })

  it('shows the queue to those who sit in the advisors’ channel alone', async () => {
    t.slack.addChannel(DESK, ['U0ADV'])
    const refused = await t.slack.slash(USER, '/callbacks', '')
    const taken = await t.slack.slash('U0ADV', '/callbacks', '')

    expect([refused.body, taken.body]).toMatchObject([{ text: 'direct.advisorsOnly' }, { text: 'direct.answered' }])
    expect(t.accepted).toMatchObject([{ conversation: 'slack:T0TEAM:U0ADV', isDesk: true }])
  })

  it('asks Slack seldom who is an advisor, however often strangers try', async () => {
    t.slack.addChannel(DESK, ['U0ADV'])
    for (let count = 0; count < 5; count++) await t.slack.slash(USER, '/callbacks', '')

    expect(t.slack.calls.filter(({ method }) => method === 'conversations.members')).toHaveLength(1)
  })

  it('takes no press from an old page of somebody who is an advisor no more', async () => {
    t.slack.addChannel(DESK, ['U0ADV'])
    await t.slack.openHome('U0ADV', 'home')
    await expect.poll(() => JSON.stringify(t.slack.home('U0ADV') ?? '')).toContain('相談の一覧')
    t.slack.addChannel(DESK, [])
    t.moved = 6 * 60_000
    const pressed = await t.slack.pressHome('U0ADV', 'desk:claim:A')

    expect(pressed.status).toBe(200)
    expect(t.accepted).toEqual([])
    await expect.poll(() => JSON.stringify(t.slack.home('U0ADV'))).toContain('ようこそ')
  })

  it('ends the access of who leaves the advisors’ channel at once, and takes the queue off their page', async () => {
    t.slack.addChannel(DESK, ['U0ADV', USER])
    await t.slack.openHome('U0ADV', 'home')
    await expect.poll(() => JSON.stringify(t.slack.home('U0ADV') ?? '')).toContain('相談の一覧')
    await t.slack.leave('U0ADV', 'C0TALK')
    expect((await t.slack.slash('U0ADV', '/callbacks', '')).body).toMatchObject({ text: 'direct.answered' })
    await t.slack.leave('U0ADV', DESK)

    await expect.poll(() => JSON.stringify(t.slack.home('U0ADV'))).toContain('ようこそ')
    const answers = [await t.slack.slash('U0ADV', '/callbacks', ''), await t.slack.slash(USER, '/callbacks', '')]
    expect(answers.map(({ body }) => body)).toMatchObject([
      { text: 'direct.advisorsOnly' },
      { text: 'direct.answered' },
    ])
  })

  it('believes nobody to be an advisor for longer because the clock was ahead when it looked', async () => {
    t.slack.addChannel(DESK, ['U0ADV'])
    t.moved = 24 * 3_600_000
    await t.slack.slash('U0ADV', '/callbacks', '')
    t.slack.addChannel(DESK, [])
    t.moved = 0
    const refused = await t.slack.slash('U0ADV', '/callbacks', '')

    expect(refused.body).toMatchObject({ text: 'direct.advisorsOnly' })
  })

  it('takes a press on an advisor’s page as the desk’s', async () => {
    t.slack.addChannel(DESK, ['U0ADV'])
    await t.slack.openHome('U0ADV', 'home')
    await expect.poll(() => JSON.stringify(t.slack.home('U0ADV') ?? '')).toContain('相談の一覧')
    await t.slack.pressHome('U0ADV', 'desk:claim:A')

    expect(t.accepted).toMatchObject([{ isDesk: true, body: { kind: 'choice', id: 'desk:claim:A' } }])
  })

  it('takes no press and no form on the desk from somebody who only looks into its channel', async () => {
    t.slack.addChannel(DESK, ['U0ADV'])
    await t.send('', {
      to: `slack:channel:${DESK}`,
      messages: [{ kind: 'text', text: '？', choices: [{ id: 'desk:claim:A', label: '担当する', form: 'propose:A' }] }],
    })
    const { ts } = t.slack.messages(DESK)[0]!
    const pressed = await t.slack.press(USER, DESK, ts, '担当する')
    expect([pressed.status, t.slack.modal(USER)]).toEqual([200, undefined])
    expect(t.slack.whispers(USER)).toMatchObject([{ channel: DESK, text: 'direct.advisorsOnly' }])

    await t.slack.press('U0ADV', DESK, ts, '担当する')
    t.slack.addChannel(DESK, [])
    t.moved = 6 * 60_000
    const sent = await t.slack.submit('U0ADV', { name: '山田' })
    expect(sent.body).toEqual({ response_action: 'errors', errors: { name: 'direct.advisorsOnly' } })
    expect(t.accepted).toEqual([])
  })

  describe('while Slack does not tell who is an advisor', () => {
    const UNSURE = 'direct.cannotCheck'
    const outage = () => t.slack.fail('conversations.members', { error: 'missing_scope', times: 99 })
    /** Nothing is known of what Slack told before. */
    const restart = (timeoutMs?: number) => {
      t.adapter = createSlackChannel(
        { signingSecret: SECRET, botToken: TOKEN, apiUrl: `${t.slack.url}/api/`, advisorChannel: DESK, timeoutMs },
        t.host,
      )
    }
    beforeEach(() => t.slack.addChannel(DESK, ['U0ADV']))

    it('takes nobody for one, says that to whoever asks for the queue, and to the operator once', async () => {
      outage()
      const answers = [await t.slack.slash('U0ADV', '/callbacks', ''), await t.slack.slash(USER, '/callbacks', '')]

      expect(answers.map(({ body }) => body)).toMatchObject([{ text: UNSURE }, { text: UNSURE }])
      expect(t.accepted).toEqual([])
      expect(t.logged.match(/who is in the advisors’ channel/g)).toHaveLength(1)
    })

    it('answers in time when Slack does not answer at all, and knows when it has', async () => {
      t.slack.fail('conversations.members', { kind: 'timeout' })
      restart(2_500)
      const began = performance.now()

      expect((await t.slack.slash('U0ADV', '/callbacks', '')).body).toMatchObject({ text: UNSURE })
      expect(performance.now() - began).toBeLessThan(TO_STORE)
      expect((await t.slack.slash('U0ADV', '/callbacks', '')).body).toMatchObject({ text: 'direct.answered' })
    })

    it('says that to whoever presses a button, and to whoever sends a form off, which stays open', async () => {
      await t.send('', {
        to: `slack:channel:${DESK}`,
        messages: [{ kind: 'text', text: '？', choices: [{ id: 'desk:a:A', label: '提案', form: 'propose:A' }] }],
      })
      const { ts } = t.slack.messages(DESK)[0]!
      await t.slack.press('U0ADV', DESK, ts, '提案')
      restart()
      outage()
      const sent = await t.slack.submit('U0ADV', { name: '山田' })
      await t.slack.press('U0ADV', DESK, ts, '提案')

      expect(sent.body).toEqual({ response_action: 'errors', errors: { name: UNSURE } })
      expect(t.slack.whispers('U0ADV')).toMatchObject([{ channel: DESK, text: UNSURE }])
      expect(t.accepted).toEqual([])
    })

    it('says that in the chat to whoever presses on their page, which stays as it is', async () => {
      await t.slack.openHome('U0ADV', 'home')
      await expect.poll(() => JSON.stringify(t.slack.home('U0ADV') ?? '')).toContain('相談の一覧')
      restart()
      outage()
      await t.slack.pressHome('U0ADV', 'desk:claim:A')

      expect(t.slack.direct('U0ADV').map(({ text }) => text)).toEqual([UNSURE])
      expect(JSON.stringify(t.slack.home('U0ADV'))).toContain('相談の一覧')
      expect(t.accepted).toEqual([])
    })

    it('goes by what Slack told last', async () => {
      await t.slack.slash('U0ADV', '/callbacks', '')
      outage()
      t.moved = 6 * 60_000

      expect((await t.slack.slash('U0ADV', '/callbacks', '')).body).toMatchObject({ text: 'direct.answered' })
      expect((await t.slack.slash(USER, '/callbacks', '')).body).toMatchObject({ text: UNSURE })
    })
  })

  it('takes shortcuts as words', async () => {
    await t.slack.shortcut(USER, 'open_menu')
    await t.slack.messageShortcut(USER, 'ask_about_message', '営業ってきついの？')

    expect(t.accepted.map((one) => (one.body.kind === 'text' ? one.body.text : ''))).toEqual([
      'メニュー',
      '営業ってきついの？',
    ])
  })
})
