import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { freePort } from '../support/free-port.ts'
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
  /** How often it ended though nobody had ended it. */
  readonly collapses: number
  /** The last lines of its log. */
  readonly log: readonly string[]
}

/** A database that is away comes back within seconds. */
const MOST_LAUNCHES = 30

export async function createBotProcess(env: Record<string, string>): Promise<BotProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let collapses = 0
  let clock = 0
  const log: string[] = []
  const isAlive = (one: ChildProcess | undefined) =>
    one !== undefined && one.exitCode === null && one.signalCode === null

  async function ended(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const dying = child
    child = undefined
    if (!dying || !isAlive(dying)) return dying?.exitCode ?? null
    const exited = new Promise<number | null>((resolve) => dying.once('exit', resolve))
    dying.kill(signal)
    return await exited
  }

  function launch(): ChildProcess {
    const started = spawn(
      process.execPath,
      ['--import', join(import.meta.dirname, 'preload.ts'), join(ROOT, 'src/main.ts')],
      {
        cwd: ROOT,
        env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...env, PORT: String(port), TORTURE_CLOCK: String(clock) },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    )
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (chunk) => {
        log.push(...String(chunk).trimEnd().split('\n'))
        log.splice(0, log.length - 1_000)
      })
    }
    return started
  }

  /** Starts again what ended before it was up, as a supervisor does: its database may be away just now. */
  async function start(launches = 1): Promise<void> {
    if (launches > MOST_LAUNCHES) throw new Error(`the bot does not start:\n${log.slice(-20).join('\n')}`)
    child = launch()
    const mine = child
    while (child === mine && !(await isLive(url))) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      if (child === mine && !isAlive(mine)) return await start(launches + 1)
    }
    mine.once('exit', (code, signal) => {
      if (child !== mine) return
      collapses++
      log.push(`the bot ended by itself: ${code ?? signal}`)
      void start()
    })
  }

  return {
    url,
    log,
    start: () => start(),
    get collapses() {
      return collapses
    },
    kill: async () => void (await ended('SIGKILL')),
    terminate: () => ended('SIGTERM'),
    weather(weather) {
      // a machine that is wrong about the time is so after a restart, too
      clock = weather.clock ?? clock
      if (child?.connected) child.send(weather, () => undefined)
    },
  }
}

const isLive = (url: string) =>
  fetch(`${url}/livez`).then(
    (answer) => answer.ok,
    () => false,
  )
