import { describe, expect, it } from 'vitest'
import { DESK, USER, useSlackChannel } from '../support/slack-channel.ts'

describe('what people do with buttons, forms and commands in Slack', () => {
  const t = useSlackChannel()

  it('acknowledges a press although storing it takes long, and stores it', async () => {
    let store = () => {}
    t.accept = (inbound) =>
      new Promise((resolve) => {
        store = () => {
          t.accepted.push(...inbound)
          resolve()
        }
      })
    await t.send('選んでください', {
      messages: [{ kind: 'text', text: '？', choices: [{ id: 'do:help', label: '使い方' }] }],
    })
    const { channel, ts } = t.slack.direct(USER)[0]!
    const pressed = await t.slack.press(USER, channel, ts, '使い方')
    const before = t.accepted.length
    store()

    expect([pressed.status, before]).toEqual([200, 0])
    await expect.poll(() => t.accepted).toMatchObject([{ body: { kind: 'choice', id: 'do:help' } }])
  })

  it('tries again by itself what it acknowledged too early', async () => {
    let attempts = 0
    let fail = () => {}
    t.accept = async (inbound) => {
      if (attempts++ > 0) return void t.accepted.push(...inbound)
      await new Promise((_, reject) => {
        fail = () => reject(new Error('the store is away'))
      })
    }
    await t.slack.shortcut(USER, 'open_menu')
    fail()

    await expect.poll(() => t.accepted, { timeout: 5000 }).toMatchObject([{ body: { kind: 'text', text: 'メニュー' } }])
  })

  it('lets a person see that a press could not be stored', async () => {
    await t.send('選んでください', {
      messages: [{ kind: 'text', text: '？', choices: [{ id: 'do:help', label: '使い方' }] }],
    })
    const { channel, ts } = t.slack.direct(USER)[0]!
    t.accept = () => Promise.reject(new Error('disk full'))

    expect((await t.slack.press(USER, channel, ts, '使い方')).status).toBe(500)
  })

  it('calls an advisor by the name people read, not by the handle', async () => {
    t.slack.addUser({ id: 'U0ADV', name: 'sato.t', displayName: '佐藤' })
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
    expect(JSON.stringify(t.slack.home('U0ADV'))).toContain('ようこそ')
  })

  it('takes a press on an advisor’s page as the desk’s', async () => {
    t.slack.addChannel(DESK, ['U0ADV'])
    await t.slack.openHome('U0ADV', 'home')
    await expect.poll(() => JSON.stringify(t.slack.home('U0ADV') ?? '')).toContain('相談の一覧')
    await t.slack.pressHome('U0ADV', 'desk:claim:A')

    expect(t.accepted).toMatchObject([{ isDesk: true, body: { kind: 'choice', id: 'desk:claim:A' } }])
  })

  it('takes nobody for an advisor, and says so to the operator, when Slack does not tell who is one', async () => {
    t.slack.fail('conversations.members', { error: 'missing_scope' })

    expect((await t.slack.slash('U0ADV', '/callbacks', '')).body).toMatchObject({ text: 'direct.advisorsOnly' })
    expect(t.logged).toContain('invite the bot to it')
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
