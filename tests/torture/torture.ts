import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadContent } from '../../src/content.ts'
import { startLineEmulator } from '../../src/emulators/line/index.ts'
import { startSlackEmulator } from '../../src/emulators/slack/index.ts'
import { outboxState } from '../../src/store/outbox-record.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { createKnowledge } from '../../src/turn/knowledge.ts'
import { query } from '../support/query.ts'
import { fillDisk, installAudit } from './audit.ts'
import { accidents, badSlackWeather, badWeather, deaths, type Misfortune, sqliteLock } from './chaos.ts'
import { check, type Records } from './check.ts'
import { type BotProcess, createBotProcess } from './node.ts'
import { startCrowd } from './people.ts'
import { changedAt } from './program.ts'
import { startProxy } from './proxy.ts'
import { createChance } from './random.ts'
import { collect } from './records.ts'
import { startSlackCrowd } from './slack-people.ts'

export interface TortureOptions {
  readonly store: 'sqlite' | 'postgres'
  /** For `postgres`: a server where databases may be made. */
  readonly postgresUrl?: string
  readonly nodes: number
  readonly people: number
  /** How long the crowd is active, in ms; longer if a misfortune has not struck by then. */
  readonly duration: number
  readonly seed: number
  /** Pause between two misfortunes, in ms. */
  readonly calm: number
  /** How far a clock may jump, in ms. */
  readonly jump: number
  say(line: string): void
}

export interface Outcome {
  readonly problems: readonly string[]
  readonly struck: ReadonlyMap<string, number>
  readonly records: Records
  /** How often webhooks were answered how; 0 for not at all. */
  readonly statuses: ReadonlyMap<number, number>
  /** The bots' last words. */
  readonly log: readonly string[]
}

const DESK = 'C0DESK'
/** This crowd is quicker than people are; its bursts are floods now and then. */
const FLOOD = { messages: 20, seconds: 8 }

/** Runs real bots between a crowd and a run of misfortune, lets them recover, and checks every promise. */
export async function torture(options: TortureOptions): Promise<Outcome> {
  const begun = Date.now()
  const chance = createChance(options.seed)
  const place = options.store === 'sqlite' ? await sqlitePlace() : await postgresPlace(options.postgresUrl!)
  const line = await startLineEmulator({ channelSecret: 's', channelAccessToken: 't' })
  const slack = await startSlackEmulator({ signingSecret: 's', botToken: 'xoxb-t' })
  slack.addChannel(DESK)
  const nodes: BotProcess[] = []
  const struck = new Map<string, number>()
  try {
    await installAudit(place.store)
    for (let index = 0; index < options.nodes; index++) {
      nodes.push(
        await createBotProcess({
          DATABASE_URL: place.url,
          DATA_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
          LINE_CHANNEL_SECRET: 's',
          LINE_CHANNEL_ACCESS_TOKEN: 't',
          LINE_API_BASE_URL: line.url,
          SLACK_SIGNING_SECRET: 's',
          SLACK_BOT_TOKEN: 'xoxb-t',
          SLACK_API_URL: `${slack.url}/api/`,
          SLACK_ADVISOR_CHANNEL: DESK,
          FLOOD_MESSAGES: String(FLOOD.messages),
          FLOOD_SECONDS: String(FLOOD.seconds),
          STOP_NOTICE_MS: '200',
        }),
      )
    }
    await Promise.all(nodes.map((node) => node.start()))
    line.setWeather(badWeather(chance, 0.05))
    const crowd = startCrowd({
      line,
      chance,
      webhooks: nodes.map((node) => `${node.url}/webhooks/line`),
      people: options.people,
      pause: 300,
    })
    slack.setWeather(badSlackWeather(chance, 0.05))
    const slackCrowd = startSlackCrowd({
      slack,
      secret: 's',
      chance,
      webhooks: nodes.map((node) => `${node.url}/webhooks/slack`),
      people: Math.ceil(options.people / 4),
    })
    const database = {
      goAway: place.goAway,
      comeBack: place.comeBack,
      fill: () => place.fill(nodes, true),
      empty: () => place.fill(nodes, false),
    }
    const chaos = { nodes, line, slack, chance, database, jump: options.jump }
    const end = Date.now() + options.duration
    /** Each kind once, then by chance. */
    const befall = async (kinds: readonly Misfortune[]) => {
      for (let turn = 0; Date.now() < end || turn < kinds.length; turn++) {
        await wait(chance.between(options.calm / 2, options.calm * 1.5))
        const misfortune = kinds[turn] ?? chance.pick(kinds)
        const begun = Date.now()
        await misfortune.strike()
        options.say(`${misfortune.name}, ${Date.now() - begun} ms`)
        struck.set(misfortune.name, (struck.get(misfortune.name) ?? 0) + 1)
      }
    }
    await Promise.all([befall(deaths(chaos)), befall(accidents(chaos))])
    options.say('calm')

    line.setWeather(undefined)
    slack.setWeather(undefined)
    for (const node of nodes) node.weather({ clock: 0 })
    await Promise.all([crowd.goHome(), slackCrowd.goHome()])
    options.say(`${crowd.events.size} events, ${crowd.accepted.size} accepted; waiting for the last answers`)
    await emptied(place.store, 60_000)
    const exits = await Promise.all(nodes.map((node) => node.terminate()))
    const knowledge = await createKnowledge(loadContent(), () => undefined)
    const records = await collect({
      store: place.store,
      line,
      crowd,
      slack: { calls: slack.calls, crowd: slackCrowd, advisorChannel: DESK },
      knowledge,
      flood: FLOOD,
    })
    const collapsed = [
      ...nodes.flatMap(({ collapses }) => (collapses > 0 ? [`a bot ended by itself, ${collapses} times`] : [])),
      ...exits.filter((code) => code !== 0).map((code) => `a bot that was asked to stop ended with ${code}`),
    ]
    const changed =
      'the program was changed while it ran: what bots and model say differs by that. Leave it alone, and begin anew'
    return {
      problems: [
        ...(changedAt() > begun ? [changed] : []),
        ...collapsed,
        ...failed('LINE', crowd.statuses),
        ...failed('Slack', slackCrowd.statuses),
        ...check(records),
      ],
      struck,
      records,
      statuses: crowd.statuses,
      log: nodes.flatMap((node) => node.log),
    }
  } finally {
    await Promise.all(nodes.map((node) => node.kill()))
    await line.close()
    await slack.close()
    await place.close()
  }
}

/** Whatever happens around the bot, it says that it cannot answer just now (503), and not that it is broken. */
const failed = (platform: string, statuses: ReadonlyMap<number, number>) =>
  [...statuses].flatMap(([status, times]) =>
    status >= 500 && status !== 503 ? [`a webhook of ${platform} was answered with ${status}, ${times} times`] : [],
  )

/**
 * Until nothing waits to be sent, or nothing more is sent for `within` ms: what is left then is a finding. A desk channel
 * takes one message a second, so a long run leaves many to wait for.
 */
async function emptied(store: Store, within: number) {
  let fewest = Infinity
  let until = Date.now() + within
  while (Date.now() < until) {
    const { pending } = await outboxState(store.db)
    if (pending === 0) return
    if (pending < fewest) {
      fewest = pending
      until = Date.now() + within
    }
    await wait(100)
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Where the bots keep their data, what can happen to it, and our own way in. */
interface Place {
  readonly url: string
  readonly store: Store
  goAway(): void
  comeBack(): void
  fill(nodes: readonly BotProcess[], isFull: boolean): Promise<void>
  close(): Promise<void>
}

async function sqlitePlace(): Promise<Place> {
  const path = join(tmpdir(), `torture-${randomBytes(6).toString('hex')}.sqlite`)
  const store = await openStore(`sqlite:${path}`)
  return {
    url: `sqlite:${path}`,
    store,
    ...sqliteLock(path),
    async fill(nodes, isFull) {
      for (const node of nodes) node.weather({ disk: isFull ? 'full' : 'free' })
    },
    async close() {
      await store.close()
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    },
  }
}

async function postgresPlace(server: string): Promise<Place> {
  const name = `torture_${randomBytes(6).toString('hex')}`
  await query(server, `create database ${name}`)
  const direct = new URL(server)
  direct.pathname = `/${name}`
  const store = await openStore(direct.href)
  const proxy = await startProxy(Number(direct.port))
  const through = new URL(direct)
  through.port = String(proxy.port)
  return {
    url: through.href,
    store,
    goAway: proxy.cut,
    comeBack: proxy.mend,
    fill: (_nodes, isFull) => fillDisk(store, isFull),
    async close() {
      await proxy.close()
      await store.close()
      await query(server, `drop database ${name} with (force)`)
    },
  }
}
