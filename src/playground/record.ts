import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createApp } from '../app.ts'
import { createConsoleChannel } from '../channels/console/index.ts'
import { silentLog } from '../log.ts'
import { createScriptedChat } from '../scripted/chat.ts'
import { createSeal } from '../seal.ts'
import { openStore } from '../store/store.ts'
import type { Knowledge } from '../turn/knowledge.ts'

/** One thing a person did, as the scripted chat reads it. */
export interface ScriptLine {
  readonly user: string
  readonly at: string
  readonly text?: string
  readonly tap?: string
  readonly event?: string
}

/** With what the talk did then. Words are left out: editors change them. */
export interface RecordedLine extends ScriptLine {
  readonly expect: object
}

/** Where recorded talks become tests. */
export const RECORDED = 'tests/conversations/recorded'

/** Plays a script on a bot of its own, in memory, and says after each line where the talk is. */
export async function replay(lines: readonly ScriptLine[], knowledge: Knowledge): Promise<RecordedLine[]> {
  const store = await openStore('sqlite::memory:')
  const clock = { now: Date.parse(lines[0]?.at ?? '2026-01-01T00:00:00Z'), isMoved: true }
  const app = await createApp({
    store,
    content: knowledge.content,
    knowledge,
    seal: createSeal([{ id: 'replay', secret: Buffer.alloc(32, 1) }]),
    log: silentLog,
    lanes: { advisors: undefined, webhook: undefined },
    now: () => clock.now,
    channels: [() => createConsoleChannel('line')],
  })
  const chat = createScriptedChat(app, clock)
  const recorded: RecordedLine[] = []
  for (const line of lines) {
    const { user, at, text, tap, event } = line
    const reply = await chat.take(JSON.stringify({ user, at, text, tap, event }))
    const expect =
      'error' in reply
        ? reply
        : {
            state: reply.state,
            intent: reply.intent,
            topic: reply.topic,
            pending: reply.pending?.slot ?? null,
            answered: reply.progress?.answered ?? null,
            bookings: reply.bookings.map((booking) => (booking as { status: string }).status),
          }
    recorded.push({ ...line, expect })
  }
  await app.stop({ grace: 0 })
  await store.close()
  return recorded
}

const written = (lines: readonly RecordedLine[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** Saves a talk among the tests; tells the file. */
export async function saveRecording(name: string, lines: readonly RecordedLine[], folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${name}.jsonl`)
  await writeFile(file, written(lines))
  return file
}
