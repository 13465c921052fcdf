/** Waits for work to end, and no longer than `ms`: at a stop what is silent must not keep the program. */
export async function waitAtMost(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms).unref())])
}

export async function waitUntil(moment: number, now: () => number): Promise<void> {
  const ms = moment - now()
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
}
