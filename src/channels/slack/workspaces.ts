import { WebClient } from '@slack/web-api'
import type { ChannelHost } from '../channel.ts'
import { clientOptions, createClient, failure } from './api.ts'
import type { SlackInstallations } from './install.ts'

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

/** Every workspace that has installed the app, by its stored installation. */
export function manyWorkspaces(
  installations: SlackInstallations,
  reach: Reach,
  host: Pick<ChannelHost, 'now' | 'log'>,
): Workspaces {
  const { store } = installations
  /** One client a workspace, replaced with its token, so that old tokens leave nothing behind. */
  const clients = new Map<string, { token: string; client: WebClient }>()

  async function fresh(team: string) {
    const found = await store.find(team)
    if (!found?.refreshToken || !isDue(found.expiresAt)) return found
    return await store.lock(team, async () => {
      // a refresh token works once: another node may have used it while this one waited
      const current = await store.find(team)
      if (!current?.refreshToken || !isDue(current.expiresAt)) return current
      try {
        const answer = await new WebClient(undefined, clientOptions(reach.apiUrl, reach.timeoutMs)).oauth.v2.access({
          client_id: installations.clientId,
          client_secret: installations.clientSecret,
          grant_type: 'refresh_token',
          refresh_token: current.refreshToken,
        })
        if (!answer.access_token) return current
        const exchanged = {
          ...current,
          botToken: answer.access_token,
          refreshToken: answer.refresh_token ?? current.refreshToken,
          expiresAt: host.now() + (answer.expires_in ?? 0) * 1000,
        }
        await store.save(exchanged)
        return exchanged
      } catch (error) {
        const why = failure(error)
        host.log('warn', 'a Slack token could not be exchanged', { team, reason: why.reason })
        // the old one works to its end; the next event tries again
        if ((current.expiresAt ?? 0) > host.now()) return current
        throw why
      }
    })
  }

  const isDue = (expiresAt: number | undefined) => expiresAt !== undefined && expiresAt - host.now() < EXCHANGE_BEFORE

  return {
    async find(team) {
      return team ? await fresh(team) : undefined
    },
    async clientFor(given) {
      const team = given ?? installations.advisorTeam
      const installation = await fresh(team)
      if (!installation) throw new Error(`The Slack app is not installed in ${team}: open /slack/install to add it.`)
      const known = clients.get(team)
      if (known?.token === installation.botToken) return known.client
      const client = createClient(installation.botToken, reach.apiUrl, reach.timeoutMs)
      clients.set(team, { token: installation.botToken, client })
      return client
    },
    async removed(team, at) {
      const found = await store.find(team)
      // the news of a removal may come after the app was added again
      if (!found || found.installedAt > at) return
      clients.delete(team)
      await store.delete(team)
    },
  }
}
