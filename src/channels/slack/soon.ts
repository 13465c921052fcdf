import type { ChannelHost } from '../channel.ts'
import { failure } from './api.ts'

/** Slack waits three seconds for the answer to an act; a person takes one for slow. */
const PATIENCE = 900

/**
 * Waits for the work, but not for long: what takes longer goes on after the
 * answer. What fails in time is thrown, so that the person sees it failed.
 */
export async function soon(work: () => Promise<void>, log: ChannelHost['log']): Promise<void> {
  let isLate = false
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      isLate = true
      resolve()
    }, PATIENCE)
  })
  const done = work().catch((error: unknown) => {
    if (!isLate) throw error
    log('error', 'an act was answered, and could not be stored afterwards', { reason: failure(error).reason })
  })
  try {
    await Promise.race([done, patience])
  } finally {
    clearTimeout(timer)
  }
}
