import type { Server } from 'node:http'
import type { Saved } from '../flows/saved.ts'
import { createAccept } from './accept.ts'
import { type ChannelAdapter, channelOf, type Inbound } from './channels/channel.ts'
import type { ChannelFactory } from './channels/index.ts'
import type { Content } from './content.ts'
import { type AdvisorSide, createAdvisorSide } from './desk/advisors.ts'
import type { DeskLanes } from './desk/board.ts'
import { createDesk } from './desk/desk.ts'
import { startClock } from './desk/later.ts'
import type { Tell } from './desk/tell.ts'
import { undelivered } from './desk/undelivered.ts'
import { createEndpoints } from './endpoints.ts'
import { createHost } from './host.ts'
import { createHttp, listen, type Routes } from './http.ts'
import { createIntake, INTAKE, type IntakeLimits } from './intake.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { startOutbox } from './outbox/worker.ts'
import { createQuotas } from './quotas.ts'
import { reportRoutes } from './report/routes.ts'
import type { Seal } from './seal.ts'
import { queueState } from './store/callbacks.ts'
import { findConversation } from './store/conversations.ts'
import { outboxState } from './store/outbox-record.ts'
import { releaseLeases } from './store/outbox-sending.ts'
import { seatsTaken } from './store/slots.ts'
import type { Store } from './store/store.ts'
import { type Tracing, untraced } from './tracing.ts'
import { createKnowledge, type Knowledge } from './turn/knowledge.ts'
import { pendingOf, type Question } from './turn/pending.ts'
import { openSaved } from './turn/talk.ts'
import { type TurnReport, type TurnWorld, takeFact } from './turn/turn.ts'
import { createTyping } from './typing.ts'
import { waitAtMost, waitUntil } from './wait.ts'
import { watchWrites } from './write-watch.ts'

export interface AppParts {
  readonly store: Store
  readonly seal: Seal
  readonly content: Content
  /** Made from the content already; saves making it again where several apps share it. */
  readonly knowledge?: Knowledge
  readonly log: Log
  /** False for tools that only queue: the running server sends. */
  readonly sends?: boolean
  readonly lanes: DeskLanes
  readonly tracing?: Tracing
  now(): number
  /** Spends a wait until a moment of `now`; a test moves its clock instead. */
  until?(moment: number): Promise<void>
  /** Makes each channel; the table of `channels/index.ts` in production. */
  readonly channels: readonly ChannelFactory[]
  /** Opens `/report` to whoever has it. */
  readonly reportToken?: string | undefined
  /** What may come in at once, and from one person. */
  readonly limits?: Partial<IntakeLimits> & Pick<TurnWorld, 'flood'>
  /** Further routes: the playground. */
  readonly routes?: Routes
}

export interface App {
  readonly channels: ReadonlyMap<string, ChannelAdapter>
  /** Takes what people did, as a channel's webhook hands it over. */
  accept(inbound: readonly Inbound[]): Promise<readonly (TurnReport | undefined)[]>
  /** Sends and fires everything that is due; for scripts and tests that move the clock. */
  settle(): Promise<void>
  readonly knowledge: Knowledge
  readonly store: Store
  readonly seal: Seal
  /** The advisors' acts, for the desk in the terminal. */
  readonly advisors: AdvisorSide
  /** A conversation as it is stored. */
  savedOf(conversation: string): Promise<Saved | undefined>
  /** What a conversation waits for. */
  questionOf(conversation: string): Promise<Question | undefined>
  /** Exchanges the content at once; conversations go on in the new one. */
  useContent(content: Content): Promise<void>
  listen(port: number, host?: string): Promise<number>
  /**
   * Says at `/readyz` that it goes, and for `notice` ms still takes what comes, until balancers have seen it; then
   * refuses new work, finishes what is in hand, and sends what it can within `grace` ms.
   */
  stop(how?: { notice?: number; grace?: number }): Promise<void>
}

/** With `notice`, less than the ten seconds Docker waits. */
const GRACE = 6_000

/** Puts the parts together; the only file that knows all of them. */
export async function createApp(parts: AppParts): Promise<App> {
  const { store, seal, log, lanes, now } = parts
  const warn = (problem: string) => log.warn(problem)
  const tracing = parts.tracing ?? untraced
  let knowledge = parts.knowledge ?? (await createKnowledge(parts.content, warn))
  const channels = new Map<string, ChannelAdapter>()
  const quotas = createQuotas(channels, log, now)
  const metrics = createMetrics(
    {
      outbox: () => outboxState(store.db),
      desk: () => queueState(store.db),
      quotas,
      inHand: () => intake.waiting,
    },
    now,
  )
  const typing = createTyping(channels)
  const writes = watchWrites(store, now)
  let isStopping = false
  const intake = createIntake({ ...INTAKE, ...parts.limits })

  const world: TurnWorld = {
    get knowledge() {
      return knowledge
    },
    seal,
    desk: createDesk(lanes),
    edits: (channel) => channels.get(channel)?.edits ?? false,
    forms: (channel) => channels.get(channel)?.forms ?? false,
    sessions: (channel) => channels.get(channel)?.sessions ?? false,
    flood: parts.limits?.flood,
    hasMenus: (channel) => channels.get(channel)?.showMenu !== undefined,
    now,
  }
  const tell: Tell = (db, conversation, event, prepared, about) =>
    takeFact(db, world, conversation, event, prepared, about)
  const advisors = createAdvisorSide(lanes, tell)

  const sends = parts.sends ?? true
  // an SQLite file has one server: whatever is leased was leased by one that is gone
  if (sends && store.engine === 'sqlite') await store.write(releaseLeases)
  const outbox = startOutbox(store, seal, channels, {
    now,
    log,
    tracing,
    sends,
    events: {
      sent(row, pushed) {
        typing.stop(row.lane)
        metrics.delivered(channelOf(row.lane), 'sent', now() - row.created_at, pushed)
      },
      givenUp: (db, row, reason) =>
        undelivered({ db, content: knowledge.content, seal, now: now() }, lanes, row, reason),
      failed: (row, reason, isDead) => metrics.delivered(channelOf(row.lane), isDead ? `dead_${reason}` : reason, 0, 0),
    },
  })
  const content = () => knowledge.content
  const clock = startClock({ store, seal, log, now, lanes, content, tell, onFired: () => outbox.poke() })

  const { accept, acceptInTime } = createAccept({
    store,
    world,
    advisors,
    intake,
    outbox,
    typing,
    metrics,
    writes,
    tracing,
    log,
  })
  const host = createHost({
    store,
    world,
    advisors,
    log,
    until: parts.until ?? ((moment) => waitUntil(moment, now)),
    accept: acceptInTime,
  })
  for (const create of parts.channels) {
    const channel = create(host)
    channels.set(channel.name, channel)
    metrics.expect(channel.name)
  }
  for (const channel of channels.values()) {
    // a bad token must not keep the other channel from working
    channel
      .verify?.()
      .catch((error) => log.error(error instanceof Error ? error.message : String(error), { channel: channel.name }))
  }

  const routes: Routes = {
    ...createEndpoints({ store, channels, metrics, writes, isStopping: () => isStopping, now }),
    ...(parts.reportToken
      ? reportRoutes(parts.reportToken, () => ({ store, seal, content: knowledge.content, quotas: quotas() }), now)
      : {}),
    ...parts.routes,
  }
  let server: Server | undefined

  async function savedOf(conversation: string): Promise<Saved | undefined> {
    const row = await findConversation(store.db, conversation)
    return row && openSaved(seal, row)
  }

  return {
    channels,
    accept,
    async settle() {
      await outbox.drain()
      while (await clock.fireDue()) await outbox.drain()
      await outbox.drain()
    },
    get knowledge() {
      return knowledge
    },
    store,
    seal,
    advisors,
    savedOf,
    async questionOf(conversation) {
      const saved = await savedOf(conversation)
      return (
        saved && pendingOf(saved, { content: knowledge.content, now: now(), taken: await seatsTaken(store.db, now()) })
      )
    },
    async useContent(content) {
      knowledge = await createKnowledge(content, warn)
    },
    async listen(port, hostname) {
      server = createHttp(routes, log)
      const taken = await listen(server, port, hostname)
      clock.start()
      outbox.poke()
      return taken
    },
    async stop({ notice = 0, grace = GRACE } = {}) {
      isStopping = true
      await new Promise((resolve) => setTimeout(resolve, notice))
      const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
      const until = performance.now() + grace
      const left = () => Math.max(0, until - performance.now())
      await intake.close(grace)
      clock.stop()
      await outbox.stop(left())
      typing.stopAll()
      // a platform that is silent would be waited for in vain: what is on its way stays in doubt, and is sent again
      const closing = Promise.allSettled([...channels.values()].map((channel) => channel.close?.()))
      await waitAtMost(left(), closing)
      server?.closeAllConnections()
      await closed
    },
  }
}
