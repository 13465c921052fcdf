import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer } from './api.ts'
import type { Phone } from './phone.ts'
import type { Sender } from './sender.ts'
import type { Fault, LineState } from './state.ts'

type Send = (status: number, body: unknown, headers?: Record<string, string>) => void

const MOST_BYTES = 2 * 1024 * 1024

interface Stage {
  readonly token: string
  readonly phone: Phone
  readonly sender: Pick<Sender, 'test'>
  now(): number
  changed(): void
}

/** The API over HTTP, with what goes wrong with it; `isData` is the host for files. */
export function createHandler(state: LineState, { token, phone, sender, now, changed }: Stage) {
  return async (request: IncomingMessage, response: ServerResponse, isData: boolean): Promise<void> => {
    const raw = await bytesOf(request)
    const { method = 'GET', url = '/', headers } = request
    const path = url.split('?')[0]!
    const send: Send = (status, body, more = {}) =>
      void response
        .writeHead(status, { 'content-type': Buffer.isBuffer(body) ? 'image/png' : 'application/json', ...more })
        .end(Buffer.isBuffer(body) ? body : JSON.stringify(body))
    if (path.startsWith('/emulator/')) return await handlePhone(phone, request, raw, send)
    if (headers.authorization !== `Bearer ${token}`)
      return send(401, {
        message: 'Authentication failed. Confirm that the access token in the authorization header is valid.',
      })
    // files live on a host of their own, and nothing else does
    if (path.endsWith('/content') !== isData) return send(404, { message: 'Not found' })
    if (raw.length > MOST_BYTES) return send(413, { message: 'Payload Too Large' })
    let body: unknown
    try {
      if (raw.length > 0) body = headers['content-type']?.includes('json') ? JSON.parse(raw.toString('utf8')) : raw
    } catch {
      return send(400, { message: 'The request body could not be parsed as JSON' })
    }
    const fault = faultOf(state, path)
    if (fault?.kind === 'timeout') return
    if (fault?.kind === 'reset') return void response.destroy()
    if (fault?.kind === 'status')
      return send(fault.status ?? 500, fault.body ? JSON.parse(fault.body) : { message: 'Internal server error' })
    const isTest = path === '/v2/bot/channel/webhook/test'
    const result = isTest ? await sender.test(body) : answer(state, { method, path, headers, body, now: now() })
    const retryKey = headers['x-line-retry-key']
    state.calls.push({
      method,
      path,
      body,
      retryKey: typeof retryKey === 'string' ? retryKey : undefined,
      status: result.status,
    })
    changed()
    if (fault?.kind === 'timeoutAfterDelivery') return
    if (fault?.kind === 'resetAfterDelivery') return void response.destroy()
    if (fault?.kind === 'brokenBody')
      return void response.writeHead(result.status, { 'content-type': 'application/json' }).end('{"sentMess')
    send(result.status, result.body, result.headers)
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** What was planned for the path comes before what the weather brings. */
function faultOf(state: LineState, path: string): Pick<Fault, 'kind' | 'status' | 'body'> | undefined {
  const planned = state.faults.find((one) => one.path === path && one.times > 0)
  if (planned) planned.times--
  return planned ?? state.weather?.(path)
}

/** The phone over HTTP, for the terminal chat: it acts on POST and shows the chat on GET. */
async function handlePhone(phone: Phone, request: IncomingMessage, raw: Buffer, send: Send): Promise<void> {
  const user = new URL(request.url ?? '/', 'http://localhost').searchParams.get('user') ?? 'Uterminal'
  if (request.method !== 'POST') return send(200, phone.chat(user))
  const act = JSON.parse(raw.toString('utf8')) as { text?: string; tap?: string; event?: string }
  const status = await (act.text !== undefined
    ? phone.say(user, act.text)
    : act.tap !== undefined
      ? phone.tap(user, act.tap)
      : act.event === 'sticker'
        ? phone.sticker(user)
        : phone.follow(user))
  send(200, { status })
}
