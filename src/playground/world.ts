import type { App } from '../app.ts'
import { deskLanes, openChannels } from '../channels/index.ts'
import { type Emulators, startEmulators } from '../emulators/index.ts'
import type { Routes } from '../http.ts'
import { type OpenOptions, openApp } from '../open.ts'
import { createClock, type PlaygroundClock } from './clock.ts'
import { seat } from './people.ts'

export interface WorldOptions extends Pick<OpenOptions, 'databaseUrl' | 'keys' | 'logLevel' | 'contentFolder'> {
  /** Where the bot listens; 0 takes a free port. */
  readonly port: number
  readonly host?: string
  /** Served beside the bot's own, also after a restart. */
  readonly routes?: Routes
  readonly realTime?: () => number
  onChange?(): void
}

/** A bot between stand-ins for both platforms: it reaches nothing else, whatever is set. */
export interface World {
  readonly clock: PlaygroundClock
  readonly emulators: Emulators
  readonly port: number
  /** The running bot; undefined between a kill and the next start. */
  readonly bot: App | undefined
  /** Ends the bot as a crash does: nothing is finished, nothing more is sent. What was committed stays. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Moves the clock and lets what fell due happen. */
  move(ms: number): Promise<void>
  close(): Promise<void>
}

export async function openWorld(options: WorldOptions): Promise<World> {
  const clock = createClock(options.realTime ?? Date.now)
  const emulators = await startEmulators({
    now: clock.now,
    ...(options.onChange ? { onChange: options.onChange } : {}),
  })
  seat(emulators)
  let port = options.port
  let bot: Awaited<ReturnType<typeof openApp>> | undefined

  async function start() {
    if (bot) return
    const config = { ...emulators.config, desk: undefined }
    const opened = await openApp({
      databaseUrl: options.databaseUrl,
      keys: options.keys,
      logLevel: options.logLevel,
      channels: openChannels(config),
      lanes: deskLanes(config),
      now: clock.now,
      ...(options.contentFolder ? { contentFolder: options.contentFolder } : {}),
      ...(options.routes ? { routes: options.routes } : {}),
    })
    port = await opened.listen(port, options.host)
    bot = opened
    emulators.setWebhooks(port)
    options.onChange?.()
  }

  async function kill() {
    const dying = bot
    bot = undefined
    await dying?.abandon()
    options.onChange?.()
  }

  await start()
  return {
    clock,
    emulators,
    get port() {
      return port
    },
    get bot() {
      return bot
    },
    kill,
    start,
    async move(ms) {
      clock.move(ms)
      await bot?.settle()
      options.onChange?.()
    },
    async close() {
      await bot?.close()
      await emulators.close()
    },
  }
}
