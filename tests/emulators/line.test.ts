import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LineEmulator, startLineEmulator } from '../../src/emulators/line/index.ts'

const USER = 'U1'
const MENU = {
  size: { width: 2500, height: 1686 },
  selected: true,
  name: 'm',
  chatBarText: 'メニュー',
  areas: [] as object[],
}

/** The first bytes of a PNG of that size, all that is looked at. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(24)
  head.write('\x89PNG\r\n\x1a\n', 'latin1')
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return head
}

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

  const call = async (path: string, body: object, headers: Record<string, string> = {}, method = 'POST') => {
    const answer = await fetch(`${line.url}${path}`, {
      method,
      headers: { authorization: 'Bearer t', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as { richMenuId?: string }, headers: answer.headers }
  }
  const upload = async (id: string | undefined, bytes: Buffer, host = line.dataUrl) => {
    const answer = await fetch(`${host}/v2/bot/richmenu/${id}/content`, {
      method: 'POST',
      headers: { authorization: 'Bearer t', 'content-type': 'image/png' },
      body: new Uint8Array(bytes),
    })
    return answer.status
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
    const id = (await call('/v2/bot/richmenu', MENU)).body.richMenuId

    expect((await call(`/v2/bot/user/all/richmenu/${id}`, {})).status).toBe(400)
    expect(await upload(id, png(2500, 1686))).toBe(200)
    expect((await call(`/v2/bot/user/all/richmenu/${id}`, {})).status).toBe(200)
    expect(line.menuOf(USER)?.menu).toEqual(MENU)
    expect(await upload(id, png(2500, 1686))).toBe(400)
  })

  it.each([
    { name: 'a size too small', change: { size: { width: 100, height: 100 } } },
    { name: 'a bar of fifteen letters', change: { chatBarText: 'あ'.repeat(15) } },
    {
      name: 'an area that reaches beyond the menu',
      change: {
        areas: [{ bounds: { x: 2000, y: 0, width: 501, height: 10 }, action: { type: 'message', text: 'a' } }],
      },
    },
    {
      name: 'a label of 21 letters',
      change: {
        areas: [
          {
            bounds: { x: 0, y: 0, width: 10, height: 10 },
            action: { type: 'postback', label: 'あ'.repeat(21), data: 'd' },
          },
        ],
      },
    },
  ])('refuses a rich menu with $name', async ({ change }) => {
    expect((await call('/v2/bot/richmenu', { ...MENU, ...change })).status).toBe(400)
  })

  it.each([
    { name: 'in a wrong format', bytes: Buffer.from('GIF89a') },
    { name: 'that is too narrow', bytes: png(700, 400) },
    { name: 'that is too high', bytes: png(2500, 2000) },
    { name: 'above one megabyte', bytes: Buffer.concat([png(2500, 1686), Buffer.alloc(1024 * 1024)]) },
  ])('refuses a picture $name', async ({ bytes }) => {
    const id = (await call('/v2/bot/richmenu', MENU)).body.richMenuId

    expect(await upload(id, bytes)).toBe(400)
  })

  it('takes pictures on the host for data alone', async () => {
    const id = (await call('/v2/bot/richmenu', MENU)).body.richMenuId

    expect(await upload(id, png(2500, 1686), line.url)).toBe(404)
  })

  it('keeps an alias to itself, and only for a menu with a picture', async () => {
    const id = (await call('/v2/bot/richmenu', MENU)).body.richMenuId
    const alias = { richMenuAliasId: 'a', richMenuId: id }

    expect((await call('/v2/bot/richmenu/alias', alias)).status).toBe(400)
    await upload(id, png(2500, 1686))
    expect((await call('/v2/bot/richmenu/alias', alias)).status).toBe(200)
    expect((await call('/v2/bot/richmenu/alias', alias)).status).toBe(400)
    expect((await call('/v2/bot/richmenu/alias/a', { richMenuId: id })).status).toBe(200)
  })

  it('takes https addresses alone as webhook, and tells how a test of it went', async () => {
    const set = (endpoint: string) => call('/v2/bot/channel/webhook/endpoint', { endpoint }, {}, 'PUT')
    const test = (endpoint: string) => call('/v2/bot/channel/webhook/test', { endpoint })

    expect((await set('http://bot.example.jp/hook')).status).toBe(400)
    expect((await set('https://bot.example.jp/hook')).status).toBe(200)
    line.tunnel('https://bot.example.jp', `http://127.0.0.1:${(server.address() as { port: number }).port}`)
    expect((await test('https://bot.example.jp/hook')).body).toMatchObject({ success: true, statusCode: 200 })
    line.tunnel('https://gone.example.jp', 'http://127.0.0.1:1')
    expect((await test('https://gone.example.jp/hook')).body).toMatchObject({ success: false, statusCode: 0 })
  })
})
