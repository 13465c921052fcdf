import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach } from 'vitest'
import type { ChannelAdapter, ChannelHost, Inbound } from '../../src/channels/channel.ts'
import { createSlackChannel } from '../../src/channels/slack/index.ts'
import { type SlackEmulator, startSlackEmulator } from '../../src/emulators/slack/index.ts'
import { createHttp, type Handler } from '../../src/http.ts'
import { silentLog } from '../../src/log.ts'
import { createMemoryVault } from './vault.ts'

export const SECRET = 'secret-for-tests'
export const TOKEN = 'xoxb-token-for-tests'
export const USER = 'U0YUI'
export const DESK = 'C0DESK'

/** The Slack channel alone, between an application that notes what it is told and a Slack that is strict. */
export function useSlackChannel() {
  let server: Server
  const t = {
    slack: undefined as unknown as SlackEmulator,
    adapter: undefined as unknown as ChannelAdapter,
    host: undefined as unknown as ChannelHost,
    /** Where the channel listens. */
    url: '',
    accepted: [] as Inbound[],
    accept: undefined as unknown as ChannelHost['accept'],
    logged: '',
    advisorNames: {} as Record<string, string>,
    /** How far the clock was moved on, in ms. */
    moved: 0,
    send: (text: string, more: object = {}) =>
      t.adapter.send({
        key: crypto.randomUUID(),
        to: `slack:T0TEAM:${USER}`,
        messages: [{ kind: 'text', text }],
        attempts: 0,
        ...more,
      }),
  }

  beforeEach(async () => {
    t.accepted = []
    t.logged = ''
    t.advisorNames = {}
    t.moved = 0
    t.accept = async (inbound) => void t.accepted.push(...inbound)
    t.host = hostOf(t)
    const receive: Handler = (...given) => t.adapter.receive(...given)
    server = createHttp({ 'POST /': receive }, silentLog)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    t.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    t.slack = await startSlackEmulator({
      signingSecret: SECRET,
      botToken: TOKEN,
      strictRate: true,
      now: t.host.now,
      webhookUrl: t.url,
    })
    t.slack.addUser({ id: USER, name: 'ゆい' })
    t.slack.addUser({ id: 'U0ADV', name: '佐藤' })
    t.slack.addChannel(DESK)
    t.slack.addChannel('C0TALK')
    t.adapter = createSlackChannel(
      { signingSecret: SECRET, botToken: TOKEN, apiUrl: `${t.slack.url}/api/`, advisorChannel: DESK, timeoutMs: 1000 },
      t.host,
    )
  })
  afterEach(async () => {
    await t.slack.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return t
}

const hostOf = (t: {
  accept: ChannelHost['accept']
  advisorNames: Record<string, string>
  moved: number
  logged: string
}): ChannelHost => ({
  accept: (inbound) => t.accept(inbound),
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
  advisorName: (user) => t.advisorNames[user],
  vault: createMemoryVault(),
  now: () => Date.now() + t.moved,
  until: async (moment) => {
    t.moved += Math.max(0, moment - Date.now() - t.moved)
  },
  log: (_level, message) => {
    t.logged += message
  },
})
