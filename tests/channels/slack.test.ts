import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSlackChannel } from '../../src/channels/slack/index.ts'
import { startSlackEmulator } from '../../src/emulators/slack/index.ts'
import { BOT } from '../../src/emulators/slack/state.ts'
import { describeChannel } from '../contracts/channel.ts'
import { DESK, SECRET, TOKEN, USER, useSlackChannel } from '../support/slack-channel.ts'

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

describe('what the Slack channel hears', () => {
  const t = useSlackChannel()

  it('never answers itself or another bot', async () => {
    await t.slack.echo(t.slack.directChannel(USER), 'わたしです')
    await t.slack.otherBot(t.slack.directChannel(USER), 'ほかのボットです')

    expect(t.accepted).toEqual([])
  })

  it('does not talk with Slackbot', async () => {
    await t.slack.dm('USLACKBOT', 'わたしはSlackbotです')

    expect(t.accepted).toEqual([])
  })

  it('takes a mention once, though Slack sends it twice, and answers in its thread', async () => {
    await t.slack.mention(USER, 'C0TALK', '経理って何？')

    expect(new Set(t.accepted.map((one) => one.eventId)).size).toBe(1)
    expect(t.accepted[0]).toMatchObject({
      body: { kind: 'text', text: '経理って何？' },
      reply: { channel: 'C0TALK' },
      isPublic: true,
    })
  })

  it('tells edits and deletions from new messages', async () => {
    await t.slack.dm(USER, 'まちがい')
    const { channel, ts } = t.slack.direct(USER)[0]!
    await t.slack.edit(USER, channel, ts, 'なおし')
    await t.slack.remove(USER, channel, ts)

    expect(t.accepted.map((one) => one.body.kind)).toEqual(['text', 'edited', 'unsent'])
  })

  it('takes a press without a channel, however Slack writes that', async () => {
    const press = {
      type: 'message_action',
      callback_id: 'ask_about_message',
      user: { id: USER },
      team: { id: 'T0TEAM' },
    }
    const payload = {
      ...press,
      trigger_id: '1.2.x',
      channel: null,
      message: { text: '経理って?', ts: '1795500000.0001' },
    }
    const form = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    expect((await t.slack.raw(form, 'application/x-www-form-urlencoded')).status).toBe(200)
  })

  it('takes any word after a command for what it is', async () => {
    for (const word of ['__proto__', 'constructor', 'toString']) {
      expect((await t.slack.slash(USER, '/career', word)).status).toBe(200)
      expect(t.accepted.at(-1)?.body).toMatchObject({ kind: 'text', text: word })
    }
  })

  it('refuses timestamps from the past and from the future', async () => {
    const post = (offset: number) => {
      const body = '{"type":"url_verification","challenge":"c"}'
      const timestamp = String(Math.floor(Date.now() / 1000) + offset)
      const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`
      return fetch(t.url, {
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

  it('knows an advisor’s words in the thread of a card', async () => {
    const receipt = await t.adapter.send({
      key: crypto.randomUUID(),
      to: `slack:channel:${DESK}`,
      attempts: 0,
      messages: [{ kind: 'text', text: '申し込み' }],
    })
    const ts = String(receipt.refs[0]?.ts)
    await t.slack.threadReply('U0ADV', DESK, ts, 'はじめまして')

    expect(t.accepted[0]).toMatchObject({
      isDesk: true,
      below: receipt.refs[0],
      body: { kind: 'text', text: 'はじめまして' },
    })
  })

  describe('whom and what an advisor names in the thread of a card', () => {
    const written = async (text: string) => {
      await t.send('申し込み', { to: `slack:channel:${DESK}` })
      await t.slack.threadReply('U0ADV', DESK, t.slack.messages(DESK)[0]!.ts, text)
      return t.accepted.map(({ body }) => (body.kind === 'text' ? body.text : body.kind))
    }

    it.each([
      { text: '<@U0MORI>に代わりますね', heard: '森に代わりますね' },
      { text: '<@U0MORI|mori.k>さんと<@U0MORI>さん', heard: '森さんと森さん' },
      { text: '<@U0GONE>に代わりますね', heard: 'desk.colleagueに代わりますね' },
      { text: '<#C0TALK|就活>を見ました', heard: '#就活を見ました' },
      { text: '<#C0TALK|>を見ました', heard: 'desk.someChannelを見ました' },
      { text: '<!subteam^S0NIGHT|@夜番>がいます', heard: '@夜番がいます' },
      { text: '<!subteam^S0NIGHT>がいます', heard: 'desk.colleagueがいます' },
      { text: '<!here> 見てください', heard: '@here 見てください' },
      { text: '<!date^1795500000^{date_short}|12月1日>です', heard: '12月1日です' },
    ])('is carried as $heard', async ({ text, heard }) => {
      t.slack.addUser({ id: 'U0MORI', name: 'mori.k', displayName: '森' })

      expect(await written(text)).toEqual([heard])
    })

    it('is carried by the name the editors gave them', async () => {
      t.advisorNames.U0MORI = '森川'
      t.slack.addUser({ id: 'U0MORI', name: 'mori.k', displayName: '森' })

      expect(await written('<@U0MORI>に代わりますね')).toEqual(['森川に代わりますね'])
      expect((await t.slack.threadReply('U0MORI', DESK, t.slack.messages(DESK)[0]!.ts, '森川です')).status).toBe(200)
      expect(t.accepted.at(-1)?.who).toBe('森川')
    })

    it('does not keep the words waiting when Slack does not tell a name', async () => {
      t.slack.fail('users.info', { kind: 'timeout', times: 9 })

      expect(await written('<@U0MORI>に代わりますね')).toEqual(['desk.colleagueに代わりますね'])
      expect(t.accepted[0]?.who).toBe('U0ADV')
    })

    it('is named in a changed message, too', async () => {
      t.slack.addUser({ id: 'U0MORI', name: 'mori.k', displayName: '森' })
      await written('代わりますね')
      const { ts } = t.slack.thread(DESK, t.slack.messages(DESK)[0]!.ts)[0]!
      await t.slack.edit('U0ADV', DESK, ts, '<@U0MORI>に代わりますね')

      expect(t.accepted.at(-1)?.body).toMatchObject({ kind: 'edited', text: '森に代わりますね' })
    })

    it('is nothing to carry when it is the bot alone', async () => {
      expect(await written(`<@${BOT.user}>`)).toEqual([])
    })
  })

  it('starts with a bad token and tells the operator what to do', async () => {
    const wrong = createSlackChannel(
      { signingSecret: SECRET, botToken: 'xoxb-wrong', apiUrl: `${t.slack.url}/api/` },
      t.host,
    )

    await expect(wrong.verify?.()).rejects.toThrow(/SLACK_BOT_TOKEN.*invalid_auth.*OAuth & Permissions/)
  })

  it('tells a token Slack refuses from a Slack that does not answer', async () => {
    t.slack.fail('auth.test', { kind: 'status', status: 503 })

    await expect(t.adapter.verify?.()).rejects.toThrow(/does not answer \(status_503\)/)
    await expect(t.adapter.verify?.()).resolves.toBeUndefined()
  })

  it('tells the operator at the start that it may not write to the advisors’ channel', async () => {
    t.slack.seatBot(DESK, false)

    await expect(t.adapter.verify?.()).rejects.toThrow(/SLACK_ADVISOR_CHANNEL=C0DESK \(not_in_channel\).*\/invite/)
  })

  it('says what to do where it may not write to the advisors’ channel any more', async () => {
    t.slack.seatBot(DESK, false)

    await expect(t.send('受付', { to: `slack:channel:${DESK}` })).rejects.toThrow(/not_in_channel.*\/invite the bot/)
  })

  it('has an event told again, by 503, when Slack does not say who the bot is', async () => {
    t.slack.fail('auth.test', { kind: 'status', status: 503 })

    expect((await t.slack.dm(USER, '経理って？')).status).toBe(503)
    expect((await t.slack.retryLast()).status).toBe(200)
    expect(t.accepted).toHaveLength(1)
  })

  it.each([
    { what: 'with PostgreSQL’s code', error: Object.assign(new Error('shutting down'), { code: '57P01' }) },
    { what: 'with SQLite’s', error: Object.assign(new Error('full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 }) },
    { what: 'without any', error: new Error('timeout exceeded when trying to connect') },
  ])('has an event told again, by 503, when the store fails $what', async ({ error }) => {
    t.accept = async () => {
      throw error
    }
    expect((await t.slack.dm(USER, '経理って？')).status).toBe(503)
  })

  it('escapes what people write', async () => {
    await t.send('<!channel> & <@U1>')

    expect(JSON.stringify(t.slack.direct(USER)[0])).toContain('&lt;!channel&gt; &amp; &lt;@U1&gt;')
  })
})
