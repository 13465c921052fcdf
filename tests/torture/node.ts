import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Weather } from './preload.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The bot in a process of its own, which can be killed at any moment and comes back at the same address. */
export interface BotProcess {
  readonly url: string
  start(): Promise<void>
  /** SIGKILL: nobody is told. */
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit code. */
  terminate(): Promise<number | null>
  weather(weather: Weather): void
  readonly isUp: boolean
  /** The last lines of its log. */
  readonly log: readonly string[]
}

export async function createBotProcess(env: Record<string, string>): Promise<BotProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  const log: string[] = []

  async function ended(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const dying = child
    child = undefined
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return dying?.exitCode ?? null
    const exited = new Promise<number | null>((resolve) => dying.once('exit', resolve))
    dying.kill(signal)
    return await exited
  }

  return {
    url,
    log,
    get isUp() {
      return child !== undefined && child.exitCode === null && child.signalCode === null
    },
    async start() {
      const started = spawn(
        process.execPath,
        ['--import', join(import.meta.dirname, 'preload.ts'), join(ROOT, 'src/main.ts')],
        {
          cwd: ROOT,
          env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...env, PORT: String(port) },
          stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        },
      )
      child = started
      for (const stream of [started.stdout, started.stderr]) {
        stream?.on('data', (chunk) => {
          log.push(...String(chunk).trimEnd().split('\n'))
          log.splice(0, log.length - 200)
        })
      }
      while (started.exitCode === null && started.signalCode === null) {
        if (
          await fetch(`${url}/livez`).then(
            (answer) => answer.ok,
            () => false,
          )
        )
          return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    kill: async () => void (await ended('SIGKILL')),
    terminate: () => ended('SIGTERM'),
    weather(weather) {
      if (child?.connected) child.send(weather, () => undefined)
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
