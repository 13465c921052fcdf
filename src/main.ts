import { mkdirSync, writeFileSync } from 'node:fs'
import { deskLanes, openChannels } from './channels/index.ts'
import { type Config, localKey, readConfig } from './config.ts'
import { ProblemsError } from './errors.ts'
import { openApp } from './open.ts'
import { openPlayground, type Playground } from './playground/index.ts'

/** The playground beside a bot with real accounts keeps its talks apart from theirs. */
const APART = 'sqlite:./data/playground.sqlite'

try {
  await main()
} catch (error) {
  // what an operator can mend is said plainly; anything else with its trace
  console.error(error instanceof ProblemsError ? error.message : error)
  process.exit(1)
}

async function main() {
  const config = readConfig()
  const running = config.emulated ? await startEmulated(config) : await startReal(config)
  console.log(running.greeting)

  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, async () => {
      if (isStopping) return
      isStopping = true
      // by hand nobody has to be told
      await running.close({ ...config.stop, ...(signal === 'SIGINT' ? { notice: 0 } : {}) })
      process.exit(0)
    })
  }
}

interface Running {
  readonly greeting: string
  close(how: Config['stop']): Promise<void>
}

async function startReal(config: Config): Promise<Running> {
  const playground = config.playground
    ? await openPlayground({ port: 0, databaseUrl: APART, keys: [localKey(APART)], logLevel: config.logLevel })
    : undefined
  const app = await openApp({
    databaseUrl: config.databaseUrl,
    keys: config.keys,
    logLevel: config.logLevel,
    channels: openChannels(config),
    lanes: deskLanes(config),
    tracing: config.tracing,
    reportToken: config.reportToken,
    limits: config.limits,
    // the same content: read and indexed once
    ...(playground?.world.bot ? { routes: playground.routes, knowledge: playground.world.bot.knowledge } : {}),
  })
  const port = await app.listen(config.port)
  return {
    greeting: greeting(port, playground),
    async close(how) {
      await app.close(how)
      await playground?.close()
    },
  }
}

/** No account is set: the bot talks with local stand-ins for both platforms, and serves the page that shows them. */
async function startEmulated(config: Config): Promise<Running> {
  const { port, databaseUrl, keys, logLevel, reportToken, playground: isShown } = config
  const serves = isShown ? 'page' : 'bot'
  const playground = await openPlayground({ port, databaseUrl, keys, logLevel, reportToken, serves })
  const { line } = playground.world.emulators
  noteEmulators(line.url)
  return {
    greeting: `${greeting(playground.world.port, isShown ? playground : undefined)}
No credentials are set: both platforms are emulated. In a second terminal,  npm run chat  talks to this server as a person on LINE.`,
    close: () => playground.close(),
  }
}

/** Lets `npm run chat` find the running stand-in for LINE. */
function noteEmulators(lineUrl: string) {
  mkdirSync('data', { recursive: true })
  writeFileSync('data/emulators.json', JSON.stringify({ line: lineUrl }))
}

function greeting(port: number, playground: Playground | undefined): string {
  const ready = `Ready on http://localhost:${port} (webhooks: /webhooks/line, /webhooks/slack).`
  if (!playground) return ready
  return `${ready}\nOpen http://localhost:${port}/playground to try it: LINE, Slack and the advisors side by side.`
}
