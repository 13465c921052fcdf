import type { Config } from '../config.ts'
import { startLineEmulator } from './line/index.ts'

const SECRET = 'emulated-secret'
const TOKEN = 'emulated-token'

/** Starts the local stand-in for LINE and says how the bot reaches them. */
export async function startEmulators(port: number) {
  const webhook = (name: string) => `http://127.0.0.1:${port}/webhooks/${name}`
  const line = await startLineEmulator({
    channelSecret: SECRET,
    channelAccessToken: TOKEN,
    webhookUrl: webhook('line'),
  })
  const config: Pick<Config, 'line' | 'slack'> = {
    line: { channelSecret: SECRET, channelAccessToken: TOKEN, apiBaseUrl: line.url, dataApiBaseUrl: line.url },
    slack: undefined,
  }
  return {
    line,
    config,
    notes: [`No credentials are set: LINE is emulated on ${line.url}.`],
    async close() {
      await line.close()
    },
  }
}
