import type { Config } from '../config.ts'
import { startLineEmulator } from './line/index.ts'
import { startSlackEmulator } from './slack/index.ts'

const SECRET = 'emulated-secret'
const TOKEN = 'emulated-token'
const ADVISORS = 'C0ADVISORS'

/** Starts local stand-ins for both platforms and says how the bot reaches them. */
export async function startEmulators(port: number) {
  const webhook = (name: string) => `http://127.0.0.1:${port}/webhooks/${name}`
  const line = await startLineEmulator({
    channelSecret: SECRET,
    channelAccessToken: TOKEN,
    webhookUrl: webhook('line'),
  })
  const slack = await startSlackEmulator({
    signingSecret: SECRET,
    botToken: `xoxb-${TOKEN}`,
    webhookUrl: webhook('slack'),
  })
  const config: Pick<Config, 'line' | 'slack'> = {
    line: { channelSecret: SECRET, channelAccessToken: TOKEN, apiBaseUrl: line.url, dataApiBaseUrl: line.url },
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
    notes: [`No credentials are set: LINE is emulated on ${line.url}, Slack on ${slack.url}.`],
    async close() {
      await line.close()
      await slack.close()
    },
  }
}
