import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LineEmulator, startLineEmulator } from '../../src/emulators/line/index.ts'

const USER = 'U1'

describe('the LINE emulator', () => {
  let line: LineEmulator
  let server: Server
  let now = 1_000_000
  let events: { replyToken?: string; webhookEventId: string; deliveryContext: { isRedelivery: boolean } }[] = []

  beforeEach(async () => {
    now = 1_000_000
    server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      events = JSON.parse(body).events
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    line = await startLineEmulator({
      channelAccessToken: 't',
      now: () => now,
      webhookUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    })
    line.addUser({ userId: USER, displayName: 'ゆい' })
  })
  afterEach(async () => {
    await line.close()
    server.close()
  })

  const call = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${line.url}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer t', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as { richMenuId?: string }, headers: answer.headers }
  }
  const text = (words = 'やあ') => ({ type: 'text', text: words })
  const reply = (replyToken: string | undefined) => call('/v2/bot/message/reply', { replyToken, messages: [text()] })
  const push = (messages: object[], headers = {}) => call('/v2/bot/message/push', { to: USER, messages }, headers)
  const KEY = { 'x-line-retry-key': '123e4567-e89b-42d3-a456-426614174000' }

  it('takes a reply token once', async () => {
    await line.say(USER, 'a')
    const token = events[0]?.replyToken

    expect((await reply(token)).status).toBe(200)
    expect(await reply(token)).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } })
  })

  it('takes no reply token after a minute', async () => {
    await line.say(USER, 'a')
    now += 61_000

    expect((await reply(events[0]?.replyToken)).status).toBe(400)
  })

  it('answers 409 to a retry key it has accepted, and delivers once', async () => {
    await push([text()], KEY)
    const again = await push([text()], KEY)

    expect(again).toMatchObject({ status: 409, body: { message: 'The retry key is already accepted' } })
    expect(again.headers.get('x-line-accepted-request-id')).toBeTruthy()
    expect(line.chat(USER)).toHaveLength(1)
  })

  it('refuses a retry key on a reply', async () => {
    expect((await call('/v2/bot/message/reply', { replyToken: 'x', messages: [text()] }, KEY)).status).toBe(400)
  })

  it('refuses a wrong token', async () => {
    expect((await call('/v2/bot/message/push', {}, { authorization: 'Bearer wrong' })).status).toBe(401)
  })

  it.each([
    { name: 'six messages', messages: Array(6).fill(text()), property: 'messages' },
    { name: 'a text too long', messages: [text('あ'.repeat(5001))], property: 'messages[0].text' },
    {
      name: 'fourteen quick replies',
      messages: [
        {
          ...text(),
          quickReply: {
            items: Array(14).fill({ type: 'action', action: { type: 'postback', label: 'a', data: 'b' } }),
          },
        },
      ],
      property: 'messages[0].quickReply.items',
    },
    {
      name: 'a label of 21 letters',
      messages: [
        {
          ...text(),
          quickReply: { items: [{ type: 'action', action: { type: 'postback', label: 'あ'.repeat(21), data: 'b' } }] },
        },
      ],
      property: 'messages[0].quickReply.items[0].action.label',
    },
    { name: 'an unknown property', messages: [{ ...text(), colour: 'red' }], property: 'messages[0].colour' },
    {
      name: 'an empty bubble',
      messages: [{ type: 'flex', altText: 'a', contents: { type: 'bubble' } }],
      property: 'messages[0].contents',
    },
  ])('names the property it objects to: $name', async ({ messages, property }) => {
    const answer = await push(messages)

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      message: expect.stringContaining('error(s)'),
      details: expect.arrayContaining([expect.objectContaining({ property })]),
    })
  })

  it('counts pushes to friends, and stops when the month’s are used up', async () => {
    line.setQuota(1)
    await push([text(), text()])

    expect(line.pushed).toBe(1)
    expect(await push([text()])).toMatchObject({
      status: 429,
      body: { message: 'You have reached your monthly limit.' },
    })
  })

  it('answers 200 to a push to somebody who blocked the account, and delivers nothing', async () => {
    await line.unfollow(USER)

    expect((await push([text()])).status).toBe(200)
    expect(line.chat(USER)).toEqual([])
    expect(line.pushed).toBe(0)
  })

  it('redelivers with the same id', async () => {
    await line.say(USER, 'a')
    const first = events[0]!
    await line.redeliver()

    expect(events[0]).toMatchObject({ webhookEventId: first.webhookEventId, deliveryContext: { isRedelivery: true } })
  })

  it('knows rich menus: image first, then for all or for one', async () => {
    const menu = { size: { width: 2500, height: 1686 }, selected: true, name: 'm', chatBarText: 'メニュー', areas: [] }
    const { body } = await call('/v2/bot/richmenu', menu)

    expect((await call(`/v2/bot/user/all/richmenu/${body.richMenuId}`, {})).status).toBe(400)
    expect((await call(`/v2/bot/richmenu/${body.richMenuId}/content`, {})).status).toBe(200)
    expect((await call(`/v2/bot/user/all/richmenu/${body.richMenuId}`, {})).status).toBe(200)
    expect((await call('/v2/bot/richmenu', { ...menu, size: { width: 100, height: 100 } })).status).toBe(400)
  })
})
