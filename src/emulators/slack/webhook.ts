import { BOT, type Json, type SlackState } from './state.ts'

export interface Answered {
  readonly status: number
  readonly body: unknown
}

export interface Stage {
  readonly state: SlackState
  /** Where response URLs are answered. */
  readonly url: string
  now(): number
  onChange(): void
  /** Sends a signed request to the bot. */
  deliver(body: string, type: string): Promise<Answered>
}

/** What Slack tells the bot, in the shapes it has for events, for presses and for forms. */
export function createWebhook({ state, now, deliver }: Stage) {
  const teamOf = (user: string) => state.people.get(user)?.team ?? BOT.team
  return {
    teamOf,
    event: (fields: Json, team: string = teamOf(String(fields.user))) =>
      deliver(
        JSON.stringify({
          token: 'x',
          team_id: team,
          api_app_id: 'A0APP',
          type: 'event_callback',
          event_id: `Ev${state.next++}`,
          event_time: Math.floor(now() / 1000),
          authorizations: [{ team_id: team, user_id: BOT.user, is_bot: true }],
          event: fields,
        }),
        'application/json',
      ),
    /** A press, a shortcut or a form, by somebody. */
    interact: (user: string, payload: Json) => {
      const name = state.people.get(user)?.name ?? user
      const whole = {
        team: { id: teamOf(user) },
        user: { id: user, name, username: name, team_id: teamOf(user) },
        ...payload,
      }
      return deliver(
        new URLSearchParams({ payload: JSON.stringify(whole) }).toString(),
        'application/x-www-form-urlencoded',
      )
    },
  }
}

export type Webhook = ReturnType<typeof createWebhook>
