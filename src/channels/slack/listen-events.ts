import type { App } from '@slack/bolt'
import { accept, type Ears, hear } from './ears.ts'
import type { MessageEvent } from './parse.ts'

/** What Slack tells by the Events API: answered only after it is stored, else Slack tells it again. */
export function listenToEvents(app: App, ears: Ears): void {
  const { host, agent, home } = ears

  app.event('message', ({ event, context }) => hear(ears, event as MessageEvent, context))
  app.event('app_mention', ({ event, context }) => hear(ears, event as MessageEvent, context))
  app.event('app_home_opened', async ({ event, body, context }) => {
    const conversation = `slack:${context.teamId}:${event.user}`
    // neither is awaited: Slack waits three seconds, and both are ornament
    if (event.tab === 'home') return void home.opened(conversation)
    void agent.suggest(context.teamId ?? '', event.channel)
    await accept(ears, {
      eventId: `slack:${body.event_id}`,
      conversation,
      at: host.now(),
      body: { kind: 'opened' },
      reply: { channel: event.channel },
    })
  })
  app.event('member_left_channel', async ({ event, context }) => {
    // the queue stands on that page until it is drawn anew
    if (ears.left(event.channel, event.user)) void home.opened(`slack:${context.teamId}:${event.user}`)
  })
  app.event('app_uninstalled', ({ body }) => ears.removed(body.team_id, body.event_time * 1000))
  app.event('tokens_revoked', async ({ body, event }) => {
    if (event.tokens?.bot?.length) await ears.removed(body.team_id, body.event_time * 1000)
  })
}
