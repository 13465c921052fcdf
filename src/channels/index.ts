import type { Config } from '../config.ts'
import type { ChannelAdapter, ChannelHost } from './channel.ts'
import { createLineChannel } from './line/index.ts'
import { createSlackChannel } from './slack/index.ts'
import { createWebhookChannel } from './webhook/index.ts'

export type ChannelFactory = (host: ChannelHost) => ChannelAdapter

/** The table of channels: a new one is a folder beside these and a line here. */
export function openChannels(config: Pick<Config, 'line' | 'slack' | 'desk'>): ChannelFactory[] {
  const { line, slack, desk } = config
  return [
    ...(line ? [(host: ChannelHost) => createLineChannel(line, host)] : []),
    ...(slack ? [(host: ChannelHost) => createSlackChannel(slack, host)] : []),
    ...(desk ? [(host: ChannelHost) => createWebhookChannel(desk, host)] : []),
  ]
}

/** Where the desk's messages go, by what is configured. */
export function deskLanes(config: Pick<Config, 'slack' | 'desk'>) {
  return {
    advisors: config.slack?.advisorChannel ? `slack:channel:${config.slack.advisorChannel}` : undefined,
    webhook: config.desk ? 'webhook:desk' : undefined,
  }
}
