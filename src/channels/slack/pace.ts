import { DeliveryError } from '../channel.ts'

/** One message a second in each channel (https://docs.slack.dev/apis/web-api/rate-limits). */
const SPACING = 1_000
/** A longer queue goes back to the outbox, so that one channel holds no worker. */
const LONGEST_WAIT = 2_000
/** More channels than anybody writes to within a second. */
const REMEMBERED = 10_000

/** Gives each channel a message a second; no channel waits for another. */
export function createPace(clock: () => number, until: (moment: number) => Promise<void>) {
  const next = new Map<string, number>()
  let latest = 0

  /** What was noted while the clock was ahead says nothing once it is put back. */
  function now(): number {
    const moment = clock()
    if (moment < latest) next.clear()
    latest = moment
    return moment
  }

  function rest(channel: string, ms: number): void {
    const until = now() + ms
    next.set(channel, Math.max(next.get(channel) ?? 0, until))
  }

  return {
    /** Waits for the channel's turn, or gives the row back when that is far away. */
    async turn(channel: string): Promise<void> {
      const begun = now()
      const wait = Math.max(0, (next.get(channel) ?? 0) - begun)
      if (wait > LONGEST_WAIT) throw new DeliveryError('rate_limited', { retry: true, after: wait })
      if (next.size >= REMEMBERED) for (const [one, at] of next) if (at <= begun) next.delete(one)
      next.set(channel, begun + wait + SPACING)
      if (wait > 0) await until(begun + wait)
    },
    /** Slack counts from when a message arrived, which may be long after its turn came. */
    arrived(channel: string): void {
      rest(channel, SPACING)
    },
    /** Slack asked to wait: until then the channel takes nothing. */
    hold(channel: string, ms: number): void {
      rest(channel, ms)
    },
  }
}
