import type { Chance } from './random.ts'

/** Delivers events as platforms do: until told 200, now and then twice at once, or once more later. */
export function createPostman(chance: Chance) {
  const accepted = new Set<string>()
  const statuses = new Map<number, number>()
  const underway = new Set<Promise<void>>()
  const soon = (low: number, high: number) => new Promise((resolve) => setTimeout(resolve, chance.between(low, high)))

  return {
    /** Events whose webhook was answered with 200. */
    accepted: accepted as ReadonlySet<string>,
    /** How often webhooks were answered how; 0 for not at all. */
    statuses: statuses as ReadonlyMap<number, number>,
    /** `send` makes one attempt and tells the status. */
    deliver(events: readonly string[], send: (isAgain: boolean) => Promise<number>): void {
      const attempt = async (isAgain: boolean) => {
        const status = await send(isAgain).catch(() => 0)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status === 200) for (const event of events) accepted.add(event)
        return status === 200
      }
      const work = (async () => {
        if (chance.happens(0.1)) await soon(0, 150)
        const twin = chance.happens(0.1) ? attempt(true) : undefined
        for (let times = 0; !(await attempt(times > 0)); times++) {
          const wait = Math.min(3_000, 100 * 2 ** times)
          await soon(wait, wait * 2)
        }
        await twin
        if (chance.happens(0.1)) {
          await soon(50, 1500)
          await attempt(true)
        }
      })()
      underway.add(work)
      work.finally(() => underway.delete(work))
    },
    /** Resolves once everything has been accepted. */
    async empty() {
      while (underway.size > 0) await Promise.all(underway)
    },
  }
}

export type Postman = ReturnType<typeof createPostman>
