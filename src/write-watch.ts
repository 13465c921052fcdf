import { randomUUID } from 'node:crypto'
import { isStoreFault } from './store/fault.ts'
import { tryWriting } from './store/inbox.ts'
import type { Store } from './store/store.ts'

export interface WriteWatch {
  /** A turn failed. */
  failed(error: unknown): void
  /** Why turns cannot be stored; undefined when they can, as far as is known. */
  problem(): Promise<string | undefined>
}

/**
 * Notices a store that reads and does not write: a full disk, a server that has become a standby. A turn that fails
 * raises the doubt, and costs nothing where none does. Whoever asks then has it settled by a trial: balancers send no
 * turns to a bot that is not ready, so none would ever tell that there is room again.
 */
export function watchWrites(store: Pick<Store, 'write'>, now: () => number): WriteWatch {
  let isInDoubt = false
  let trial: Promise<string | undefined> | undefined

  async function attempt(): Promise<string | undefined> {
    isInDoubt = false
    try {
      await tryWriting(store, randomUUID(), now())
      return undefined
    } catch (error) {
      isInDoubt = true
      return `turns cannot be stored: ${error instanceof Error ? error.message : error}`
    }
  }

  return {
    failed(error) {
      if (isStoreFault(error)) isInDoubt = true
    },
    async problem() {
      if (!isInDoubt && !trial) return undefined
      // many may ask at once
      trial ??= attempt().finally(() => {
        trial = undefined
      })
      return await trial
    },
  }
}
