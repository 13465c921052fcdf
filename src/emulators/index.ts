import type { Config } from '../config.ts'
import { startLineEmulator } from './line/index.ts'
import { startSlackEmulator } from './slack/index.ts'

const SECRET = 'emulated-secret'
const TOKEN = 'emulated-token'
const ADVISORS = 'C0ADVISORS'

export interface EmulatorsOptions {
  now?(): number
  /** Called after anything that can be seen on either platform has changed. */
  onChange?(): void
}

/** Starts local stand-ins for both platforms and says how the bot reaches them. */
export async function startEmulators(options: EmulatorsOptions = {}) {
  const line = await startLineEmulator({ channelSecret: SECRET, channelAccessToken: TOKEN, ...options })
  const slack = await startSlackEmulator({ signingSecret: SECRET, botToken: `xoxb-${TOKEN}`, ...options })
  const config: Pick<Config, 'line' | 'slack'> = {
    line: { channelSecret: SECRET, channelAccessToken: TOKEN, apiBaseUrl: line.url, dataApiBaseUrl: line.dataUrl },
    slack: {
      signingSecret: SECRET,
      botToken: `xoxb-${TOKEN}`,
      apiUrl: `${slack.url}/api/`,
      advisorChannel: ADVISORS,
    },
  }
  return {
    line,
    slack,
    config,
    advisorChannel: ADVISORS,
    /** Where both platforms deliver what people do. */
    setWebhooks(origin: string) {
      line.setWebhook(`${origin}/webhooks/line`)
      slack.setWebhook(`${origin}/webhooks/slack`)
    },
    async close() {
      await line.close()
      await slack.close()
    },
  }
}

export type Emulators = Awaited<ReturnType<typeof startEmulators>>
