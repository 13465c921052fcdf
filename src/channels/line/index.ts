import type { ChannelAdapter, ChannelHost, Inbound } from '../channel.ts'
import { createApi } from './api.ts'
import { createMenuLinks } from './menu.ts'
import { parseEvent } from './parse.ts'
import { send } from './send.ts'
import { eventsIn } from './shape.ts'
import { isSigned } from './signature.ts'

export interface LineOptions {
  readonly channelSecret: string
  readonly channelAccessToken: string
  readonly apiBaseUrl?: string | undefined
  readonly timeoutMs?: number
}

const API = 'https://api.line.me'
const TIMEOUT = 8_000
const LOADING_SECONDS = 20

/** LINE's Messaging API (https://developers.line.biz/en/reference/messaging-api/). */
export function createLineChannel(options: LineOptions, host: ChannelHost): ChannelAdapter {
  const api = createApi({
    baseUrl: options.apiBaseUrl ?? API,
    token: options.channelAccessToken,
    timeoutMs: options.timeoutMs ?? TIMEOUT,
  })
  return {
    name: 'line',
    edits: false,

    async receive(request, body, response) {
      const signature = request.headers['x-line-signature']
      if (typeof signature !== 'string' || !isSigned(body, options.channelSecret, signature)) {
        response.writeHead(401).end()
        return
      }
      const read = eventsIn(body)
      if (!read) {
        response.writeHead(400).end()
        return
      }
      const { events, odd } = read
      if (odd > 0) host.log('warn', 'events that are not as LINE documents them', { events: odd })
      const now = host.now()
      const inbound = events
        .map((event) => parseEvent(event, now))
        .filter((one): one is Inbound => one !== undefined)
        .sort((a, b) => a.at - b.at)
      if (inbound.length < events.length)
        host.log('debug', 'events without an answer', { events: events.length - inbound.length })
      if (inbound.length > 0) await host.accept(inbound)
      response.writeHead(200).end()
    },

    send: (delivery) => send(api, delivery, (message, facts) => host.log('debug', message, facts)),

    showMenu: createMenuLinks(api, () => host.now()),

    async showTyping(to) {
      try {
        await api.call('POST', '/v2/bot/chat/loading/start', {
          chatId: to.slice('line:'.length),
          loadingSeconds: LOADING_SECONDS,
        })
      } catch (error) {
        host.log('debug', 'the loading animation could not be shown', { error: String(error) })
      }
    },

    async verify() {
      const answer = await api.call('GET', '/v2/bot/info')
      if (answer.status === 401) {
        throw new Error(
          'LINE refuses LINE_CHANNEL_ACCESS_TOKEN (401). Issue a new token in the LINE Developers console, tab "Messaging API".',
        )
      }
      if (answer.status !== 200) throw new Error(`LINE cannot be asked who we are: it answered ${answer.status}.`)
    },

    async quota() {
      const [limit, used] = await Promise.all([
        api.call('GET', '/v2/bot/message/quota'),
        api.call('GET', '/v2/bot/message/quota/consumption'),
      ])
      const refused = [limit, used].find((answer) => answer.status !== 200)
      if (refused) throw new Error(`LINE answered ${refused.status}`)
      const { value } = JSON.parse(limit.body) as { value?: number }
      return { limit: value, used: (JSON.parse(used.body) as { totalUsage: number }).totalUsage }
    },

    close: () => api.close(),
  }
}
