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
  const inHand = new Map<string, Promise<unknown>>()
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

  /** One person's events of one webhook; none after one that failed: the platform brings them again, in order. */
  function takeGroup<T>(conversation: string, events: readonly Inbound[], work: (event: Inbound) => Promise<T>) {
    // what is redelivered while it is still in hand is the same work: a storm of redeliveries adds none
    const key = events.map((event) => event.eventId).join()
    const known = inHand.get(key) as Promise<T[]> | undefined
    if (known) return known
    if (waiting + events.length > limits.mostWaiting) throw new UnavailableError('too many events are waiting')
    waiting += events.length
    const mine = inLine(conversation, async () => {
      const results: T[] = []
      for (const event of events) results.push(await work(event))
      return results
    }).finally(() => {
      waiting -= events.length
      inHand.delete(key)
    })
    inHand.set(key, mine)
    return mine
  }

  /** Takes a webhook's events and tells what became of each, in their order. */
  async function take<T>(events: readonly Inbound[], work: (event: Inbound) => Promise<T>): Promise<T[]> {
    if (isClosed) throw new UnavailableError('the program is stopping')
    const people = [...Map.groupBy(events, (event) => event.conversation)]
    const settled = await Promise.allSettled(
      people.map(async ([conversation, own]) => await takeGroup(conversation, own, work)),
    )
    const results = new Map<Inbound, T>()
    for (const [index, group] of settled.entries()) {
      if (group.status === 'rejected') throw group.reason
      for (const [place, result] of group.value.entries()) results.set(people[index]![1][place]!, result)
    }
    return events.map((event) => results.get(event) as T)
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
      const until = performance.now() + within
      while (waiting > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 10))
    },
  }
}

export type Intake = ReturnType<typeof createIntake>
