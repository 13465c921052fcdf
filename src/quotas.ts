import type { ChannelAdapter } from './channels/channel.ts'
import type { Log } from './log.ts'
import type { Quota } from './metrics.ts'
import { MINUTE } from './time.ts'

/** Platforms count slowly and limit how often they may be asked. */
const FRESH_FOR = 10 * MINUTE

/**
 * What the platforms say about paid messages. Asked for when somebody looks,
 * at most every ten minutes, and never waited for: a platform that is away
 * must not keep the metrics from being read.
 */
export function createQuotas(channels: ReadonlyMap<string, ChannelAdapter>, log: Log, now: () => number) {
  const known = new Map<string, Quota>()
  let askedAt = Number.NEGATIVE_INFINITY

  function ask(channel: ChannelAdapter) {
    channel
      .quota?.()
      .then((quota) => known.set(channel.name, quota))
      .catch((error) => log.warn('the quota could not be read', { channel: channel.name, error: String(error) }))
  }

  return (): ReadonlyMap<string, Quota> => {
    if (now() - askedAt >= FRESH_FOR) {
      askedAt = now()
      for (const channel of channels.values()) ask(channel)
    }
    return known
  }
}
