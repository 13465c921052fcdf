import type { Inbound } from './channels/channel.ts'
import { UnavailableError } from './errors.ts'

export interface IntakeLimits {
  /** Events that may be in hand at once; beyond, webhooks are refused and the platform comes again. */
  readonly mostWaiting: number
  /** A webhook that is not stored after so many ms is answered with 503, under LINE's 2 s and Slack's 3 s; its work goes on. */
  readonly budget: number
}

export const INTAKE: IntakeLimits = { mostWaiting: 1_000, budget: 1_500 }

/**
 * What may come in: events of one conversation in the order they came,
 * conversations side by side, and no more than can be worked on in time.
 */
export function createIntake(limits: IntakeLimits) {
  const lines = new Map<string, Promise<unknown>>()
  let waiting = 0
  let isClosed = false

  function inLine<T>(conversation: string, work: () => Promise<T>): Promise<T> {
    const mine = (lines.get(conversation) ?? Promise.resolve()).then(work, work)
    const tail = mine
      .catch(() => undefined)
      .finally(() => {
        if (lines.get(conversation) === tail) lines.delete(conversation)
      })
    lines.set(conversation, tail)
    return mine
  }

  /** Takes a webhook's events; of one person's, none after one that failed: the platform brings them again, in order. */
  async function take<T>(events: readonly Inbound[], work: (event: Inbound) => Promise<T>): Promise<T[]> {
    if (isClosed) throw new UnavailableError('the program is stopping')
    if (waiting + events.length > limits.mostWaiting) throw new UnavailableError('too many events are waiting')
    waiting += events.length
    const results: T[] = []
    try {
      const people = Map.groupBy(events.entries(), ([, event]) => event.conversation)
      const taken = [...people].map(([conversation, own]) =>
        inLine(conversation, async () => {
          for (const [index, event] of own) results[index] = await work(event)
        }),
      )
      const settled = await Promise.allSettled(taken)
      const failed = settled.find((one) => one.status === 'rejected')
      if (failed) throw failed.reason
      return results
    } finally {
      waiting -= events.length
    }
  }

  return {
    take,
    /** As `take`, for a platform that waits: an answer in time, whatever becomes of the work. */
    async takeInTime<T>(events: readonly Inbound[], work: (event: Inbound) => Promise<T>): Promise<T[]> {
      const taking = take(events, work)
      const { promise: late, resolve } = Promise.withResolvers<'late'>()
      const timer = setTimeout(resolve, limits.budget, 'late')
      try {
        const first = await Promise.race([taking, late])
        if (first === 'late') throw new UnavailableError(`not stored within ${limits.budget} ms`)
        return first
      } finally {
        clearTimeout(timer)
        taking.catch(() => undefined)
      }
    },
    get waiting() {
      return waiting
    },
    /** Takes nothing more; resolves once nothing is in hand, or after `within` ms. */
    async close(within: number): Promise<void> {
      isClosed = true
      const until = Date.now() + within
      while (waiting > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10))
    },
  }
}
