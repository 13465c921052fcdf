import { LogLevel } from '@slack/bolt'
import type { ChannelHost } from '../channel.ts'

/** Slack's libraries log payloads at some levels: only that something happened is passed on. */
export function quiet(log: ChannelHost['log']) {
  return {
    debug() {},
    info() {},
    warn: () => log('debug', 'a library of Slack warned'),
    error: () => log('debug', 'a library of Slack reported an error'),
    setLevel() {},
    getLevel: () => LogLevel.ERROR,
    setName() {},
  }
}
