import type { World } from './world.ts'

const RATE_LIMIT = JSON.stringify({ message: 'The API rate limit has been exceeded. Try again later.' })
const REPLY = '/v2/bot/message/reply'
const PUSH = '/v2/bot/message/push'

/** What can go wrong with the next message to a platform, once. */
export const FAULTS = {
  'line-token-lost': 'LINE：応答トークンを無効にする',
  'line-429': 'LINE：混みあっていると断る(429)',
  'line-timeout': 'LINE：届けたあとで応答しない',
  'slack-429': 'Slack：混みあっていると断る(429)',
  'slack-timeout': 'Slack：届けたあとで応答しない',
  crash: '送っている最中にボットが落ちる',
} as const
export type FaultName = keyof typeof FAULTS
export const FAULT_NAMES = Object.keys(FAULTS) as [FaultName, ...FaultName[]]

/** Goes wrong once each, when armed. `crash` ends the bot in the middle of a call that is never answered. */
export function createFaults(world: Pick<World, 'emulators' | 'journal'> & { crash(): void; onChange(): void }) {
  const armed = new Set<FaultName>()
  const strikes = (name: FaultName) => {
    if (!armed.delete(name)) return false
    world.journal.note(`起きました：${FAULTS[name]}`)
    return true
  }

  world.emulators.line.setWeather((path) => {
    if (path !== REPLY && path !== PUSH) return undefined
    if (strikes('crash')) {
      world.crash()
      return { kind: 'timeout' }
    }
    if (path === REPLY && strikes('line-token-lost'))
      return { kind: 'status', status: 400, body: '{"message":"Invalid reply token"}' }
    if (strikes('line-429')) return { kind: 'status', status: 429, body: RATE_LIMIT }
    if (strikes('line-timeout')) return { kind: 'timeoutAfterDelivery' }
    return undefined
  })
  world.emulators.slack.setWeather((method) => {
    if (method !== 'chat.postMessage') return undefined
    if (strikes('slack-429')) return { kind: 'status', status: 429, retryAfter: 2 }
    if (strikes('slack-timeout')) return { kind: 'timeoutAfterDelivery' }
    return undefined
  })

  return {
    armed: armed as ReadonlySet<FaultName>,
    /** A second press takes it back. */
    toggle(name: FaultName) {
      if (!armed.delete(name)) armed.add(name)
      world.onChange()
    },
  }
}

export type Faults = ReturnType<typeof createFaults>
