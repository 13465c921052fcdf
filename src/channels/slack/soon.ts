import type { ChannelHost } from '../channel.ts'
import { failure } from './api.ts'

/** Slack waits three seconds for the answer to an act; a person takes one for slow. */
const PATIENCE = 900
/** Slack tells nothing twice: what was answered too early is tried again by ourselves. */
const AGAIN_AFTER = [250, 2_000, 8_000]

/**
 * Waits for the work, but not for long: what takes longer goes on after the
 * answer. What fails in time is thrown, so that the person sees it failed.
 * The work may run again, so it must change nothing twice.
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
  const done = work().catch(async (error: unknown) => {
    if (!isLate) throw error
    for (const wait of AGAIN_AFTER) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      if (await succeeds(work)) return
    }
    log('error', 'an act was answered, and could not be stored afterwards', { reason: failure(error).reason })
  })
  try {
    await Promise.race([done, patience])
  } finally {
    clearTimeout(timer)
  }
}

const succeeds = (work: () => Promise<void>) =>
  work().then(
    () => true,
    () => false,
  )
