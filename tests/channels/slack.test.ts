import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelHost, Inbound } from '../../src/channels/channel.ts'
import { createSlackChannel } from '../../src/channels/slack/index.ts'
import { type SlackEmulator, startSlackEmulator } from '../../src/emulators/slack/index.ts'
import { readBody } from '../../src/http.ts'
import { describeChannel } from '../contracts/channel.ts'
import { createMemoryVault } from '../support/vault.ts'

const SECRET = 'secret-for-tests'
const TOKEN = 'xoxb-token-for-tests'
const USER = 'U0YUI'
const DESK = 'C0DESK'

const words = (message: { text: string; blocks: readonly object[] | undefined }) =>
  `${message.text} ${JSON.stringify(message.blocks ?? [])}`

describeChannel('Slack', async ({ host, url, timeoutMs }) => {
  const slack = await startSlackEmulator({ signingSecret: SECRET, botToken: TOKEN, webhookUrl: url })
  slack.addUser({ id: USER, name: 'ゆい' })
  const adapter = createSlackChannel(
    { signingSecret: SECRET, botToken: TOKEN, apiUrl: `${slack.url}/api/`, timeoutMs },
    host,
  )
  return {
    adapter,
    person: `slack:T0TEAM:${USER}`,
    say: async (text) => (await slack.dm(USER, text)).status,
    redeliver: async () => (await slack.retryLast()).status,
    async press(id) {
      const last = slack.direct(USER).findLast((one) => one.isBot)!
      return (await slack.press(USER, last.channel, last.ts, id)).status
    },
    sendSticker: async () => (await slack.file(USER)).status,
    async forge() {
      const body = JSON.stringify({ type: 'event_callback' })
      const timestamp = String(Math.floor(Date.now() / 1000))
      const signature = `v0=${createHmac('sha256', 'another secret').update(`v0:${timestamp}:${body}`).digest('hex')}`
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
        body,
      })
      return response.status
    },
    seen: () =>
      slack
        .direct(USER)
        .filter((one) => one.isBot)
        .map(words),
    objections: () =>
      slack.calls.filter((call) => call.answer.ok === false).map((call) => `${call.method} ${call.answer.error}`),
    fail(how) {
      const fault = {
        'server error': { kind: 'status', status: 500 },
        'rate limit': { kind: 'status', status: 429, retryAfter: 3 },
        refusal: { kind: 'error', error: 'is_archived' },
        'silence after delivery': { kind: 'timeoutAfterDelivery' },
      } as const
      slack.fail('chat.postMessage', fault[how])
    },
    close: () => slack.close(),
  }
})

describe('the Slack channel', () => {
  let slack: SlackEmulator
  let server: Server
  let accepted: Inbound[]
  let accept: ChannelHost['accept']
  let logged: string
  /** How far the clock was moved on, in ms. */
  let moved: number
  let adapter: ReturnType<typeof createSlackChannel>
  const host: ChannelHost = {
    accept: (inbound) => accept(inbound),
    openForm: async (id) => ({
      id,
      title: '相談',
      intro: '',
      submit: '申し込む',
      close: 'やめる',
      fields: [
        { name: 'name', label: 'お名前', kind: 'text' },
        { name: 'date', label: '日', kind: 'date', optional: true },
      ],
    }),
    checkForm: (_form, fields): Record<string, string> =>
      fields.name === 'だめ' ? { name: 'お名前を入れてください。' } : {},
    openHome: async (_conversation, isDesk) => [
      { kind: 'text', text: isDesk ? '相談の一覧' : 'ようこそ', choices: [{ id: 'desk:claim:A', label: '担当する' }] },
    ],
    say: async (key) => key,
    vault: createMemoryVault(),
    now: () => Date.now() + moved,
    log: (_level, message) => {
      logged += message
    },
  }

  beforeEach(async () => {
    accepted = []
    logged = ''
    moved = 0
    accept = async (inbound) => void accepted.push(...inbound)
    server = createServer(async (request, response) => {
      try {
        await adapter.receive(request, await readBody(request), response)
      } catch {
        response.writeHead(500).end()
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    slack = await startSlackEmulator({
      signingSecret: SECRET,
      botToken: TOKEN,
      strictRate: true,
      now: () => Date.now() + moved,
      webhookUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    })
    slack.addUser({ id: USER, name: 'ゆい' })
    slack.addUser({ id: 'U0ADV', name: '佐藤' })
    slack.addChannel(DESK)
    slack.addChannel('C0TALK')
    adapter = createSlackChannel(
      { signingSecret: SECRET, botToken: TOKEN, apiUrl: `${slack.url}/api/`, advisorChannel: DESK, timeoutMs: 1000 },
      host,
    )
  })
  afterEach(async () => {
    await slack.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  const send = (text: string, more: object = {}) =>
    adapter.send({
      key: crypto.randomUUID(),
      to: `slack:T0TEAM:${USER}`,
      messages: [{ kind: 'text', text }],
      attempts: 0,
      ...more,
    })

  it('never answers itself or another bot', async () => {
    await slack.echo(slack.directChannel(USER), 'わたしです')
    await slack.otherBot(slack.directChannel(USER), 'ほかのボットです')

    expect(accepted).toEqual([])
  })

  it('does not talk with Slackbot', async () => {
    await slack.dm('USLACKBOT', 'わたしはSlackbotです')

    expect(accepted).toEqual([])
  })

  it('acknowledges a press although storing it takes long, and stores it', async () => {
    let store = () => {}
    accept = (inbound) =>
      new Promise((resolve) => {
        store = () => {
          accepted.push(...inbound)
          resolve()
        }
      })
    await send('選んでください', {
      messages: [{ kind: 'text', text: '？', choices: [{ id: 'do:help', label: '使い方' }] }],
    })
    const { channel, ts } = slack.direct(USER)[0]!
    const pressed = await slack.press(USER, channel, ts, '使い方')
    const before = accepted.length
    store()

    expect([pressed.status, before]).toEqual([200, 0])
    await expect.poll(() => accepted).toMatchObject([{ body: { kind: 'choice', id: 'do:help' } }])
  })

  it('tries again by itself what it acknowledged too early', async () => {
    let attempts = 0
    let fail = () => {}
    accept = async (inbound) => {
      if (attempts++ > 0) return void accepted.push(...inbound)
      await new Promise((_, reject) => {
        fail = () => reject(new Error('the store is away'))
      })
    }
    await slack.shortcut(USER, 'open_menu')
    fail()

    await expect.poll(() => accepted, { timeout: 5000 }).toMatchObject([{ body: { kind: 'text', text: 'メニュー' } }])
  })

  it('lets a person see that a press could not be stored', async () => {
    await send('選んでください', {
      messages: [{ kind: 'text', text: '？', choices: [{ id: 'do:help', label: '使い方' }] }],
    })
    const { channel, ts } = slack.direct(USER)[0]!
    accept = () => Promise.reject(new Error('disk full'))

    expect((await slack.press(USER, channel, ts, '使い方')).status).toBe(500)
  })

  it('takes a mention once, though Slack sends it twice, and answers in its thread', async () => {
    await slack.mention(USER, 'C0TALK', '経理って何？')

    expect(new Set(accepted.map((one) => one.eventId)).size).toBe(1)
    expect(accepted[0]).toMatchObject({
      body: { kind: 'text', text: '経理って何？' },
      reply: { channel: 'C0TALK' },
      isPublic: true,
    })
  })

  it('tells edits and deletions from new messages', async () => {
    await slack.dm(USER, 'まちがい')
    const { channel, ts } = slack.direct(USER)[0]!
    await slack.edit(USER, channel, ts, 'なおし')
    await slack.remove(USER, channel, ts)

    expect(accepted.map((one) => one.body.kind)).toEqual(['text', 'edited', 'unsent'])
  })

  it('refuses timestamps from the past and from the future', async () => {
    const post = (offset: number) => {
      const body = '{"type":"url_verification","challenge":"c"}'
      const timestamp = String(Math.floor(Date.now() / 1000) + offset)
      const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`
      return fetch(`http://127.0.0.1:${(server.address() as { port: number }).port}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
        body,
      })
    }

    expect((await post(0)).status).toBe(200)
    expect((await post(-400)).status).toBe(401)
    expect((await post(400)).status).toBe(401)
  })

  it('keeps to one message a second in a channel and holds no other channel back', async () => {
    const order: string[] = []
    const said = async (name: string, sending: Promise<unknown>) => {
      await sending
      order.push(name)
    }
    const desk = () =>
      adapter.send({
        key: crypto.randomUUID(),
        to: `slack:channel:${DESK}`,
        messages: [{ kind: 'text', text: '机' }],
        attempts: 0,
      })
    await said('first', send('一'))
    await Promise.all([said('second', send('二')), said('desk', desk())])

    // Slack would have answered a second message within the second with 429
    expect(slack.calls.some((call) => call.answer.error === 'ratelimited')).toBe(false)
    expect(order).toEqual(['first', 'desk', 'second'])
  })

  it('obeys Retry-After', async () => {
    slack.fail('chat.postMessage', { kind: 'status', status: 429, retryAfter: 7 })

    await expect(send('やあ')).rejects.toMatchObject({ reason: 'rate_limited', after: 7000 })
  })

  it('lets a channel rest as long as Slack asked, and no other', async () => {
    slack.fail('chat.postMessage', { kind: 'status', status: 429, retryAfter: 30 })
    await send('一').catch(() => {})
    const again = send('一').catch((error: unknown) => error)
    await send('机', { to: `slack:channel:${DESK}` })

    expect(await again).toMatchObject({ reason: 'rate_limited', after: expect.any(Number) })
    expect(slack.messages(DESK)).toHaveLength(1)
    // it was not even asked
    expect(slack.calls.filter(({ method, answer }) => method === 'chat.postMessage' && !answer.ok)).toEqual([])
  })

  it('goes on where Slack stopped it in the middle of a turn', async () => {
    const row = { key: crypto.randomUUID(), messages: ['一', '二'].map((text) => ({ kind: 'text', text })) }
    slack.fail('chat.postMessage', { kind: 'status', status: 429, retryAfter: 1, spared: 1 })
    const stopped = await send('', row).catch((error: unknown) => error)
    await send('', { ...row, attempts: 1 })

    expect(stopped).toMatchObject({ reason: 'rate_limited', mayHaveArrived: true })
    expect(slack.direct(USER).map((one) => one.text)).toEqual(['一', '二'])
  })

  it('finds what it had posted among many later messages', async () => {
    const row = { key: crypto.randomUUID(), messages: [{ kind: 'text', text: '一度だけ' }] }
    slack.fail('chat.postMessage', { kind: 'timeoutAfterDelivery' })
    await send('', row).catch(() => {})
    for (let count = 0; count < 110; count++) await slack.dm(USER, 'ねえ')
    await send('', { ...row, attempts: 1 })

    expect(slack.direct(USER).filter((one) => one.isBot)).toHaveLength(1)
  })

  it('shows that it works on an answer, and that it is done, in the person’s thread', async () => {
    await slack.dm(USER, '経理って何？')
    const { channel, ts } = slack.direct(USER)[0]!
    const reply = { channel, thread_ts: ts }
    await adapter.showTyping?.(`slack:T0TEAM:${USER}`, reply)
    expect(slack.status(channel)).toBe('processing')
    await send('お金の流れを', { reply })

    await expect.poll(() => slack.status(channel)).toBe('active')
  })

  it('lets a human be awaited in one thread: where the person wrote last', async () => {
    const threads: string[] = []
    for (const text of ['相談したい', '予約の確認']) {
      await slack.dm(USER, text)
      threads.push(slack.direct(USER).at(-1)!.ts)
      const reply = { channel: slack.directChannel(USER), thread_ts: threads.at(-1)! }
      await send('', { reply, messages: [{ kind: 'awaiting', who: 'human' }] })
    }
    const statuses = () => threads.map((thread) => slack.status(slack.directChannel(USER), thread))

    await expect.poll(statuses).toEqual(['active', 'suspended'])
    await send('', { messages: [{ kind: 'awaiting', who: 'bot' }] })
    await expect.poll(statuses).toEqual(['active', 'active'])
  })

  it('asks once whether this Slack knows sessions, and never waits for it', async () => {
    await slack.dm(USER, '経理って何？')
    const { channel, ts } = slack.direct(USER)[0]!
    const reply = { channel, thread_ts: ts }
    slack.fail('agents.sessions.setStatus', { error: 'unknown_method' })
    await adapter.showTyping?.(`slack:T0TEAM:${USER}`, reply)
    await adapter.showTyping?.(`slack:T0TEAM:${USER}`, reply)

    expect(slack.calls.filter(({ method }) => method === 'agents.sessions.setStatus')).toEqual([])
    await expect(send('はい', { reply })).resolves.toBeDefined()
  })

  it('shows the answer where the buttons were, and keeps the question', async () => {
    await adapter.send({
      key: crypto.randomUUID(),
      to: `slack:T0TEAM:${USER}`,
      attempts: 0,
      messages: [{ kind: 'text', text: '好きですか？', choices: [{ id: 'answer:a:5', label: 'とても' }] }],
    })
    const { channel, ts } = slack.direct(USER)[0]!
    await slack.press(USER, channel, ts, 'とても')
    const body = accepted[0]!.body
    await adapter.send({
      key: crypto.randomUUID(),
      to: `slack:T0TEAM:${USER}`,
      attempts: 0,
      messages: [{ kind: 'settled', source: 'source' in body ? body.source! : {}, answer: 'とても' }],
    })

    const [message] = slack.direct(USER)
    expect(message?.text).toBe('好きですか？\n→ とても')
    expect(JSON.stringify(message?.blocks)).not.toContain('button')
  })

  it('asks the next question although the answered one could not be changed just now', async () => {
    await send('好きですか？')
    const { channel, ts } = slack.direct(USER)[0]!
    slack.fail('chat.update', { kind: 'status', status: 429, retryAfter: 30 })
    await send('', {
      messages: [
        { kind: 'settled', source: { channel, ts, question: '好きですか？' }, answer: 'とても' },
        { kind: 'text', text: '得意ですか？' },
      ],
    })

    expect(slack.direct(USER).map((one) => one.text)).toEqual(['好きですか？\n→ とても', '得意ですか？'])
  })

  it('answers beside a thread whose first message was deleted', async () => {
    await slack.dm(USER, 'やっぱり消します')
    const { channel, ts } = slack.direct(USER)[0]!
    await slack.remove(USER, channel, ts)
    const row = { key: crypto.randomUUID(), reply: { channel, thread_ts: ts } }
    await send('はい', row)
    await send('はい', { ...row, attempts: 1 })

    expect(slack.direct(USER)).toMatchObject([{ text: 'はい', thread_ts: undefined }])
  })

  it('changes a card in place, text and blocks together', async () => {
    const receipt = await adapter.send({
      key: crypto.randomUUID(),
      to: `slack:channel:${DESK}`,
      attempts: 0,
      messages: [{ kind: 'card', title: '申し込み', facts: [], text: '申し込み', choices: [] }],
    })
    await adapter.send({
      key: crypto.randomUUID(),
      to: `slack:channel:${DESK}`,
      attempts: 0,
      replaces: receipt.refs[0]!,
      messages: [{ kind: 'card', title: '担当ずみ', facts: [], text: '担当ずみ', choices: [] }],
    })

    expect(slack.messages(DESK)).toHaveLength(1)
    expect(slack.messages(DESK)[0]).toMatchObject({ text: '担当ずみ' })
    expect(JSON.stringify(slack.messages(DESK)[0]?.blocks)).toContain('担当ずみ')
  })

  it('knows an advisor’s words in the thread of a card', async () => {
    const receipt = await adapter.send({
      key: crypto.randomUUID(),
      to: `slack:channel:${DESK}`,
      attempts: 0,
      messages: [{ kind: 'text', text: '申し込み' }],
    })
    const ts = String(receipt.refs[0]?.ts)
    await slack.threadReply('U0ADV', DESK, ts, 'はじめまして')

    expect(accepted[0]).toMatchObject({
      isDesk: true,
      below: receipt.refs[0],
      body: { kind: 'text', text: 'はじめまして' },
    })
  })

  it('calls an advisor by the name people read, not by the handle', async () => {
    slack.addUser({ id: 'U0ADV', name: 'sato.t', displayName: '佐藤' })
    await adapter.send({
      key: crypto.randomUUID(),
      to: `slack:channel:${DESK}`,
      attempts: 0,
      messages: [
        { kind: 'card', title: '申し込み', facts: [], text: '', choices: [{ id: 'desk:claim:A', label: '担当する' }] },
      ],
    })
    await slack.press('U0ADV', DESK, slack.messages(DESK)[0]!.ts, '担当する')

    expect(accepted[0]).toMatchObject({ isDesk: true, who: '佐藤' })
  })

  it('opens a form, shows errors at the right field, and takes it when it is right', async () => {
    await adapter.send({
      key: crypto.randomUUID(),
      to: `slack:T0TEAM:${USER}`,
      attempts: 0,
      messages: [
        { kind: 'text', text: '相談', choices: [{ id: 'do:talk_to_human', label: 'フォーム', form: 'callback' }] },
      ],
    })
    const { channel, ts } = slack.direct(USER)[0]!
    await slack.press(USER, channel, ts, 'フォーム')
    const refused = await slack.submit(USER, { name: 'だめ' })
    const taken = await slack.submit(USER, { name: '山田', date: '2026-12-01' })

    expect(refused.body).toEqual({ response_action: 'errors', errors: { name: 'お名前を入れてください。' } })
    expect(taken.status).toBe(200)
    expect(accepted).toMatchObject([
      { body: { kind: 'form', form: 'callback', fields: { name: '山田', date: '2026-12-01' } } },
    ])
  })

  it('takes a picked time as Japan’s local time', async () => {
    await adapter.send({
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
    const { channel, ts } = slack.direct(USER)[0]!
    await slack.pick(USER, channel, ts, 'pick:answer:t:pick', Date.parse('2026-12-01T15:30:00+09:00') / 1000)

    expect(accepted[0]?.body).toMatchObject({ kind: 'picked', id: 'answer:t:pick', value: '2026-12-01T15:30' })
  })

  it.each([
    { text: '', said: 'メニュー' },
    { text: '診断', said: '診断をはじめる' },
    { text: '質問 経理って何？', said: '経理って何？' },
  ])('takes /career $text as words', async ({ text, said }) => {
    expect((await slack.slash(USER, '/career', text)).status).toBe(200)

    expect(accepted[0]?.body).toEqual({ kind: 'text', text: said })
  })

  it('shows the queue to those who sit in the advisors’ channel alone', async () => {
    slack.addChannel(DESK, ['U0ADV'])
    const refused = await slack.slash(USER, '/callbacks', '')
    const taken = await slack.slash('U0ADV', '/callbacks', '')

    expect([refused.body, taken.body]).toMatchObject([{ text: 'direct.advisorsOnly' }, { text: 'direct.answered' }])
    expect(accepted).toMatchObject([{ conversation: 'slack:T0TEAM:U0ADV', isDesk: true }])
  })

  it('asks Slack seldom who is an advisor, however often strangers try', async () => {
    slack.addChannel(DESK, ['U0ADV'])
    for (let count = 0; count < 5; count++) await slack.slash(USER, '/callbacks', '')

    expect(slack.calls.filter(({ method }) => method === 'conversations.members')).toHaveLength(1)
  })

  it('takes no press from an old page of somebody who is an advisor no more', async () => {
    slack.addChannel(DESK, ['U0ADV'])
    await slack.openHome('U0ADV', 'home')
    await expect.poll(() => JSON.stringify(slack.home('U0ADV') ?? '')).toContain('相談の一覧')
    slack.addChannel(DESK, [])
    moved = 6 * 60_000
    const pressed = await slack.pressHome('U0ADV', 'desk:claim:A')

    expect(pressed.status).toBe(200)
    expect(accepted).toEqual([])
    expect(JSON.stringify(slack.home('U0ADV'))).toContain('ようこそ')
  })

  it('takes a press on an advisor’s page as the desk’s', async () => {
    slack.addChannel(DESK, ['U0ADV'])
    await slack.openHome('U0ADV', 'home')
    await expect.poll(() => JSON.stringify(slack.home('U0ADV') ?? '')).toContain('相談の一覧')
    await slack.pressHome('U0ADV', 'desk:claim:A')

    expect(accepted).toMatchObject([{ isDesk: true, body: { kind: 'choice', id: 'desk:claim:A' } }])
  })

  it('takes nobody for an advisor, and says so to the operator, when Slack does not tell who is one', async () => {
    slack.fail('conversations.members', { error: 'missing_scope' })

    expect((await slack.slash('U0ADV', '/callbacks', '')).body).toMatchObject({ text: 'direct.advisorsOnly' })
    expect(logged).toContain('invite the bot to it')
  })

  it('takes shortcuts as words', async () => {
    await slack.shortcut(USER, 'open_menu')
    await slack.messageShortcut(USER, 'ask_about_message', '営業ってきついの？')

    expect(accepted.map((one) => (one.body.kind === 'text' ? one.body.text : ''))).toEqual([
      'メニュー',
      '営業ってきついの？',
    ])
  })

  it('starts with a bad token and tells the operator what to do', async () => {
    const wrong = createSlackChannel(
      { signingSecret: SECRET, botToken: 'xoxb-wrong', apiUrl: `${slack.url}/api/` },
      host,
    )

    await expect(wrong.verify?.()).rejects.toThrow(/SLACK_BOT_TOKEN.*invalid_auth.*OAuth & Permissions/)
  })

  it('tells a token Slack refuses from a Slack that does not answer', async () => {
    slack.fail('auth.test', { kind: 'status', status: 503 })

    await expect(adapter.verify?.()).rejects.toThrow(/does not answer \(status_503\)/)
    await expect(adapter.verify?.()).resolves.toBeUndefined()
  })

  it('escapes what people write', async () => {
    await send('<!channel> & <@U1>')

    expect(JSON.stringify(slack.direct(USER)[0])).toContain('&lt;!channel&gt; &amp; &lt;@U1&gt;')
  })
})
