import { DeliveryError } from '../channel.ts'

/** One message a second in each channel (https://docs.slack.dev/apis/web-api/rate-limits). */
const SPACING = 1_000
/** A longer queue goes back to the outbox, so that one channel holds no worker. */
const LONGEST_WAIT = 2_000
/** Slack asks for no longer rest; a turn still further off was given while the clock was ahead. */
const LONGEST_REST = 10 * 60_000
/** More channels than anybody writes to within a second. */
const REMEMBERED = 10_000

/** Gives each channel a message a second; no channel waits for another. */
export function createPace(now: () => number) {
  const next = new Map<string, number>()

  return {
    /** Waits for the channel's turn, or gives the row back when that is far away. */
    async turn(channel: string): Promise<void> {
      const ahead = (next.get(channel) ?? 0) - now()
      const wait = ahead > LONGEST_REST ? 0 : Math.max(0, ahead)
      if (wait > LONGEST_WAIT) throw new DeliveryError('rate_limited', { retry: true, after: wait })
      if (next.size >= REMEMBERED) for (const [one, at] of next) if (at <= now()) next.delete(one)
      next.set(channel, now() + wait + SPACING)
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    },
    /** Slack counts from when a message arrived, which may be long after its turn came. */
    arrived(channel: string): void {
      next.set(channel, Math.max(next.get(channel) ?? 0, now() + SPACING))
    },
    /** Slack asked to wait: until then the channel takes nothing. */
    hold(channel: string, ms: number): void {
      next.set(channel, Math.max(next.get(channel) ?? 0, now() + ms))
    },
  }
}
