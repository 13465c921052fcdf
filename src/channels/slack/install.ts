import type { IncomingMessage, ServerResponse } from 'node:http'
import { LogLevel } from '@slack/bolt'
import { type Installation, InstallProvider } from '@slack/oauth'
import type { ChannelHost } from '../channel.ts'
import { clientOptions } from './api.ts'

/** The app in one workspace. Holds tokens: a store seals it. */
export interface SlackInstallation {
  readonly team: string
  readonly botId: string
  readonly botUserId: string
  readonly botToken: string
  readonly refreshToken?: string
  /** When the token ends, in ms; absent for tokens without an end. */
  readonly expiresAt?: number
  /** In ms. */
  readonly installedAt: number
}

export interface SlackInstallationStore {
  find(team: string): Promise<SlackInstallation | undefined>
  /** Replaces the one this team had. */
  save(installation: SlackInstallation): Promise<void>
  delete(team: string): Promise<void>
  /** Runs `work` while no other node runs any for this team. */
  lock<T>(team: string, work: () => Promise<T>): Promise<T>
}

/** Several workspaces by OAuth instead of one bot token. */
export interface SlackInstallations {
  readonly clientId: string
  readonly clientSecret: string
  /** Signs the state that protects the way to Slack and back. */
  readonly stateSecret: string
  readonly scopes: readonly string[]
  /** The workspace where the advisors' channel is. */
  readonly advisorTeam: string
  readonly store: SlackInstallationStore
}

export type InstallRoutes = Readonly<
  Record<string, (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<void>>
>

/** The pages on which a workspace adds the app (https://docs.slack.dev/authentication/installing-with-oauth). */
export function installRoutes(
  installations: SlackInstallations,
  reach: { readonly apiUrl: string | undefined; readonly timeoutMs: number },
  host: Pick<ChannelHost, 'now' | 'log'>,
): InstallRoutes {
  const provider = new InstallProvider({
    clientId: installations.clientId,
    clientSecret: installations.clientSecret,
    stateSecret: installations.stateSecret,
    directInstall: true,
    clientOptions: clientOptions(reach.apiUrl, reach.timeoutMs),
    logLevel: LogLevel.ERROR,
    installationStore: {
      storeInstallation: (installation) => installations.store.save(installed(installation, host.now())),
      async fetchInstallation() {
        throw new Error('installations are found by workspace, not by the install pages')
      },
    },
  })
  const page = (response: ServerResponse, status: number, words: string) =>
    void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(words)

  return {
    'GET /slack/install': (request, _body, response) =>
      provider.handleInstallPath(request, response, {}, { scopes: [...installations.scopes] }),
    'GET /slack/oauth_redirect': (request, _body, response) =>
      provider.handleCallback(request, response, {
        success: () => page(response, 200, '追加できました。Slackに戻って、ボットに話しかけてください。'),
        failure(error) {
          host.log('warn', 'Slack was not installed', { reason: error.code })
          page(response, 400, '追加できませんでした。もう一度 /slack/install からお試しください。')
        },
      }),
  }
}

function installed(installation: Installation, now: number): SlackInstallation {
  const { bot, team, enterprise } = installation
  const id = team?.id ?? enterprise?.id
  if (!bot || !id) throw new Error('Slack gave no bot token: the app needs bot scopes. Check its manifest.')
  return {
    team: id,
    botId: bot.id,
    botUserId: bot.userId,
    botToken: bot.token,
    installedAt: now,
    ...(bot.refreshToken ? { refreshToken: bot.refreshToken } : {}),
    // seconds
    ...(bot.expiresAt ? { expiresAt: bot.expiresAt * 1000 } : {}),
  }
}
