import { type FSWatcher, watch } from 'node:fs'
import { type Content, loadContent } from '../content.ts'
import { ProblemsError } from '../errors.ts'

export interface ContentState {
  /** The version the bot speaks now: the last good one. */
  readonly version: string
  /** What is wrong with the files as they are; empty when all of them are in use. */
  readonly problems: readonly string[]
}

/** An editor's program writes a file in several goes. */
const REST = 150

/**
 * Follows the files while editors change them. What has a problem is not
 * used, not even in part: the bot goes on with the last good version.
 */
export function followContent(
  folder: string,
  first: Content,
  use: (content: Content) => Promise<void>,
  onChange: (state: ContentState) => void,
): { readonly state: ContentState; close(): Promise<void> } {
  let state: ContentState = { version: first.version, problems: [] }
  let timer: NodeJS.Timeout | undefined
  let busy: Promise<void> = Promise.resolve()
  let isClosed = false

  const look = () => {
    // one after the other: the newest files win
    busy = busy.then(async () => {
      if (isClosed) return
      const before = state
      state = await read(before)
      if (state !== before) onChange(state)
    })
  }

  async function read(before: ContentState): Promise<ContentState> {
    try {
      const content = loadContent(folder)
      if (content.version === before.version && before.problems.length === 0) return before
      if (content.version !== before.version) await use(content)
      return { version: content.version, problems: [] }
    } catch (error) {
      return { version: before.version, problems: problemsOf(error) }
    }
  }

  let watcher: FSWatcher | undefined
  try {
    watcher = watch(folder, { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(look, REST)
    })
    // a folder that goes away meanwhile is a problem of the next look, not the program's end
    watcher.on('error', look)
  } catch {
    // some file systems cannot be watched: the content stays as it was read at the start
  }
  return {
    get state() {
      return state
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      watcher?.close()
      await busy
    },
  }
}

const problemsOf = (error: unknown): readonly string[] => {
  if (error instanceof ProblemsError) return error.problems
  return [error instanceof Error ? error.message : String(error)]
}
