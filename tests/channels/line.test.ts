import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelHost, Delivery, Inbound, Outbound } from '../../src/channels/channel.ts'
import { createLineChannel } from '../../src/channels/line/index.ts'
import { retryKey } from '../../src/channels/line/send.ts'
import { isSigned } from '../../src/channels/line/signature.ts'
import { type LineEmulator, startLineEmulator } from '../../src/emulators/line/index.ts'
import { describeChannel } from '../contracts/channel.ts'
import { createMemoryVault } from '../support/vault.ts'

const SECRET = 'secret-for-tests'
const TOKEN = 'token-for-tests'
const USER = 'U00000000000000000000000000000001'

const shownText = (message: Record<string, unknown>) =>
  String(message.type === 'flex' ? `${message.altText} ${JSON.stringify(message.contents)}` : (message.text ?? ''))

describeChannel('LINE', async ({ host, url, timeoutMs }) => {
  const line = await startLineEmulator({ channelSecret: SECRET, channelAccessToken: TOKEN, webhookUrl: url })
  line.addUser({ userId: USER, displayName: 'ゆい' })
  const adapter = createLineChannel(
    { channelSecret: SECRET, channelAccessToken: TOKEN, apiBaseUrl: line.url, timeoutMs },
    host,
  )
  return {
    adapter,
    person: `line:${USER}`,
    say: (text) => line.say(USER, text),
    redeliver: () => line.redeliver(),
    press: (id) => line.tap(USER, id),
    sendSticker: () => line.sticker(USER),
    async forge() {
      const body = JSON.stringify({ destination: 'U', events: [] })
      const signature = createHmac('sha256', 'another secret').update(body).digest('base64')
      const response = await fetch(url, { method: 'POST', headers: { 'x-line-signature': signature }, body })
      return response.status
    },
    seen: () =>
      line
        .chat(USER)
        .filter((one) => one.from === 'bot')
        .map((one) => shownText(one.message)),
    objections: () =>
      line.calls
        .filter((call) => call.status === 400)
        .map((call) => `${call.path} ${JSON.stringify(call.body).slice(0, 200)}`),
    fail(how) {
      const fault = {
        'server error': { status: 500 },
        'rate limit': { status: 429, body: '{"message":"The API rate limit has been exceeded. Try again later."}' },
        refusal: {
          status: 400,
          body: '{"message":"The request body has 1 error(s)","details":[{"property":"messages[0].text","message":"May not be empty"}]}',
        },
        'silence after delivery': { kind: 'timeoutAfterDelivery' },
      } as const
      line.fail('/v2/bot/message/push', fault[how])
    },
    close: () => line.close(),
  }
})

describe('the LINE channel by reply token', () => {
  let line: LineEmulator
  let now: number
  let accepted: Inbound[]
  const host: ChannelHost = {
    accept: async (inbound) => {
      accepted.push(...inbound)
    },
    openForm: async () => undefined,
    checkForm: () => ({}),
    openHome: async () => [],
    say: async (key) => key,
    advisorName: () => undefined,
    vault: createMemoryVault(),
    now: () => now,
    until: async () => {},
    log: () => {},
  }
  let adapter: ReturnType<typeof createLineChannel>

  beforeEach(async () => {
    now = Date.now()
    accepted = []
    line = await startLineEmulator({ channelSecret: SECRET, channelAccessToken: TOKEN, now: () => now })
    line.addUser({ userId: USER, displayName: 'ゆい' })
    adapter = createLineChannel(
      { channelSecret: SECRET, channelAccessToken: TOKEN, apiBaseUrl: line.url, timeoutMs: 200 },
      host,
    )
  })
  afterEach(async () => {
    await adapter.close?.()
    await line.close()
  })

  /** The parsed form of one message event the emulator would have sent. */
  async function heard(): Promise<Inbound> {
    const { createServer } = await import('node:http')
    const { readBody } = await import('../../src/http.ts')
    const server = createServer(async (request, response) =>
      adapter.receive(request, await readBody(request), response),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    line.setWebhook(`http://127.0.0.1:${(server.address() as { port: number }).port}`)
    await line.say(USER, 'やあ')
    server.closeAllConnections()
    server.close()
    return accepted.at(-1)!
  }

  const words = (count: number): Outbound[] =>
    Array.from({ length: count }, (_, index) => ({ kind: 'text', text: `${index}` }))
  const row = async (messages: Outbound[], more: Partial<Delivery> = {}): Promise<Delivery> => {
    const { reply } = await heard()
    return { key: crypto.randomUUID(), to: `line:${USER}`, messages, attempts: 0, ...(reply ? { reply } : {}), ...more }
  }
  const sentBy = () =>
    line
      .chat(USER)
      .filter((one) => one.from === 'bot')
      .map((one) => one.by)

  it('is free: five messages go out in one call', async () => {
    const receipt = await adapter.send(await row(words(5)))

    expect(sentBy()).toEqual(Array(5).fill('reply'))
    expect(receipt.pushed).toBe(0)
    expect(line.pushed).toBe(0)
  })

  it('pushes only what is beyond five', async () => {
    const receipt = await adapter.send(await row(words(7)))

    expect(sentBy()).toEqual([...Array(5).fill('reply'), 'push', 'push'])
    expect(receipt.pushed).toBe(1)
  })

  it('leaves the token when LINE says that it is too old, and pushes at the next attempt', async () => {
    const late = await row(words(1))
    now += 120_000
    const failed = await adapter.send(late).catch((error) => error)
    await adapter.send({ ...late, reply: undefined } as never)

    expect(failed).toMatchObject({ retry: true, after: 0, mayHaveArrived: false, withoutReply: true })
    expect(sentBy()).toEqual(['push'])
  })

  it.each([
    { second: { status: 500 }, because: 'the first may have arrived before LINE failed' },
    { second: { status: 429 }, because: 'being too fast says nothing about the first' },
  ])('stays in doubt after silence and a $second.status: $because', async ({ second }) => {
    const once = await row(words(1))
    line.fail('/v2/bot/message/reply', { kind: 'resetAfterDelivery' })
    line.fail('/v2/bot/message/reply', second)
    const failed = await adapter.send(once).catch((error) => error)
    await adapter.send({ ...once, attempts: failed.mayHaveArrived ? 1 : 0 })

    expect(sentBy()).toEqual(['reply'])
  })

  it('asks again when the answer that refuses it is cut off: it may say that the reply has arrived', async () => {
    const once = await row(words(1))
    line.fail('/v2/bot/message/reply', { kind: 'resetAfterDelivery' })
    line.fail('/v2/bot/message/reply', { kind: 'brokenBody' })
    const failed = await adapter.send(once).catch((error) => error)
    await adapter.send({ ...once, attempts: 1 })

    expect(failed).toMatchObject({ reason: 'broken_answer', retry: true, mayHaveArrived: true })
    expect(sentBy()).toEqual(['reply'])
  })

  it('does not say the first five again when the sixth could not be sent', async () => {
    const long = await row(words(6))
    line.fail('/v2/bot/message/push', { status: 429, body: '{"message":"The API rate limit has been exceeded."}' })
    const failed = await adapter.send(long).catch((error) => error)
    await adapter.send({ ...long, attempts: failed.mayHaveArrived ? 1 : 0 })

    expect(sentBy()).toEqual([...Array(5).fill('reply'), 'push'])
  })

  it('says it once when LINE was silent after it had delivered', async () => {
    const once = await row(words(1))
    line.fail('/v2/bot/message/reply', { kind: 'timeoutAfterDelivery' })
    await adapter.send(once)

    expect(sentBy()).toEqual(['reply'])
  })

  it('says it once when the program died after the reply went out', async () => {
    const once = await row(words(1))
    await adapter.send(once)
    now += 120_000
    await adapter.send({ ...once, attempts: 1 })

    expect(sentBy()).toEqual(['reply'])
  })

  it('uses a retry key of its own for each part, the same at every attempt', async () => {
    const key = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff'

    expect(retryKey(key, 0)).toBe(key)
    expect(retryKey(key, 1)).toBe(retryKey(key, 1))
    expect(new Set([0, 1, 2].map((part) => retryKey(key, part))).size).toBe(3)
    expect(retryKey(key, 2)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('never tries again when the month’s messages are used up', async () => {
    line.setQuota(0)
    const failed = await adapter
      .send({ key: crypto.randomUUID(), to: `line:${USER}`, messages: words(1), attempts: 0 })
      .catch((error) => error)

    expect(failed).toMatchObject({ reason: 'quota', retry: false })
  })

  it('shows the loading animation', async () => {
    await adapter.showTyping?.(`line:${USER}`, undefined)

    expect(line.isLoading(USER)).toBe(true)
  })

  it('tells an operator whose token is refused what to do', async () => {
    const wrong = createLineChannel({ channelSecret: SECRET, channelAccessToken: 'wrong', apiBaseUrl: line.url }, host)

    await expect(wrong.verify?.()).rejects.toThrow(/LINE_CHANNEL_ACCESS_TOKEN.*Issue a new token/)
    await wrong.close?.()
  })
})

describe('LINE webhooks', () => {
  const accepted: Inbound[][] = []
  const host = {
    accept: async (inbound: readonly Inbound[]) => void accepted.push([...inbound]),
    openForm: async () => undefined,
    checkForm: () => ({}),
    openHome: async () => [],
    say: async (key) => key,
    advisorName: () => undefined,
    vault: createMemoryVault(),
    now: () => 0,
    until: async () => {},
    log: () => {},
  } satisfies ChannelHost
  const adapter = createLineChannel({ channelSecret: SECRET, channelAccessToken: TOKEN }, host)
  const receive = async (payload: string, secret = SECRET) => {
    accepted.length = 0
    const { IncomingMessage, ServerResponse } = await import('node:http')
    const { Socket } = await import('node:net')
    const request = new IncomingMessage(new Socket())
    const body = Buffer.from(payload)
    request.headers['x-line-signature'] = createHmac('sha256', secret).update(body).digest('base64')
    const response = new ServerResponse(request)
    await adapter.receive(request, body, response)
    return response.statusCode
  }
  const event = (more: object) => ({
    mode: 'active',
    timestamp: 1,
    webhookEventId: `e${Math.random()}`,
    deliveryContext: { isRedelivery: false },
    source: { type: 'user', userId: 'U1' },
    ...more,
  })
  const body = (...events: object[]) => JSON.stringify({ destination: 'Ub', events })

  it('verifies as LINE documents', () => {
    const documented = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'

    expect(
      isSigned(documented, '8c570fa6dd201bb328f1c1eac23a96d8', 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs='),
    ).toBe(true)
  })

  it('answers the console’s Verify, which brings no events', async () => {
    expect(await receive(body())).toBe(200)
    expect(accepted).toEqual([])
  })

  it('answers 400 to a signed body that is no webhook', async () => {
    expect(await receive('not json')).toBe(400)
  })

  it.each([
    { name: 'an unknown type', more: { type: 'somethingNew' } },
    { name: 'standby', more: { type: 'message', mode: 'standby', message: { id: '1', type: 'text', text: 'x' } } },
    { name: 'no source', more: { type: 'message', source: undefined, message: { id: '1', type: 'text', text: 'x' } } },
    { name: 'a beacon', more: { type: 'beacon', beacon: { hwid: 'd', type: 'enter' } } },
    {
      name: 'a group that does not speak to us',
      more: {
        type: 'message',
        source: { type: 'group', groupId: 'G1', userId: 'U1' },
        message: { id: '1', type: 'text', text: 'x' },
      },
    },
  ])('acknowledges $name and answers nothing', async ({ more }) => {
    expect(await receive(body(event(more)))).toBe(200)
    expect(accepted).toEqual([])
  })

  it('hands over events of several people oldest first', async () => {
    const say = (userId: string, timestamp: number) =>
      event({
        type: 'message',
        timestamp,
        source: { type: 'user', userId },
        message: { id: '1', type: 'text', text: 'x' },
      })
    await receive(body(say('U2', 20), say('U1', 10)))

    expect(accepted[0]?.map((one) => one.conversation)).toEqual(['line:U1', 'line:U2'])
  })

  it('understands every event a person can cause', async () => {
    await receive(
      body(
        event({ type: 'follow', follow: { isUnblocked: true }, replyToken: 'r' }),
        event({ type: 'unfollow' }),
        event({ type: 'unsend', unsend: { messageId: '9' } }),
        event({ type: 'postback', postback: { data: 'do:help' } }),
        event({ type: 'postback', postback: { data: 'answer:t:pick', params: { datetime: '2026-12-01T10:30' } } }),
        event({ type: 'message', message: { id: '1', type: 'location' } }),
        event({
          type: 'message',
          source: { type: 'group', groupId: 'G1', userId: 'U1' },
          message: { id: '1', type: 'text', text: '@bot', mention: { mentionees: [{ isSelf: true }] } },
        }),
      ),
    )

    expect(accepted[0]?.map((one) => one.body)).toEqual([
      { kind: 'followed', again: true },
      { kind: 'unfollowed' },
      { kind: 'unsent', messageId: '9' },
      { kind: 'choice', id: 'do:help' },
      { kind: 'picked', id: 'answer:t:pick', value: '2026-12-01T10:30' },
      { kind: 'media', type: 'location', messageId: '1' },
      { kind: 'addressedInGroup' },
    ])
  })
})
