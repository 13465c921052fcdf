import { DatabaseSync } from 'node:sqlite'
import type { LineEmulator } from '../../src/emulators/line/index.ts'
import type { Weather as LineWeather } from '../../src/emulators/line/state.ts'
import type { SlackEmulator } from '../../src/emulators/slack/index.ts'
import type { SlackWeather } from '../../src/emulators/slack/state.ts'
import type { BotProcess } from './node.ts'
import type { Chance } from './random.ts'

/** One kind of misfortune: begins, lasts some hundred milliseconds, ends. */
export interface Misfortune {
  readonly name: string
  strike(): Promise<void>
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A share of all calls fails, in each way a call can. */
export const badWeather =
  (chance: Chance, share: number): LineWeather =>
  () => {
    if (!chance.happens(share)) return undefined
    return chance.pick([
      { kind: 'status', status: 500 },
      { kind: 'status', status: 500, body: '<html>' },
      { kind: 'status', status: 429, body: '{"message":"The API rate limit has been exceeded."}' },
      { kind: 'reset' },
      { kind: 'resetAfterDelivery' },
      { kind: 'brokenBody' },
    ] as const)
  }

/** The same in Slack, where a rate limit names the seconds to wait. */
export const badSlackWeather =
  (chance: Chance, share: number): SlackWeather =>
  () => {
    if (!chance.happens(share)) return undefined
    return chance.pick([
      { kind: 'error', error: 'internal_error' },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 429, retryAfter: 1 },
      { kind: 'reset' },
      { kind: 'resetAfterDelivery' },
    ] as const)
  }

export interface ChaosOptions {
  readonly nodes: readonly BotProcess[]
  readonly line: LineEmulator
  readonly slack: SlackEmulator
  readonly chance: Chance
  readonly database: { goAway(): void; comeBack(): void; fill(): Promise<void>; empty(): Promise<void> }
  /** How far a clock may jump, in ms. */
  readonly jump: number
}

/** What happens to the programs. */
export const deaths = ({ nodes, chance }: ChaosOptions): Misfortune[] => [
  {
    name: 'killed',
    async strike() {
      const node = chance.pick(nodes)
      await node.kill()
      await wait(chance.between(0, 300))
      await node.start()
    },
  },
  {
    name: 'stopped',
    async strike() {
      const node = chance.pick(nodes)
      await node.terminate()
      await node.start()
    },
  },
]

/** What happens around them. */
export function accidents({ nodes, line, slack, chance, database, jump }: ChaosOptions): Misfortune[] {
  const spell = () => wait(chance.between(300, 1200))
  return [
    {
      name: 'platform down',
      async strike() {
        line.setWeather(badWeather(chance, 0.5))
        slack.setWeather(badSlackWeather(chance, 0.5))
        await spell()
        line.setWeather(badWeather(chance, 0.05))
        slack.setWeather(badSlackWeather(chance, 0.05))
      },
    },
    {
      name: 'database away',
      async strike() {
        database.goAway()
        await spell()
        database.comeBack()
      },
    },
    {
      name: 'disk full',
      async strike() {
        await database.fill()
        await spell()
        await database.empty()
      },
    },
    {
      name: 'clock jumps',
      async strike() {
        // together: nodes whose clocks differ by more than seconds are a fault of their own
        const clock = Math.round(chance.between(-jump, jump))
        for (const node of nodes) node.weather({ clock })
      },
    },
  ]
}

/** Holds SQLite's one write lock, as a careless backup does. */
export function sqliteLock(path: string) {
  let holder: DatabaseSync | undefined
  return {
    goAway() {
      holder = new DatabaseSync(path)
      try {
        holder.exec('pragma busy_timeout=2000; begin immediate')
      } catch {
        // the bot was writing: this time it keeps its database
      }
    },
    comeBack() {
      holder?.close()
      holder = undefined
    },
  }
}
