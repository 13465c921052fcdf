import { randomBytes } from 'node:crypto'
import { type App, type AppParts, createApp } from '../../src/app.ts'
import { deskLanes, openChannels } from '../../src/channels/index.ts'
import { loadContent } from '../../src/content.ts'
import { type LineEmulator, startLineEmulator } from '../../src/emulators/line/index.ts'
import { type SlackEmulator, startSlackEmulator } from '../../src/emulators/slack/index.ts'
import { silentLog } from '../../src/log.ts'
import { createSeal } from '../../src/seal.ts'
import type { Store } from '../../src/store/store.ts'
import { createKnowledge } from '../../src/turn/knowledge.ts'

const content = loadContent()
const knowledge = await createKnowledge(content, console.warn)
/** Tuesday, 24 November 2026, three in the afternoon in Japan. */
export const TUESDAY = Date.parse('2026-11-24T15:00:00+09:00')
export const DESK = 'C0DESK'
export const ADVISORS = { sato: 'U0SATO', mori: 'U0MORI' }

export interface Bot {
  readonly app: App
  readonly line: LineEmulator
  readonly slack: SlackEmulator
  readonly store: Store
  readonly url: string
  now(): number
  /** Moves the clock and lets what fell due happen. */
  moveTo(moment: number): Promise<void>
  /** Sends everything that waits. */
  settle(): Promise<void>
  /** A person on LINE says something and waits for the answer; tells what the bot said in reply. */
  say(user: string, text: string): Promise<string>
  tap(user: string, choice: string): Promise<string>
  /** Everything the bot said to a person, one text a message. */
  heard(user: string): string[]
  close(): Promise<void>
}

/** The whole program over real HTTP, between stand-ins for both platforms. */
export async function startBot(
  store: Store,
  options: {
    keys?: Parameters<typeof createSeal>[0]
    timeoutMs?: number
    limits?: AppParts['limits']
    /** Another system that is told of each change; there is no advisors' channel then. */
    desk?: { webhookUrl: string; webhookSecret: string }
  } = {},
): Promise<Bot> {
  let now = TUESDAY
  const clock = () => now
  const line = await startLineEmulator({ channelSecret: 's', channelAccessToken: 't', now: clock })
  const slack = await startSlackEmulator({ signingSecret: 's', botToken: 'xoxb-t', now: clock })
  slack.addChannel(DESK, Object.values(ADVISORS))
  for (const [name, id] of Object.entries(ADVISORS)) slack.addUser({ id, name })
  const config = {
    line: {
      channelSecret: 's',
      channelAccessToken: 't',
      apiBaseUrl: line.url,
      dataApiBaseUrl: line.dataUrl,
      timeoutMs: options.timeoutMs ?? 2000,
    },
    slack: {
      signingSecret: 's',
      botToken: 'xoxb-t',
      apiUrl: `${slack.url}/api/`,
      advisorChannel: options.desk ? undefined : DESK,
    },
    desk: options.desk,
  }
  const app = await createApp({
    store,
    content,
    knowledge,
    seal: createSeal(options.keys ?? [{ id: 'k1', secret: randomBytes(32) }]),
    log: silentLog,
    lanes: deskLanes(config),
    now: clock,
    until: async (moment) => {
      now = Math.max(now, moment)
    },
    channels: await openChannels(config),
    // a test's machine may be slow
    limits: { budget: 60_000, ...options.limits },
  })
  const port = await app.listen(0, '127.0.0.1')
  const url = `http://127.0.0.1:${port}`
  line.setWebhook(`${url}/webhooks/line`)
  slack.setWebhook(`${url}/webhooks/slack`)

  const heard = (user: string) =>
    line
      .chat(user)
      .filter((one) => one.from === 'bot')
      .map((one) => String(one.message.text ?? one.message.altText))
  const settle = async () => {
    // Slack takes one message a second in a channel: rows given back come due as the clock moves on
    for (let round = 0; round < 4; round++) {
      await app.settle()
      now += 1100
    }
    await app.settle()
  }
  const answered = async (user: string, act: () => Promise<number>) => {
    const before = heard(user).length
    const status = await act()
    if (status !== 200) throw new Error(`the webhook was answered with ${status}`)
    await settle()
    return heard(user).slice(before).join('\n')
  }
  return {
    app,
    line,
    slack,
    store,
    url,
    now: clock,
    async moveTo(moment) {
      now = moment
      await settle()
    },
    settle,
    say: (user, text) => answered(user, () => line.say(user, text)),
    tap: (user, choice) => answered(user, () => line.tap(user, choice)),
    heard,
    async close() {
      await app.stop({ grace: 500 })
      await line.close()
      await slack.close()
    },
  }
}
