import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SlackEmulator, startSlackEmulator } from '../../src/emulators/slack/index.ts'

const USER = 'U0YUI'
const TALK = 'C0TALK'
const OAUTH = { clientId: '1.2', clientSecret: 'c', tokenLife: 12 * 3600_000 }

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const button = (fields: object = {}) => ({
  type: 'button',
  action_id: 'a',
  text: { type: 'plain_text', text: 'おす' },
  value: 'v',
  ...fields,
})
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const modal = (fields: object = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: '相談' },
  blocks: [section('やあ')],
  ...fields,
})
const input = (fields: object = {}) => ({
  type: 'input',
  block_id: 'name',
  label: { type: 'plain_text', text: 'お名前' },
  element: { type: 'plain_text_input', action_id: 'name' },
  ...fields,
})

describe('the Slack emulator', () => {
  let slack: SlackEmulator
  let server: Server
  let now: number
  /** What the bot was sent, and what it answers. */
  let received: { headers: IncomingHttpHeaders; body: string }[]
  let answer: object | undefined

  beforeEach(async () => {
    now = Date.parse('2026-11-24T15:00:00+09:00')
    received = []
    answer = undefined
    server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      received.push({ headers: request.headers, body })
      response.end(answer ? JSON.stringify(answer) : '')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    slack = await startSlackEmulator({
      signingSecret: 's',
      botToken: 'xoxb-t',
      strictRate: true,
      now: () => now,
      oauth: OAUTH,
      webhookUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    })
    slack.addUser({ id: USER, name: 'yui' })
    slack.addChannel(TALK, [USER])
  })
  afterEach(async () => {
    await slack.close()
    server.close()
  })

  const raw = (path: string, body: object, token: string | undefined = 'xoxb-t') =>
    fetch(`${slack.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
  const call = async (method: string, body: object, token?: string) =>
    (await (await raw(`/api/${method}`, body, token)).json()) as Record<string, unknown> & {
      ok: boolean
      error?: string
    }
  /** A message a moment after the last. */
  const post = (body: object) => {
    now += 1000
    return call('chat.postMessage', { channel: TALK, text: 'やあ', ...body })
  }
  const payload = (at = -1) => JSON.parse(new URLSearchParams(received.at(at)!.body).get('payload')!)

  describe('a message', () => {
    it.each([
      { body: { channel: 'C0NOWHERE' }, error: 'channel_not_found' },
      { body: { text: '' }, error: 'no_text' },
      { body: { text: 'あ'.repeat(40_001) }, error: 'msg_too_long' },
      { body: { blocks: 'x' }, error: 'invalid_blocks_format' },
      { body: { blocks: Array.from({ length: 51 }, () => section('a')) }, error: 'invalid_blocks' },
      { body: { blocks: [section('')] }, error: 'invalid_blocks' },
      { body: { blocks: [section('😀'.repeat(3001))] }, error: 'invalid_blocks' },
      {
        body: { blocks: [{ type: 'section', fields: Array(11).fill({ type: 'mrkdwn', text: 'a' }) }] },
        error: 'invalid_blocks',
      },
      { body: { blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }] }, error: 'invalid_blocks' },
      {
        body: { blocks: [{ type: 'header', text: { type: 'plain_text', text: 'あ'.repeat(151) } }] },
        error: 'invalid_blocks',
      },
      { body: { blocks: [actions()] }, error: 'invalid_blocks' },
      {
        body: { blocks: [actions(button({ text: { type: 'plain_text', text: 'あ'.repeat(76) } }))] },
        error: 'invalid_blocks',
      },
      { body: { blocks: [actions(button({ value: 'v'.repeat(2001) }))] }, error: 'invalid_blocks' },
      { body: { blocks: [actions(button({ action_id: 'a'.repeat(256) }))] }, error: 'invalid_blocks' },
      { body: { blocks: [actions(button(), button())] }, error: 'invalid_blocks' },
      { body: { blocks: [{ type: 'unheard_of' }] }, error: 'invalid_blocks' },
      { body: { thread_ts: '1.000001' }, error: 'thread_not_found' },
    ])('is refused with $error', async ({ body, error }) => {
      expect(await post(body)).toEqual({ ok: false, error })
      expect(slack.messages(TALK)).toEqual([])
    })

    it('may use every limit to the full, counted in code points', async () => {
      const full = await post({
        text: 'あ'.repeat(40_000),
        blocks: [
          section('😀'.repeat(3000)),
          actions(
            ...Array.from({ length: 25 }, (_, index) =>
              button({
                action_id: `${index}`,
                value: 'v'.repeat(2000),
                text: { type: 'plain_text', text: '😀'.repeat(75) },
              }),
            ),
          ),
        ],
      })

      expect(full.ok).toBe(true)
    })

    it('comes once a second in a channel; another channel does not wait', async () => {
      slack.addChannel('C0OTHER')
      await post({})
      const tooSoon = await raw('/api/chat.postMessage', { channel: TALK, text: 'すぐ' })

      expect([tooSoon.status, tooSoon.headers.get('retry-after')]).toEqual([429, '1'])
      expect((await call('chat.postMessage', { channel: 'C0OTHER', text: 'やあ' })).ok).toBe(true)
      expect((await post({})).ok).toBe(true)
    })

    it('is answered in the thread of a root, never of an answer', async () => {
      const root = await post({})
      const below = await post({ thread_ts: root.ts })

      expect(await post({ thread_ts: below.ts })).toMatchObject({ error: 'invalid_thread_ts' })
      expect(slack.thread(TALK, String(root.ts))).toHaveLength(1)
    })

    it('loses its blocks when only its text is changed', async () => {
      const { ts } = await post({ blocks: [section('やあ')] })
      await call('chat.update', { channel: TALK, ts, text: 'なおし' })

      expect(slack.messages(TALK)[0]).toMatchObject({ text: 'なおし', blocks: undefined, isEdited: true })
    })

    it('of a person cannot be changed or deleted by the bot', async () => {
      await slack.dm(USER, 'やあ')
      const { channel, ts } = slack.direct(USER)[0]!

      expect((await call('chat.update', { channel, ts, text: 'x' })).error).toBe('cant_update_message')
      expect((await call('chat.delete', { channel, ts })).error).toBe('cant_delete_message')
      expect((await call('chat.update', { channel, ts: '1.1', text: 'x' })).error).toBe('message_not_found')
    })

    it('is found again by its metadata, newest first, a page at a time', async () => {
      for (const key of ['a', 'b', 'c']) await post({ metadata: { event_type: 'e', event_payload: { key } } })
      const look = { channel: TALK, limit: 2, include_all_metadata: true }
      const first = await call('conversations.history', look)
      const { next_cursor: cursor } = first.response_metadata as { next_cursor: string }
      const second = await call('conversations.history', { ...look, cursor })
      const keys = (page: typeof first) =>
        (page.messages as { metadata: { event_payload: { key: string } } }[]).map(
          (one) => one.metadata.event_payload.key,
        )

      expect([keys(first), keys(second)]).toEqual([['c', 'b'], ['a']])
    })

    it('to one person alone needs that person', async () => {
      expect((await call('chat.postEphemeral', { channel: TALK, user: 'U0NOBODY', text: 'x' })).error).toBe(
        'user_not_in_channel',
      )
      expect((await call('chat.postEphemeral', { channel: TALK, user: USER, text: 'ひみつ' })).ok).toBe(true)
      expect(slack.whispers(USER).map((one) => one.text)).toEqual(['ひみつ'])
    })
  })

  it.each([
    { token: undefined, error: 'not_authed' },
    { token: 'xoxb-wrong', error: 'invalid_auth' },
  ])('refuses a call with the token $token: $error', async ({ token, error }) => {
    const response = await raw('/api/auth.test', {}, token ?? '')

    expect(await response.json()).toEqual({ ok: false, error })
  })

  it('does not know a method nobody has told it of', async () => {
    expect((await call('chat.shout', {})).error).toBe('unknown_method')
  })

  describe('a modal', () => {
    /** A trigger, as a press brings it. */
    const trigger = async () => {
      await slack.shortcut(USER, 'open_menu')
      return payload().trigger_id as string
    }
    const open = async (view: object) => call('views.open', { trigger_id: await trigger(), view })

    it('opens once with its trigger, within three seconds', async () => {
      const fresh = await trigger()
      const old = await trigger()

      expect((await call('views.open', { trigger_id: fresh, view: modal() })).ok).toBe(true)
      expect((await call('views.open', { trigger_id: fresh, view: modal() })).error).toBe('exchanged_trigger_id')
      now += 3001
      expect((await call('views.open', { trigger_id: old, view: modal() })).error).toBe('expired_trigger_id')
      expect((await call('views.open', { trigger_id: 'made up', view: modal() })).error).toBe('invalid_trigger_id')
    })

    it.each([
      { view: modal({ title: { type: 'plain_text', text: 'あ'.repeat(25) } }), because: 'the title is too long' },
      { view: modal({ blocks: [input()] }), because: 'a form needs a button to send it' },
      { view: modal({ private_metadata: 'x'.repeat(3001) }), because: 'it carries too much along' },
      { view: modal({ blocks: Array(101).fill(section('a')) }), because: 'it has too many blocks' },
      { view: { ...modal(), type: 'window' }, because: 'there is no such view' },
    ])('is refused: $because', async ({ view }) => {
      expect((await open(view)).error).toBe('invalid_arguments')
      expect(slack.modal(USER)).toBeUndefined()
    })

    it('brings back what was filled in, by block and action, and stays open on errors', async () => {
      const submit = { type: 'plain_text', text: '送る' }
      const date = input({ block_id: 'date', optional: true, element: { type: 'datepicker', action_id: 'd' } })
      await open(modal({ submit, blocks: [input(), date] }))
      answer = { response_action: 'errors', errors: { name: '短すぎます' } }
      await slack.submit(USER, { name: 'や', date: '2026-12-01' })

      expect(payload()).toMatchObject({
        type: 'view_submission',
        view: {
          state: {
            values: {
              name: { name: { type: 'plain_text_input', value: 'や' } },
              date: { d: { type: 'datepicker', selected_date: '2026-12-01' } },
            },
          },
        },
      })
      expect(slack.modal(USER)).toBeDefined()
      answer = undefined
      await slack.submit(USER, { name: '山田' })
      expect(slack.modal(USER)).toBeUndefined()
    })

    it('is not sent off while a required field is empty, and shows errors at fields alone', async () => {
      await open(modal({ submit: { type: 'plain_text', text: '送る' }, blocks: [input()] }))
      await expect(slack.submit(USER, {})).rejects.toThrow('"name" is empty')
      answer = { response_action: 'errors', errors: { nothing: 'x' } }

      await expect(slack.submit(USER, { name: '山田' })).rejects.toThrow('"nothing"')
    })

    it('is changed only by who knows its latest hash', async () => {
      const { view } = (await open(modal())) as unknown as { view: { id: string; hash: string } }
      const change = (hash: string) => call('views.update', { view_id: view.id, hash, view: modal() })

      expect((await change(view.hash)).ok).toBe(true)
      expect((await change(view.hash)).error).toBe('hash_conflict')
    })
  })

  it('keeps a Home tab for each person', async () => {
    const view = { type: 'home', blocks: [section('ようこそ')] }

    expect((await call('views.publish', { user_id: USER, view })).ok).toBe(true)
    expect((await call('views.publish', { user_id: 'U0NOBODY', view })).error).toBe('user_not_found')
    expect(slack.home(USER)).toEqual(view)
  })

  it('knows sessions by their thread, and four prompts at most', async () => {
    const { ts } = await post({})
    const set = (status: string, thread_ts: unknown) =>
      call('agents.sessions.setStatus', { channel_id: TALK, thread_ts, status })
    const prompts = Array(5).fill({ title: 'a', message: 'a' })

    expect((await set('suspended', ts)).ok).toBe(true)
    expect(slack.status(TALK)).toBe('suspended')
    expect((await set('sleeping', ts)).error).toBe('invalid_arguments')
    expect((await set('active', '1.1')).error).toBe('thread_not_found')
    expect((await call('assistant.threads.setSuggestedPrompts', { channel_id: TALK, prompts })).error).toBe(
      'invalid_arguments',
    )
  })

  describe('a response URL', () => {
    const respond = async (body: object) => {
      const response = await fetch(payload().response_url, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
      return [response.status, (await response.json()) as object] as const
    }
    const press = async () => {
      const { ts } = await post({ blocks: [actions(button())] })
      await slack.press(USER, TALK, String(ts), 'v')
    }

    it('answers the person alone, or in place of the message', async () => {
      await press()
      await respond({ text: 'あなただけに' })
      await respond({ text: '押されました', replace_original: true })

      expect(slack.whispers(USER)[0]?.text).toBe('あなただけに')
      expect(slack.messages(TALK)[0]).toMatchObject({ text: '押されました', isEdited: true })
    })

    it('takes five answers within half an hour', async () => {
      await press()
      for (let use = 0; use < 5; use++) expect((await respond({ text: 'x' }))[0]).toBe(200)
      expect(await respond({ text: 'x' })).toEqual([404, { ok: false, error: 'used_url' }])
      await press()
      now += 31 * 60_000

      expect(await respond({ text: 'x' })).toEqual([404, { ok: false, error: 'expired_url' }])
    })
  })

  describe('OAuth', () => {
    const app = { client_id: OAUTH.clientId, client_secret: OAUTH.clientSecret }
    const grant = (body: object) => call('oauth.v2.access', { ...app, ...body }, '')

    it('gives tokens that end for a code, and the next for a refresh token; each once', async () => {
      const code = slack.allow('T0NEW')
      const first = await grant({ code })
      const next = await grant({ grant_type: 'refresh_token', refresh_token: first.refresh_token })

      expect(await call('auth.test', {}, String(next.access_token))).toMatchObject({ ok: true, team_id: 'T0NEW' })
      expect((await grant({ code })).error).toBe('invalid_code')
      expect((await grant({ grant_type: 'refresh_token', refresh_token: first.refresh_token })).error).toBe(
        'invalid_refresh_token',
      )
      now += OAUTH.tokenLife
      expect((await call('auth.test', {}, String(first.access_token))).error).toBe('token_expired')
    })

    it('opens only the workspace that gave it', async () => {
      const { access_token } = await grant({ code: slack.allow('T0NEW') })

      expect((await call('conversations.open', { users: USER }, String(access_token))).error).toBe('user_not_found')
      expect((await call('chat.postMessage', { channel: TALK, text: 'x' }, String(access_token))).error).toBe(
        'channel_not_found',
      )
    })

    it('refuses another app', async () => {
      expect((await grant({ code: slack.allow('T0NEW'), client_secret: 'x' })).error).toBe('bad_client_secret')
    })
  })

  it('signs what it sends, tells a mention twice, and sends the same again', async () => {
    await slack.mention(USER, TALK, '経理って何？')
    const [mention, message] = received.map(({ body }) => JSON.parse(body))
    const { headers, body } = received[0]!
    const time = headers['x-slack-request-timestamp']

    expect(headers['x-slack-signature']).toBe(
      `v0=${createHmac('sha256', 's').update(`v0:${time}:${body}`).digest('hex')}`,
    )
    expect([mention.event.type, message.event.type]).toEqual(['app_mention', 'message'])
    expect(mention.event.ts).toBe(message.event.ts)
    expect(mention.event_id).not.toBe(message.event_id)
    await slack.retryLast()
    expect(received[2]).toMatchObject({ body: received[1]!.body, headers: { 'x-slack-retry-num': '1' } })
  })

  it.each([
    { fault: { kind: 'status', status: 429, retryAfter: 30 }, status: 429, because: 'too fast' },
    { fault: { kind: 'status', status: 503 }, status: 503, because: 'Slack is ill' },
  ] as const)('fails once as told: $because', async ({ fault, status }) => {
    slack.fail('chat.postMessage', fault)

    expect((await raw('/api/chat.postMessage', { channel: TALK, text: 'x' })).status).toBe(status)
    expect((await post({})).ok).toBe(true)
  })
})
