import { createHmac } from 'node:crypto'
import type { MessageEvent } from '../../src/channels/slack/parse.ts'
import type { SlackEmulator } from '../../src/emulators/slack/index.ts'
import { BOT, directChannel } from '../../src/emulators/slack/state.ts'
import { WORDS } from './people.ts'
import { createPostman } from './postman.ts'
import type { Chance } from './random.ts'

export interface SlackCrowd {
  /** Every message anybody wrote, by its event's id as the store has it. */
  readonly events: ReadonlyMap<string, MessageEvent>
  readonly accepted: ReadonlySet<string>
  /** How often webhooks were answered how; 0 for not at all. */
  readonly statuses: ReadonlyMap<number, number>
  goHome(): Promise<void>
}

/** A few people who write to the bot in Slack; a button is pressed by its number. */
export function startSlackCrowd(options: {
  slack: SlackEmulator
  secret: string
  chance: Chance
  webhooks: readonly string[]
  people: number
}): SlackCrowd {
  const { slack, secret, chance, webhooks } = options
  const postman = createPostman(chance)
  const events = new Map<string, MessageEvent>()
  let isOver = false
  let last = 0

  function write(user: string) {
    const channel = directChannel(user)
    // as Slack's, unique in all its channels
    last = Math.max(Date.now() * 1000, last + 1)
    const ts = `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
    const text = chance.happens(0.4) ? String(Math.ceil(chance.between(0, 4))) : chance.pick(WORDS)
    const event = { type: 'message', channel_type: 'im', user, channel, ts, text }
    const id = `slack:${channel}:${ts}`
    events.set(id, event)
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: BOT.team,
      api_app_id: 'A0APP',
      event_id: `Ev${last}`,
      event_time: Math.floor(last / 1e6),
      authorizations: [{ team_id: BOT.team, user_id: BOT.user, is_bot: true }],
      event: { ...event, event_ts: ts },
    })
    postman.deliver([id], (isAgain) => post(body, isAgain))
  }

  async function post(body: string, isAgain: boolean): Promise<number> {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
    const answer = await fetch(chance.pick(webhooks), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        ...(isAgain ? { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' } : {}),
      },
      body,
    })
    await answer.arrayBuffer()
    return answer.status
  }

  async function live(user: string) {
    slack.addUser({ id: user, name: user })
    while (!isOver) {
      // Slack takes one message a second in a chat: who writes quicker only waits
      await new Promise((resolve) => setTimeout(resolve, chance.between(1_500, 4_000)))
      if (!isOver) write(user)
    }
  }

  const lives = Array.from({ length: options.people }, (_, index) => live(`U0SEEKER${index}`))
  return {
    events,
    accepted: postman.accepted,
    statuses: postman.statuses,
    async goHome() {
      isOver = true
      await Promise.all(lives)
      await postman.empty()
    },
  }
}
