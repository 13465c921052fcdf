import type { Config } from '../config.ts'
import type { ChannelAdapter, ChannelHost } from './channel.ts'

export type ChannelFactory = (host: ChannelHost) => ChannelAdapter

/**
 * The table of channels: a new one is a folder beside these and three lines here.
 * Each is loaded where it is open: Slack's packages alone are 250 files.
 */
export async function openChannels(config: Pick<Config, 'line' | 'slack' | 'desk'>): Promise<ChannelFactory[]> {
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
export function deskLanes(config: Pick<Config, 'slack' | 'desk'>) {
  return {
    advisors: config.slack?.advisorChannel ? `slack:channel:${config.slack.advisorChannel}` : undefined,
    webhook: config.desk ? 'webhook:desk' : undefined,
  }
}
