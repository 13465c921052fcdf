import type { App } from '../app.ts'
import { deskLanes, openChannels } from '../channels/index.ts'
import { type Emulators, startEmulators } from '../emulators/index.ts'
import { originOf, type Routes } from '../http.ts'
import { type OpenOptions, openApp } from '../open.ts'
import { createKnowledge, type Knowledge } from '../turn/knowledge.ts'
import { createClock, type PlaygroundClock } from './clock.ts'
import { createFaults, type Faults } from './faults.ts'
import { createJournal, type Journal } from './journal.ts'
import { hangMenus } from './menus.ts'
import { type Cast, seat } from './people.ts'
import { RECORDED } from './record.ts'
import { type ContentState, followContent } from './reload.ts'
import { createTalks, type Talks } from './talks.ts'

export interface WorldOptions
  extends Pick<OpenOptions, 'databaseUrl' | 'keys' | 'logLevel' | 'contentFolder' | 'reportToken'> {
  /** Where the bot listens; 0 takes a free port. */
  readonly port: number
  readonly host?: string
  /** Served beside the bot's own, also after a restart. */
  readonly routes?: Routes
  readonly realTime?: () => number
  /** Where recorded talks are saved; among the tests by default. */
  readonly recordings?: string
  onChange?(): void
}

/** A bot between stand-ins for both platforms: it reaches nothing else, whatever is set. */
export interface World {
  readonly clock: PlaygroundClock
  readonly emulators: Emulators
  readonly cast: Cast
  readonly journal: Journal
  readonly faults: Faults
  /** The files editors write, as far as the bot follows them. */
  readonly content: ContentState
  readonly talks: Talks
  readonly recordings: string
  readonly port: number
  /** The running bot; undefined between a kill and the next start. */
  readonly bot: App | undefined
  /** Ends the bot as a crash does: nothing is finished, nothing more is sent. What was committed stays. */
  kill(): Promise<void>
  /** Draws LINE's menus and hangs them up; drawing takes seconds, so it waits until somebody looks. */
  showMenus(): void
  /** Kills it and starts it again, on the same data. */
  restart(): Promise<void>
  /** How many messages stand on both platforms. */
  shown(): number
  /** Moves the clock and lets what fell due happen. */
  move(ms: number): Promise<void>
  close(): Promise<void>
}

/** As long as a person waits to see an outcome. */
const TIMEOUT = 3_000
/** A crashed program is not back at once. */
const DOWN = 700

export async function openWorld(options: WorldOptions): Promise<World> {
  const clock = createClock(options.realTime ?? Date.now)
  const onChange = () => options.onChange?.()
  const emulators = await startEmulators({ now: clock.now, onChange })
  const journal = createJournal(clock.now, onChange)
  const faults = createFaults({ emulators, journal, crash: () => void restart(), onChange })
  const cast = seat(emulators)
  let port = options.port
  let bot: Awaited<ReturnType<typeof openApp>> | undefined
  /** What the bot last spoke by: a restart goes on with it, whatever the files say by then. */
  let knowledge: Knowledge | undefined
  let isClosing = false

  async function start() {
    if (bot || isClosing) return
    const { line, slack } = emulators.config
    const config = {
      line: line && { ...line, timeoutMs: TIMEOUT },
      slack: slack && { ...slack, timeoutMs: TIMEOUT },
    }
    const opened = await openApp({
      databaseUrl: options.databaseUrl,
      keys: options.keys,
      logLevel: options.logLevel,
      channels: await openChannels(config),
      lanes: deskLanes(config),
      now: clock.now,
      reportToken: options.reportToken,
      ...(knowledge ? { knowledge } : {}),
      ...(options.contentFolder ? { contentFolder: options.contentFolder } : {}),
      ...(options.routes ? { routes: options.routes } : {}),
    })
    port = await opened.listen(port, options.host)
    // the files may have changed while it started
    if (knowledge && knowledge.content !== opened.knowledge.content) await opened.useContent(knowledge.content)
    bot = opened
    knowledge = opened.knowledge
    emulators.setWebhooks(originOf(port, options.host))
    onChange()
  }

  const shown = () =>
    emulators.line.people().reduce((sum, { userId }) => sum + emulators.line.chat(userId).length, 0) +
    emulators.slack.allMessages().length

  async function kill() {
    const dying = bot
    bot = undefined
    onChange()
    await dying?.abandon()
  }

  async function restart() {
    await kill()
    journal.note('ボットが落ちました。')
    await new Promise((resolve) => setTimeout(resolve, DOWN))
    await start()
    journal.note('ボットが起動しなおしました。落ちる前に約束したことは、これから届けます。')
  }

  await start()
  let hasMenus = false
  const hang = () => hangMenus(emulators, originOf(port, options.host), knowledge!.content.menus).then(onChange)
  const content = followContent(
    options.contentFolder ?? 'content',
    knowledge!.content,
    async (changed) => {
      const living = bot
      await living?.useContent(changed)
      // between a kill and the next start there is nobody to tell: the next bot begins with it
      knowledge = living?.knowledge ?? (await createKnowledge(changed, () => undefined))
      if (hasMenus) void hang()
    },
    ({ problems }) => {
      journal.note(
        problems.length === 0
          ? '新しいcontent/で話しています。'
          : `content/に直すところが${problems.length}件あります。`,
      )
    },
  )
  return {
    clock,
    emulators,
    cast,
    journal,
    faults,
    get content() {
      return content.state
    },
    talks: createTalks(),
    recordings: options.recordings ?? RECORDED,
    get port() {
      return port
    },
    get bot() {
      return bot
    },
    kill,
    showMenus() {
      if (!hasMenus) void hang()
      hasMenus = true
    },
    restart,
    shown,
    async move(ms) {
      const before = shown()
      clock.move(ms)
      await bot?.settle()
      journal.note(`時計を進めました。届いたメッセージ：${shown() - before}`)
    },
    async close() {
      isClosing = true
      await content.close()
      await bot?.close()
      await emulators.close()
    },
  }
}
