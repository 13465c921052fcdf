import { App, LogLevel, type Receiver } from '@slack/bolt'
import { UnavailableError } from '../../errors.ts'
import type { ChannelAdapter, ChannelHost } from '../channel.ts'
import { createAgentView } from './agent.ts'
import { clientOptions, failure } from './api.ts'
import { createAskAgain } from './ask-again.ts'
import { createHome } from './home.ts'
import { installRoutes, type SlackOAuth } from './install.ts'
import { createInstallations } from './installations.ts'
import { createLinks } from './links.ts'
import { listenToActs } from './listen-acts.ts'
import { listenToEvents } from './listen-events.ts'
import { checkDesk, createMembership } from './membership.ts'
import { createNames } from './names.ts'
import { createFormOpener } from './open-form.ts'
import { quiet } from './quiet.ts'
import { isSigned, parseBody, respond } from './request.ts'
import { createSender } from './send.ts'
import { kindOf } from './shape.ts'
import { PROMPTS } from './words.ts'
import { manyWorkspaces, NotInstalledError, oneWorkspace } from './workspaces.ts'

export interface SlackOptions {
  readonly signingSecret: string
  /** The one workspace's token; absent with `oauth`. */
  readonly botToken?: string | undefined
  readonly apiUrl?: string | undefined
  readonly advisorChannel?: string | undefined
  readonly timeoutMs?: number
  /** Several workspaces instead of the one of `botToken`. */
  readonly oauth?: SlackOAuth | undefined
}

const TIMEOUT = 10_000

/** Slack, by the real Bolt app on our own HTTP server (https://docs.slack.dev/tools/bolt-js). */
export function createSlackChannel(options: SlackOptions, host: ChannelHost): ChannelAdapter {
  const { oauth, advisorChannel } = options
  const reach = { apiUrl: options.apiUrl, timeoutMs: options.timeoutMs ?? TIMEOUT }
  const installations = oauth && createInstallations(host.vault)
  const workspaces =
    oauth && installations
      ? manyWorkspaces(oauth, installations, reach, host)
      : oneWorkspace(options.botToken ?? '', reach, host.log)
  const { clientFor } = workspaces
  const linksIn = createLinks(() => clientFor(undefined))
  const sender = createSender(clientFor, linksIn, host)
  const agent = createAgentView(clientFor, PROMPTS, host.log)
  const { isAdvisor, left } = createMembership(
    () => clientFor(undefined),
    { channel: advisorChannel, team: oauth?.advisorTeam },
    host,
  )
  const home = createHome(clientFor, isAdvisor, linksIn, host)

  const receiver: Receiver = { init() {}, start: async () => undefined, stop: async () => undefined }
  const app = new App({
    receiver,
    async authorize({ teamId }) {
      const workspace = await workspaces.find(teamId).catch((error) => {
        throw failure(error).retry ? new UnavailableError('Slack does not say who the bot is', { cause: error }) : error
      })
      if (!workspace) throw new NotInstalledError()
      // no token: Bolt keeps a client for every token it ever saw
      return { botId: workspace.botId, botUserId: workspace.botUserId, teamId: workspace.team }
    },
    convoStore: false,
    clientOptions: clientOptions(options.apiUrl, reach.timeoutMs),
    logLevel: LogLevel.ERROR,
    logger: quiet(host.log),
  })
  app.error(async (error) => {
    // late news from a workspace that removed the app: another delivery would change nothing
    if ('original' in error && error.original instanceof NotInstalledError) return
    // a turn that failed must be a 500, so that Slack tries again
    throw error
  })
  const ears = {
    host,
    agent,
    home,
    isAdvisor,
    left,
    advisorChannel,
    advisorTeam: oauth?.advisorTeam,
    openForm: createFormOpener(clientFor, host),
    askAgain: createAskAgain(clientFor, host),
    nameOf: createNames(clientFor, host),
    removed: workspaces.removed,
  }
  listenToEvents(app, ears)
  listenToActs(app, ears)

  const lookAtDesk = async () => {
    if (advisorChannel) await checkDesk(await clientFor(undefined), advisorChannel)
  }

  return {
    name: 'slack',
    edits: true,
    forms: true,
    sessions: true,
    ...(oauth && installations ? { routes: installRoutes(oauth, installations, reach, host) } : {}),

    async receive(request, body, response) {
      const raw = body.toString('utf8')
      if (!isSigned(request, raw, options.signingSecret, host.now())) return void response.writeHead(401).end()
      const payload = parseBody(request, raw)
      if (!payload) return void response.writeHead(400).end()
      if (payload.type === 'url_verification') return respond(response, { challenge: payload.challenge })
      if (payload.ssl_check) return respond(response)
      const kind = kindOf(payload)
      if (kind === 'odd') {
        host.log('warn', 'a request that is not as Slack documents it')
        return void response.writeHead(400).end()
      }
      if (kind === 'other') return respond(response)
      let acknowledged: unknown
      await app.processEvent({
        body: payload,
        ack: async (answer?: unknown) => {
          acknowledged = answer
        },
      })
      respond(response, acknowledged)
    },

    async send(delivery) {
      const receipt = await sender.send(delivery)
      agent.heard(delivery.to, delivery.reply)
      const awaiting = delivery.messages.findLast((message) => message.kind === 'awaiting')
      void (awaiting ? agent.awaiting(delivery.to, awaiting.who) : agent.answered(delivery.to))
      // whatever changes on a home page is said in a message too
      void home.changed(delivery.to)
      return receipt
    },

    showTyping: (to, reply) => agent.showTyping(to, reply),

    async verify() {
      if (oauth && installations) {
        if (!oauth.advisorTeam) return
        if (await installations.find(oauth.advisorTeam)) return await lookAtDesk()
        throw new Error(
          `The Slack app is not installed in the advisors' workspace ${oauth.advisorTeam} yet: open /slack/install on this server's public address.`,
        )
      }
      try {
        await workspaces.find(undefined)
      } catch (error) {
        const { reason, retry } = failure(error)
        if (retry)
          throw new Error(
            `Slack does not answer (${reason}): whether SLACK_BOT_TOKEN is right will show with the first event.`,
          )
        throw new Error(
          `Slack refuses SLACK_BOT_TOKEN (${reason}). Copy the Bot User OAuth Token from "OAuth & Permissions" of the Slack app, and reinstall the app if its scopes changed.`,
        )
      }
      await lookAtDesk()
    },
  }
}
