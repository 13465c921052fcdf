import { mkdirSync, writeFileSync } from 'node:fs'
import type { App } from './app.ts'
import { deskLanes, openChannels } from './channels/index.ts'
import { type Config, readConfig } from './config.ts'
import { originOf } from './http.ts'
import { localKey } from './keys.ts'
import { openApp } from './open.ts'
import type { Playground } from './playground/index.ts'

/** The playground beside a bot with real accounts keeps its talks apart from theirs. */
const APART = 'sqlite:./data/playground.sqlite'

export interface Running {
  readonly greeting: string
  /** `isByHand`: nobody has to be told before. */
  stop(isByHand: boolean): Promise<void>
}

/** Starts what the environment asks for: a bot with real accounts, or one between stand-ins. */
export async function serve(): Promise<Running> {
  const config = readConfig()
  const { greeting, close } = config.emulated ? await startEmulated(config) : await startReal(config)
  return { greeting, stop: (isByHand) => close({ ...config.stop, ...(isByHand ? { notice: 0 } : {}) }) }
}

interface Started {
  readonly greeting: string
  close(how: Config['stop']): Promise<void>
}

async function startReal(config: Config): Promise<Started> {
  const playground = config.playground
    ? await (await playgroundCode()).openPlayground({
        port: 0,
        databaseUrl: APART,
        keys: [localKey(APART)],
        logLevel: config.logLevel,
      })
    : undefined
  const app = await openApp({
    databaseUrl: config.databaseUrl,
    keys: config.keys,
    logLevel: config.logLevel,
    channels: await openChannels(config),
    lanes: deskLanes(config),
    tracing: config.tracing,
    reportToken: config.reportToken,
    limits: config.limits,
    // the same content: read and indexed once
    ...(playground?.world.bot ? { routes: playground.routes, knowledge: playground.world.bot.knowledge } : {}),
  })
  forgetStart()
  const port = await app.listen(config.port, config.host)
  return {
    greeting: greeting(originOf(port, config.host, 'localhost'), app.channels, playground),
    async close(how) {
      await Promise.all([app.close(how), playground?.close()])
    },
  }
}

/** No account is set: the bot talks with local stand-ins for both platforms, and serves the page that shows them. */
async function startEmulated(config: Config): Promise<Started> {
  const { port, host, databaseUrl, keys, logLevel, reportToken, playground: isShown } = config
  const serves = isShown ? 'page' : 'bot'
  const { openPlayground } = await playgroundCode()
  const playground = await openPlayground({
    port,
    ...(host ? { host } : {}),
    databaseUrl,
    keys,
    logLevel,
    reportToken,
    serves,
  })
  const { line } = playground.world.emulators
  noteEmulators(line.url)
  return {
    greeting: `${greeting(originOf(playground.world.port, host, 'localhost'), playground.world.bot?.channels, isShown ? playground : undefined)}
No credentials are set: both platforms are emulated. In a second terminal,  npm run chat  talks to this server as a person on LINE.`,
    close: () => playground.close(),
  }
}

/**
 * What a start leaves behind is as much as what it made, and would stay until the load is high. Node lets a program
 * ask for a collection where it is started with `--expose-gc`: https://nodejs.org/api/cli.html#--expose-gc
 */
const forgetStart = () => globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })

/** Loaded where it is wanted: a bot with accounts needs neither the page nor the stand-ins. */
const playgroundCode = () => import('./playground/index.ts')

/** Lets `npm run chat` find the running stand-in for LINE. */
function noteEmulators(lineUrl: string) {
  mkdirSync('data', { recursive: true })
  writeFileSync('data/emulators.json', JSON.stringify({ line: lineUrl }))
}

function greeting(origin: string, channels: App['channels'] = new Map(), playground: Playground | undefined): string {
  const ready = `Ready on ${origin} (open: ${[...channels.keys()].join(', ')}).`
  if (!playground) return ready
  return `${ready}\nOpen ${origin}/playground to try it: LINE, Slack and the advisors side by side.`
}
