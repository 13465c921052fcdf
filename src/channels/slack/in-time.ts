/** Slack waits three seconds for the answer to an act, its way included, and tells no act twice. */
export const TO_STORE = 2_200
/** What is left after that to tell the person. */
export const TO_TELL = 500
const AGAIN_AFTER = 150

export const after = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(resolve, ms, value).unref())

/**
 * Whether the work was done within so many ms. What fails is tried again until
 * then; what is late goes on, and may be done all the same. The work may run
 * several times, so it must change nothing twice.
 */
export async function inTime(work: () => Promise<unknown>, within: number): Promise<boolean> {
  const until = performance.now() + within
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, within, false)
  try {
    return await Promise.race([tryUntil(until, work), late])
  } finally {
    clearTimeout(timer)
  }
}

async function tryUntil(until: number, work: () => Promise<unknown>): Promise<boolean> {
  while (performance.now() < until) {
    try {
      await work()
      return true
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER))
    }
  }
  return false
}
