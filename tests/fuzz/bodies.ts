import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bot } from '../support/bot.ts'
import { ADVISORS, DESK } from '../support/bot.ts'

/** One request as a platform made it. */
export interface Recorded {
  readonly path: '/webhooks/line' | '/webhooks/slack'
  readonly type: string
  readonly body: string
}

const YUI = 'U00000000000000000000000000000001'

/** Lets people do everything they can do, and keeps what the platforms posted. */
export async function recordBodies(bot: Bot): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  const recorder = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    recorded.push({
      path: request.url as Recorded['path'],
      type: String(request.headers['content-type']),
      body: body.toString('utf8'),
    })
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => name.startsWith('x-') || name === 'content-type'),
    ) as Record<string, string>
    const answer = await fetch(bot.url + request.url, { method: 'POST', headers, body })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
    response.end(await answer.text())
  })
  await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', () => resolve()))
  const url = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}`
  bot.line.setWebhook(`${url}/webhooks/line`)
  bot.slack.setWebhook(`${url}/webhooks/slack`)
  try {
    await onLine(bot)
    await inSlack(bot)
  } finally {
    bot.line.setWebhook(`${bot.url}/webhooks/line`)
    bot.slack.setWebhook(`${bot.url}/webhooks/slack`)
    await new Promise((resolve) => recorder.close(resolve))
  }
  return [...recorded, ...DOCUMENTED]
}

async function onLine({ line, settle }: Bot) {
  line.addUser({ userId: YUI, displayName: 'ゆい' })
  await line.follow(YUI)
  await line.say(YUI, '診断をはじめる')
  await settle()
  await line.tap(YUI, 'とてもあてはまる')
  await line.say(YUI, '経理って? 😀')
  await line.pick(YUI, 'answer:callback.time:pick', '2026-11-30T15:00')
  await line.sticker(YUI, ['hi', 'hello'])
  for (const type of ['image', 'video', 'audio', 'file', 'location'] as const) await line.media(YUI, type)
  await line.unsend(YUI, '1')
  await line.redeliver()
  await line.unfollow(YUI)
  await settle()
}

async function inSlack({ slack, settle }: Bot) {
  const [user] = Object.values(ADVISORS)
  await slack.dm(user!, '診断をはじめる')
  await settle()
  const shown = slack.direct(user!).findLast((one) => one.isBot)
  if (shown) await slack.press(user!, shown.channel, shown.ts, 'answer:fit:1')
  await slack.dm(user!, '相談員と話したい')
  await settle()
  await slack.file(user!)
}

const event = (fields: object) => ({
  mode: 'active',
  timestamp: 1795500000000,
  webhookEventId: '01HDOCUMENTED0000000000001',
  deliveryContext: { isRedelivery: false },
  replyToken: 'nHuyWiB7yP5Zw52FIkcQobQuGDXCTA',
  source: { type: 'user', userId: YUI },
  ...fields,
})
const onLinePosted = (...events: object[]): Recorded => ({
  path: '/webhooks/line',
  type: 'application/json; charset=utf-8',
  body: JSON.stringify({ destination: 'Uxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', events }),
})
const slackEvent = (inner: object): Recorded => ({
  path: '/webhooks/slack',
  type: 'application/json',
  body: JSON.stringify({
    token: 'z',
    team_id: 'T0TEAM',
    api_app_id: 'A1',
    event: inner,
    type: 'event_callback',
    event_id: 'Ev0DOC',
    event_time: 1795500000,
    authorizations: [{ enterprise_id: null, team_id: 'T0TEAM', user_id: 'U0BOT', is_bot: true }],
    is_ext_shared_channel: false,
  }),
})
const slackForm = (fields: Record<string, string>): Recorded => ({
  path: '/webhooks/slack',
  type: 'application/x-www-form-urlencoded',
  body: new URLSearchParams(fields).toString(),
})

/** Kinds the stand-ins do not send, as the platforms' references show them. */
const DOCUMENTED: Recorded[] = [
  onLinePosted(),
  onLinePosted(
    event({
      type: 'message',
      source: { type: 'group', groupId: 'C1', userId: YUI },
      message: {
        type: 'text',
        id: '14353798921116',
        text: '@bot こんにちは',
        mention: { mentionees: [{ index: 0, length: 4, type: 'user', userId: 'Ubot', isSelf: true }] },
        quoteToken: 'q3Plxr4AgKd',
      },
    }),
    event({ type: 'join', source: { type: 'group', groupId: 'C1' } }),
    event({ type: 'accountLink', link: { result: 'ok', nonce: 'n' } }),
    event({ type: 'videoPlayComplete', videoPlayComplete: { trackingId: 't' } }),
    event({ type: 'postback', postback: { data: 'x', params: { newRichMenuAliasId: 'a', status: 'SUCCESS' } } }),
  ),
  slackEvent({
    type: 'app_mention',
    user: 'U0SATO',
    text: '<@U0BOT> 経理って?',
    ts: '1795500000.000100',
    channel: 'C1',
  }),
  slackEvent({ type: 'app_home_opened', user: 'U0SATO', channel: 'D1', tab: 'home', event_ts: '1795500000.000200' }),
  slackEvent({ type: 'app_home_opened', user: 'U0SATO', channel: 'D1', tab: 'messages', event_ts: '1795500000.0003' }),
  slackEvent({
    type: 'message',
    subtype: 'message_changed',
    channel: 'D1',
    ts: '1795500001.000100',
    message: { type: 'message', user: 'U0SATO', text: '新しい', ts: '1795500000.000100' },
    previous_message: { type: 'message', user: 'U0SATO', text: '古い', ts: '1795500000.000100' },
  }),
  slackEvent({
    type: 'message',
    subtype: 'message_deleted',
    channel: 'D1',
    ts: '1795500001.000200',
    deleted_ts: '1795500000.000100',
    previous_message: { type: 'message', user: 'U0SATO', text: '古い', ts: '1795500000.000100' },
  }),
  slackEvent({
    type: 'message',
    channel: DESK,
    channel_type: 'channel',
    user: 'U0SATO',
    text: 'こんにちは',
    ts: '1795500002.000100',
    thread_ts: '1795500000.000100',
  }),
  { ...slackEvent({}), body: JSON.stringify({ token: 'z', challenge: 'c', type: 'url_verification' }) },
  slackForm({ ssl_check: '1', token: 'z' }),
  slackForm({
    command: '/career',
    text: '経理って?',
    user_id: 'U0SATO',
    team_id: 'T0TEAM',
    channel_id: 'C1',
    trigger_id: '1.2.a',
    response_url: 'http://127.0.0.1:9/response',
  }),
  slackForm({
    command: '/callbacks',
    text: '',
    user_id: 'U0SATO',
    team_id: 'T0TEAM',
    channel_id: 'C1',
    trigger_id: '1.2.b',
  }),
  slackForm({
    payload: JSON.stringify({
      type: 'view_submission',
      team: { id: 'T0TEAM' },
      user: { id: 'U0SATO', name: 'sato' },
      view: {
        id: 'V1',
        hash: 'h',
        callback_id: 'callback',
        private_metadata: '{"form":"callback","isDesk":false}',
        state: { values: { name: { value: { type: 'plain_text_input', value: '佐藤' } } } },
      },
    }),
  }),
  slackForm({
    payload: JSON.stringify({
      type: 'message_action',
      callback_id: 'ask_about_message',
      trigger_id: '1.2.c',
      team: { id: 'T0TEAM' },
      user: { id: 'U0SATO' },
      channel: { id: 'C1' },
      message: { text: '経理って?', ts: '1795500000.000100' },
    }),
  }),
  slackForm({
    payload: JSON.stringify({
      type: 'shortcut',
      callback_id: 'open_menu',
      trigger_id: '1.2.d',
      team: { id: 'T0TEAM' },
      user: { id: 'U0SATO' },
    }),
  }),
]
