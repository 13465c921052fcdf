import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHandler } from './http.ts'
import { createPhone, type Phone } from './phone.ts'
import { menuOf } from './rich-menus.ts'
import { createSender } from './sender.ts'
import { type Call, createState, type Fault, type Person, type Weather } from './state.ts'

export type { Event } from './sender.ts'

export interface LineEmulatorOptions {
  readonly port?: number
  readonly channelSecret?: string
  readonly channelAccessToken?: string
  readonly webhookUrl?: string
  now?(): number
  /** Called after anything that can be seen has changed. */
  onChange?(): void
}

export interface LineEmulator extends Phone {
  readonly url: string
  /** The host for pictures and files, as `api-data.line.me`. */
  readonly dataUrl: string
  readonly calls: readonly Call[]
  isLoading(userId: string): boolean
  person(userId: string): Person | undefined
  people(): readonly Person[]
  /** Faults by chance; those of `fail` come first. */
  setWeather(weather: Weather | undefined): void
  fail(path: string, fault: { status?: number; body?: string; kind?: Fault['kind']; times?: number }): void
  setQuota(limit: number | undefined): void
  setWebhook(url: string): void
  /** Lets a public address lead to a local server. */
  tunnel(from: string, to: string): void
  /** "Use webhook" in the console. */
  useWebhook(isOn: boolean): void
  menuOf(userId: string): ReturnType<typeof menuOf>
  readonly pushed: number
  close(): Promise<void>
}

/** A stateful stand-in for LINE: the Messaging API on one side, phones on the other. */
export async function startLineEmulator(options: LineEmulatorOptions = {}): Promise<LineEmulator> {
  const now = options.now ?? Date.now
  const state = createState(options.webhookUrl)
  const changed = () => options.onChange?.()
  const sender = createSender(state, options.channelSecret ?? 'secret', now)
  const phone = createPhone(state, sender, { now, changed })
  const token = options.channelAccessToken ?? 'token'
  const handle = createHandler(state, { token, phone, sender, now, changed })

  const serve = async (isData: boolean, port = 0) => {
    const server = createServer((request, response) => {
      handle(request, response, isData).catch(() => response.destroy())
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
    return server
  }
  const server = await serve(false, options.port)
  const dataServer = await serve(true)

  return {
    ...phone,
    url: urlOf(server),
    dataUrl: urlOf(dataServer),
    calls: state.calls,
    isLoading: (userId) => (state.people.get(userId)?.loadingUntil ?? 0) > now(),
    person: (userId) => state.people.get(userId),
    people: () => [...state.people.values()],
    fail(path, { status, body, kind, times = 1 }) {
      state.faults.push({
        path,
        kind: kind ?? 'status',
        times,
        ...(status ? { status } : {}),
        ...(body ? { body } : {}),
      })
    },
    setWeather(weather) {
      state.weather = weather
    },
    setQuota(limit) {
      state.quota = limit
    },
    setWebhook(url) {
      state.webhook = url
    },
    tunnel(from, to) {
      state.tunnels.set(from, to)
    },
    useWebhook(isOn) {
      state.isWebhookUsed = isOn
    },
    menuOf: (userId) => menuOf(state, userId),
    get pushed() {
      return state.used
    },
    async close() {
      for (const one of [server, dataServer]) {
        one.closeAllConnections()
        await new Promise<void>((resolve) => one.close(() => resolve()))
      }
    },
  }
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
