import { type App, type AppParts, createApp } from './app.ts'
import { loadContent } from './content.ts'
import { databaseProblem, openDatabase } from './database-url.ts'
import { checkKeys } from './desk/rotate.ts'
import { createLog, type LogLevel } from './log.ts'
import { createSeal, type Key } from './seal.ts'
import { openTracing, type TracingConfig, untraced } from './tracing.ts'
import { waitAtMost } from './wait.ts'

export interface OpenOptions
  extends Partial<
    Pick<AppParts, 'lanes' | 'channels' | 'routes' | 'reportToken' | 'now' | 'sends' | 'limits' | 'knowledge'>
  > {
  readonly databaseUrl: string
  readonly keys: readonly Key[]
  readonly logLevel: LogLevel | 'silent'
  /** Where editors' files are; `content` by default. */
  readonly contentFolder?: string
  readonly tracing?: TracingConfig | undefined
  /** No new database is made. */
  readonly mustExist?: boolean
}

export interface OpenedApp extends App {
  /** Ends in good order: what is in hand is finished and sent. */
  close(how?: Parameters<App['stop']>[0]): Promise<void>
  /** Ends as a crash does: the store goes first, so nothing more is finished, and nothing marked. */
  abandon(): Promise<void>
}

/** Connections are given so many ms to end well. */
const CLOSING = 1_000

/** Opens store and content and puts the application together; the way in for the server and for every script. */
export async function openApp(options: OpenOptions): Promise<OpenedApp> {
  const log = createLog(options.logLevel)
  const { knowledge } = options
  const content = knowledge?.content ?? loadContent(options.contentFolder)
  const store = await openDatabase(options.databaseUrl, {
    mustExist: options.mustExist ?? false,
    onConnectionLost: (error) => log.warn('a database connection was lost', { error: error.message }),
  })
  const seal = createSeal(options.keys)
  const unreadable = await checkKeys(store, seal)
  if (unreadable) log.error('some of what is stored cannot be read', { error: unreadable })
  const tracing = options.tracing ? await openTracing(options.tracing) : untraced
  const app = await createApp({
    store,
    tracing,
    content,
    log,
    seal,
    lanes: options.lanes ?? { advisors: undefined, webhook: undefined },
    now: options.now ?? Date.now,
    channels: options.channels ?? [],
    reportToken: options.reportToken,
    ...(knowledge ? { knowledge } : {}),
    ...(options.routes ? { routes: options.routes } : {}),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.sends === undefined ? {} : { sends: options.sends }),
  }).catch((error) => {
    throw databaseProblem(options.databaseUrl, error) ?? error
  })
  return Object.assign(app, {
    async close(how: Parameters<App['stop']>[0]) {
      await app.stop(how)
      // what they had to keep is kept: a database or a collector that is silent is not waited for
      await waitAtMost(CLOSING, Promise.allSettled([store.close(), tracing.close()]))
    },
    async abandon() {
      await store.close()
      await app.stop({ grace: 0 })
    },
  })
}
