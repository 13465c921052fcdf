import { BOT, type Json, no, ok, type SlackAnswer, type SlackState } from './state.ts'

export interface OAuthApp {
  readonly clientId: string
  readonly clientSecret: string
  /** How long tokens live, in ms; without it for ever. */
  readonly tokenLife?: number
}

/** `oauth.v2.access`: a code for tokens, or a refresh token for the next pair; either works once. */
export function grant(state: SlackState, app: OAuthApp, body: Json, now: number): SlackAnswer {
  if (body.client_id !== app.clientId) return no('invalid_client_id')
  if (body.client_secret !== app.clientSecret) return no('bad_client_secret')
  const isRefresh = body.grant_type === 'refresh_token'
  const from = isRefresh ? state.refreshTokens : state.codes
  const given = String(isRefresh ? body.refresh_token : body.code)
  const team = from.get(given)
  if (!team) return no(isRefresh ? 'invalid_refresh_token' : 'invalid_code')
  from.delete(given)
  const token = `xoxe.xoxb-${team}-${state.next++}`
  state.tokens.set(token, { team, until: app.tokenLife ? now + app.tokenLife : Number.POSITIVE_INFINITY })
  const refreshToken = `xoxe-${team}-${state.next++}`
  if (app.tokenLife) state.refreshTokens.set(refreshToken, team)
  return ok({
    access_token: token,
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: BOT.user,
    app_id: 'A0APP',
    team: { id: team, name: team },
    enterprise: null,
    authed_user: { id: 'U0OWNER' },
    is_enterprise_install: false,
    ...(app.tokenLife ? { refresh_token: refreshToken, expires_in: app.tokenLife / 1000 } : {}),
  })
}
