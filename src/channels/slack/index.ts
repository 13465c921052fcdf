import { App, LogLevel, type Receiver } from '@slack/bolt'
import type { ChannelAdapter, ChannelHost, ConversationId, Inbound, Outbound } from '../channel.ts'
import { createAgentView, type Prompt, type SessionStatus } from './agent.ts'
import { clientOptions, failure } from './api.ts'
import { renderHome } from './home.ts'
import { type InstallRoutes, installRoutes, type SlackInstallations } from './install.ts'
import { createMembership } from './membership.ts'
import { fieldsOf, openedBy, renderForm } from './modal.ts'
import { unwrapped } from './mrkdwn.ts'
import { type ActionPayload, type MessageEvent, parseAction, parseMessage } from './parse.ts'
import { isSigned, parseBody, respond } from './request.ts'
import { createSender } from './send.ts'
import { MENU, PROMPTS, wordsOf } from './words.ts'
import { manyWorkspaces, oneWorkspace } from './workspaces.ts'

export interface SlackOptions {
  readonly signingSecret: string
  readonly botToken?: string | undefined
  readonly apiUrl?: string | undefined
  readonly advisorChannel?: string | undefined
  readonly timeoutMs?: number
  /** The app is shown as an agent, whose answers stand in the thread of each message. */
  readonly agentThreads?: boolean
  /** The session's status is shown; goes off by itself where Slack does not know it. */
  readonly agentSessions?: boolean
  /** Offered in the empty chat; at most four. */
  readonly prompts?: readonly Prompt[]
  /** Several workspaces instead of the one of `botToken`. */
  readonly installations?: SlackInstallations
}

export interface SlackChannel extends ChannelAdapter {
  /** Shows messages on the person's Home tab, in place of what was there. */
  showHome(to: ConversationId, messages: readonly Outbound[]): Promise<void>
  /** `suspended` while a human is awaited, `closed` when the talk is over. Never throws. */
  setSession(to: ConversationId, status: SessionStatus): Promise<void>
  /** The pages that add the app to a workspace; none without `installations`. */
  readonly routes: InstallRoutes
}

const TIMEOUT = 10_000
/** Slack shows an error to whoever pressed a button after three seconds; a form that is slow comes later, or not. */
const PRESS_PATIENCE = 2_000

/** Slack, by the real Bolt app on our own HTTP server (https://docs.slack.dev/tools/bolt-js). */
export function createSlackChannel(options: SlackOptions, host: ChannelHost): SlackChannel {
  const reach = { apiUrl: options.apiUrl, timeoutMs: options.timeoutMs ?? TIMEOUT }
  const workspaces = options.installations
    ? manyWorkspaces(options.installations, reach, host)
    : oneWorkspace(options.botToken ?? '', reach, host.log)
  const { clientFor } = workspaces
  const sender = createSender(clientFor, host.now)
  const agent = createAgentView(
    clientFor,
    { sessions: options.agentSessions ?? true, prompts: options.prompts ?? PROMPTS },
    host.log,
  )
  const isAdvisor = createMembership(() => clientFor(undefined), options.advisorChannel, host.now)

  const receiver: Receiver = { init() {}, start: async () => undefined, stop: async () => undefined }
  const app = new App({
    receiver,
    async authorize({ teamId }) {
      const workspace = await workspaces.find(teamId)
      if (!workspace) throw new Error('the app is not installed in this workspace')
      // no token: Bolt keeps a client for every token it ever saw
      return { botId: workspace.botId, botUserId: workspace.botUserId, teamId: workspace.team }
    },
    convoStore: false,
    clientOptions: clientOptions(options.apiUrl, reach.timeoutMs),
    logLevel: LogLevel.ERROR,
    logger: quiet(host),
  })
  // a turn that failed must be a 500, so that Slack tries again
  app.error(async (error) => {
    throw error
  })

  /** Bolt's context as far as `authorize` fills it. */
  type Context = { readonly teamId?: string; readonly botUserId?: string }
  const placeOf = ({ teamId = '', botUserId = '' }: Context) => ({
    team: teamId,
    botUserId,
    advisorChannel: options.advisorChannel,
    agentThreads: options.agentThreads ?? false,
  })
  const accept = async (inbound: Inbound | undefined) => {
    if (!inbound) return
    agent.heard(inbound.conversation, inbound.reply)
    await host.accept([inbound])
  }
  /** Words a person gave without writing a message: a command, a shortcut. `once` is that act's own id. */
  const said = (context: Context, user: string, text: string, once: string): Inbound => ({
    eventId: `slack:trigger:${once}`,
    conversation: `slack:${context.teamId}:${user}`,
    at: host.now(),
    body: { kind: 'text', text },
  })

  app.event('message', async ({ event, context }) => accept(parseMessage(event as MessageEvent, placeOf(context))))
  app.event('app_mention', async ({ event, context }) => accept(parseMessage(event as MessageEvent, placeOf(context))))
  app.event('app_home_opened', async ({ event, body, context }) => {
    const where = event.tab === 'home' ? ('home' as const) : ('chat' as const)
    // not awaited: Slack waits three seconds, and prompts are ornament
    if (where === 'chat') void agent.suggest(context.teamId ?? '', event.channel)
    await accept({
      eventId: `slack:${body.event_id}`,
      conversation: `slack:${context.teamId}:${event.user}`,
      at: host.now(),
      body: { kind: 'opened', where },
      ...(where === 'chat' ? { reply: { channel: event.channel } } : {}),
    })
  })

  app.action(/.*/, async ({ ack, body, action, context }) => {
    await ack()
    const payload = body as unknown as ActionPayload
    const form = /^form:(.+):\d+$/.exec('action_id' in action ? action.action_id : '')?.[1]
    const pressed = () => accept(parseAction(payload, placeOf(context)))
    if (!form || !payload.trigger_id) return await pressed()
    const opening = openForm(form, payload, context.teamId ?? '')
    const slow = new Promise<'slow'>((resolve) => setTimeout(resolve, PRESS_PATIENCE, 'slow').unref())
    // where no form opens the button is an ordinary choice
    if ((await Promise.race([opening, slow])) === false) await pressed()
  })

  app.view(/.*/, async ({ ack, body, view, context }) => {
    const opened = openedBy(view.private_metadata)
    if (!opened) return await ack()
    const fields = fieldsOf(view.state.values)
    const errors = host.checkForm(opened.form, fields)
    if (Object.keys(errors).length > 0) return await ack({ response_action: 'errors', errors })
    await accept({
      // one open view is sent off once: a retry has the same id
      eventId: `slack:view:${view.id}:${view.hash}`,
      conversation: `slack:${context.teamId}:${body.user.id}`,
      at: host.now(),
      body: { kind: 'form', form: opened.form, fields },
      who: body.user.name,
      ...(opened.isDesk ? { isDesk: true } : {}),
    })
    await ack({ response_action: 'clear' })
  })

  app.command('/career', async ({ ack, command, context }) => {
    await accept(said(context, command.user_id, wordsOf(command.text ?? ''), command.trigger_id))
    await ack({ response_type: 'ephemeral', text: 'ダイレクトメッセージでお答えします。' })
  })
  app.command('/callbacks', async ({ ack, command, context }) => {
    if (!(await isAdvisor(command.user_id)))
      return await ack({ response_type: 'ephemeral', text: 'このコマンドはアドバイザー用です。' })
    await accept({ ...said(context, command.user_id, '/callbacks', command.trigger_id), isDesk: true })
    await ack({ response_type: 'ephemeral', text: 'ダイレクトメッセージでお送りします。' })
  })
  app.shortcut('open_menu', async ({ ack, shortcut, context }) => {
    await ack()
    await accept(said(context, shortcut.user.id, MENU, shortcut.trigger_id))
  })
  app.shortcut({ type: 'message_action', callback_id: 'ask_about_message' }, async ({ ack, shortcut, context }) => {
    await ack()
    const words = 'message' in shortcut ? unwrapped(String(shortcut.message.text ?? '')).trim() : ''
    await accept(said(context, shortcut.user.id, words || MENU, shortcut.trigger_id))
  })

  app.event('app_uninstalled', ({ body }) => workspaces.removed(body.team_id, body.event_time * 1000))
  app.event('tokens_revoked', async ({ body, event }) => {
    if (event.tokens?.bot?.length) await workspaces.removed(body.team_id, body.event_time * 1000)
  })

  /** False if there is no form to show, or Slack would not show it. */
  async function openForm(id: string, payload: ActionPayload, team: string): Promise<boolean> {
    const form = await host.openForm(id, `slack:${team}:${payload.user.id}`)
    if (!form || !payload.trigger_id) return false
    const isDesk = options.advisorChannel !== undefined && payload.channel?.id === options.advisorChannel
    try {
      const client = await clientFor(team)
      await client.views.open({ trigger_id: payload.trigger_id, view: renderForm(form, { form: id, isDesk }) })
      return true
    } catch (error) {
      host.log('warn', 'a form could not be opened', { reason: failure(error).reason })
      return false
    }
  }

  return {
    name: 'slack',
    edits: true,
    routes: options.installations ? installRoutes(options.installations, reach, host) : {},

    async receive(request, body, response) {
      const raw = body.toString('utf8')
      if (!isSigned(request, raw, options.signingSecret, host.now())) return void response.writeHead(401).end()
      const payload = parseBody(request, raw)
      if (!payload) return void response.writeHead(400).end()
      if (payload.type === 'url_verification') return respond(response, { challenge: payload.challenge })
      if (payload.ssl_check) return respond(response)
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
      void agent.answered(delivery.to)
      return receipt
    },

    showTyping: (to, reply) => agent.showTyping(to, reply),
    setSession: (to, status) => agent.set(to, status),

    async showHome(to, messages) {
      const [, team, user = ''] = to.split(':')
      try {
        const client = await clientFor(team)
        await client.views.publish({ user_id: user, view: renderHome(messages) })
      } catch (error) {
        throw failure(error)
      }
    },

    async verify() {
      if (options.installations) return
      try {
        await workspaces.find(undefined)
      } catch (error) {
        throw new Error(
          `Slack refuses SLACK_BOT_TOKEN (${failure(error).reason}). Copy the Bot User OAuth Token from "OAuth & Permissions" of the Slack app, and reinstall the app if its scopes changed.`,
        )
      }
    },
  }
}

/** Bolt logs payloads at some levels: only that something happened is passed on. */
function quiet(host: ChannelHost) {
  return {
    debug() {},
    info() {},
    warn: () => host.log('debug', 'Bolt warned'),
    error: () => host.log('debug', 'Bolt reported an error'),
    setLevel() {},
    getLevel: () => LogLevel.ERROR,
    setName() {},
  }
}
