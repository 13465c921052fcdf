import type { Config } from '../config.ts'
import type { ChannelAdapter, ChannelHost } from './channel.ts'

export type ChannelFactory = (host: ChannelHost) => ChannelAdapter

/** What channels are opened by; one that is not named stays closed. */
type Accounts = Partial<Pick<Config, 'line' | 'slack' | 'desk'>>

/**
 * The table of channels: a new one is a folder beside these and its lines here.
 * Each is loaded where it is open: Slack's packages alone are 250 files.
 */
export async function openChannels(config: Accounts): Promise<ChannelFactory[]> {
  const { line, slack, desk } = config
  const factories: ChannelFactory[] = []
  if (line) {
    const { createLineChannel } = await import('./line/index.ts')
    factories.push((host) => createLineChannel(line, host))
  }
  if (slack) {
    const { createSlackChannel } = await import('./slack/index.ts')
    factories.push((host) => createSlackChannel(slack, host))
  }
  if (desk) {
    const { createWebhookChannel } = await import('./webhook/index.ts')
    factories.push((host) => createWebhookChannel(desk, host))
  }
  return factories
}

/** Where the desk's messages go, by what is configured. */
export function deskLanes(config: Accounts) {
  return {
    advisors: config.slack?.advisorChannel ? `slack:channel:${config.slack.advisorChannel}` : undefined,
    webhook: config.desk ? 'webhook:desk' : undefined,
  }
}
