import type { ServerResponse } from 'node:http'
import { type Installation as Granted, InstallProvider } from '@slack/oauth'
import type { ChannelHost, RouteHandler } from '../channel.ts'
import { clientOptions } from './api.ts'
import type { Installation, Installations } from './installations.ts'
import { SCOPES } from './manifest.ts'
import { quiet } from './quiet.ts'

/** Several workspaces by OAuth instead of one bot token. */
export interface SlackOAuth {
  readonly clientId: string
  readonly clientSecret: string
  /** Signs the state that protects the way to Slack and back. */
  readonly stateSecret: string
  /** The workspace where the advisors' channel is. */
  readonly advisorTeam: string | undefined
}

/** The pages on which a workspace adds the app (https://docs.slack.dev/authentication/installing-with-oauth). */
export function installRoutes(
  oauth: SlackOAuth,
  installations: Installations,
  reach: { readonly apiUrl: string | undefined; readonly timeoutMs: number },
  host: Pick<ChannelHost, 'now' | 'log' | 'say'>,
): Readonly<Record<string, RouteHandler>> {
  const provider = new InstallProvider({
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    stateSecret: oauth.stateSecret,
    directInstall: true,
    clientOptions: clientOptions(reach.apiUrl, reach.timeoutMs),
    logger: quiet(host.log),
    installationStore: {
      storeInstallation: (installation) => installations.save(installed(installation, host.now())),
      async fetchInstallation() {
        throw new Error('installations are found by workspace, not by the install pages')
      },
    },
  })
  const page = (response: ServerResponse, status: number, words: string) =>
    void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(words)

  return {
    'GET /slack/install': (request, _body, response) =>
      provider.handleInstallPath(request, response, {}, { scopes: [...SCOPES] }),
    'GET /slack/oauth_redirect': (request, _body, response) =>
      provider.handleCallback(request, response, {
        success: async () => page(response, 200, await host.say('install.done')),
        async failure(error) {
          host.log('warn', 'Slack was not installed', { reason: error.code })
          page(response, 400, await host.say('install.failed'))
        },
      }),
  }
}

function installed(installation: Granted, now: number): Installation {
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
