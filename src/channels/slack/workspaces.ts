import { WebClient } from '@slack/web-api'
import { type ChannelHost, DeliveryError } from '../channel.ts'
import { clientOptions, createClient, failure } from './api.ts'
import type { SlackOAuth } from './install.ts'
import type { Installation, Installations } from './installations.ts'

/** An event from a workspace that has removed the app, or never added it. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError'
  constructor() {
    super('the app is not installed in this workspace')
  }
}

/** Who the bot is in one workspace. */
export interface Workspace {
  readonly team: string
  readonly botId: string
  readonly botUserId: string
}

export interface Workspaces {
  /** Undefined where the app is not installed (any more). */
  find(team: string | undefined): Promise<Workspace | undefined>
  /** The client for one workspace; without a team, for the one where the advisors are. */
  clientFor(team: string | undefined): Promise<WebClient>
  /** The app was removed at that time, in ms: its tokens are dead. */
  removed(team: string, at: number): Promise<void>
}

interface Reach {
  readonly apiUrl: string | undefined
  readonly timeoutMs: number
}

/** One workspace, by its bot token. Who we are is asked at the first need, so that a bad token keeps nothing from starting. */
export function oneWorkspace(token: string, reach: Reach, log: ChannelHost['log']): Workspaces {
  const client = createClient(token, reach.apiUrl, reach.timeoutMs)
  let identity: Promise<Workspace> | undefined

  function whoAmI(): Promise<Workspace> {
    identity ??= client.auth
      .test()
      .then(({ bot_id, user_id, team_id }) => ({ botId: bot_id ?? '', botUserId: user_id ?? '', team: team_id ?? '' }))
    identity.catch(() => {
      identity = undefined
    })
    return identity
  }

  return {
    find: whoAmI,
    clientFor: async () => client,
    async removed() {
      log(
        'error',
        'Slack removed the app from the workspace: install it again and copy the new token to SLACK_BOT_TOKEN',
      )
    },
  }
}

/** Tokens live twelve hours; they are exchanged this long before their end (https://docs.slack.dev/authentication/using-token-rotation). */
const EXCHANGE_BEFORE = 2 * 3600_000
/** How often, and how long at most, a node looks whether another has exchanged a dead token. */
const LOOK_EVERY = 100
const LOOK_FOR = 12_000

/** Every workspace that has installed the app, by its stored installation. */
export function manyWorkspaces(
  oauth: SlackOAuth,
  installations: Installations,
  reach: Reach,
  host: Pick<ChannelHost, 'now' | 'log'>,
): Workspaces {
  /** One client a workspace, replaced with its token, so that old tokens leave nothing behind. */
  const clients = new Map<string, { token: string; client: WebClient }>()
  /** Given by Slack and not kept yet: what was exchanged for it is worthless. */
  const unkept = new Map<string, Installation>()
  const endsWithin = (ms: number, { refreshToken, expiresAt }: Installation) =>
    refreshToken !== undefined && expiresAt !== undefined && expiresAt - host.now() < ms

  /** The installation with a token that lives. A refresh token works once, so one node exchanges it. */
  async function fresh(team: string): Promise<Installation | undefined> {
    for (let waited = 0; ; waited += LOOK_EVERY) {
      const found = await installations.find(team)
      if (!found || !endsWithin(EXCHANGE_BEFORE, found)) return found
      if (await installations.claim(team)) return await exchangeClaimed(team)
      // another node is at it; until it is done the old token does, if it lives
      if (!endsWithin(0, found)) return found
      if (waited >= LOOK_FOR) throw new DeliveryError('token_expired', { retry: true, detail: team })
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
    }
  }

  async function exchangeClaimed(team: string): Promise<Installation | undefined> {
    try {
      // what was read before the claim may have been exchanged meanwhile
      const current = unkept.has(team) ? await keep(team) : await installations.find(team)
      return current && endsWithin(EXCHANGE_BEFORE, current) ? await exchange(current) : current
    } finally {
      await installations.release(team)
    }
  }

  /** Only what is still installed is kept; tells what is. */
  async function keep(team: string): Promise<Installation | undefined> {
    await installations.exchange(unkept.get(team)!)
    unkept.delete(team)
    return await installations.find(team)
  }

  async function exchange(current: Installation): Promise<Installation> {
    try {
      const answer = await new WebClient(undefined, clientOptions(reach.apiUrl, reach.timeoutMs)).oauth.v2.access({
        client_id: oauth.clientId,
        client_secret: oauth.clientSecret,
        grant_type: 'refresh_token',
        refresh_token: current.refreshToken!,
      })
      if (!answer.access_token) return current
      const exchanged = {
        ...current,
        botToken: answer.access_token,
        refreshToken: answer.refresh_token ?? current.refreshToken!,
        expiresAt: host.now() + (answer.expires_in ?? 0) * 1000,
      }
      unkept.set(current.team, exchanged)
      await keep(current.team)
      return exchanged
    } catch (error) {
      const why = failure(error)
      host.log('warn', 'a Slack token could not be exchanged', { team: current.team, reason: why.reason })
      const exchanged = unkept.get(current.team)
      if (exchanged) return exchanged
      // the old one works to its end; the next event tries again
      if (!endsWithin(0, current)) return current
      throw why
    }
  }

  return {
    async find(team) {
      return team ? await fresh(team) : undefined
    },
    async clientFor(given) {
      const team = given ?? oauth.advisorTeam
      const installation = team ? await fresh(team) : undefined
      if (!team || !installation) throw new DeliveryError('not_installed', { retry: false, detail: team ?? '' })
      const known = clients.get(team)
      if (known?.token === installation.botToken) return known.client
      const client = createClient(installation.botToken, reach.apiUrl, reach.timeoutMs)
      clients.set(team, { token: installation.botToken, client })
      return client
    },
    async removed(team, at) {
      clients.delete(team)
      // the news of a removal may come after the app was added again
      await installations.remove(team, at)
    },
  }
}
