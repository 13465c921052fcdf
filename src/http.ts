import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, isIPv6 } from 'node:net'
import { ProblemsError, UnavailableError } from './errors.ts'
import type { Log } from './log.ts'
import { isStoreFault } from './store/fault.ts'

/** Larger than any webhook of both platforms, small enough to refuse floods early. */
export const BODY_LIMIT = 1024 * 1024
/** A sender that dawdles gives up its place. */
const BODY_TIME = 5_000
/** Longer than load balancers keep a connection (60 s as a rule): else it may end while a webhook is on its way. */
const KEEP_ALIVE = 65_000

export type Handler = (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<void> | void

class BodyError extends Error {
  override readonly name = 'BodyError'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Reads a body in full, at most `limit` bytes. */
export async function readBody(request: IncomingMessage, limit = BODY_LIMIT): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > limit) throw new BodyError(413, 'body too large')
  // by events: an async iterator costs as much as the rest of a small request
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) reject(new BodyError(413, 'body too large'))
      else chunks.push(chunk)
    })
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)))
    // every request closes: only one that ends early is an error, whose stack costs as much as the rest
    const closed = () => request.readableEnded || reject(new BodyError(400, 'the body ended early'))
    request.once('error', closed)
    request.once('close', closed)
  })
}

export function respond(response: ServerResponse, status: number, body: string | object = '', type?: string): void {
  if (response.headersSent || response.destroyed) return
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const contentType =
    type ?? (typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8')
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }).end(text)
}

/** Routes by method and path; `/x/*` takes everything below `/x/`. */
export type Routes = Readonly<Record<string, Handler>>

export function createHttp(routes: Routes, log: Log, { bodyTime = BODY_TIME } = {}): Server {
  const exact = new Map(Object.entries(routes).filter(([route]) => !route.endsWith('*')))
  const below = Object.entries(routes).filter(([route]) => route.endsWith('*'))
  const server = createServer(
    {
      requestTimeout: bodyTime,
      headersTimeout: bodyTime,
      // node looks for late ones every thirty seconds unless it is told to
      connectionsCheckingInterval: Math.min(1_000, bodyTime),
      keepAliveTimeout: KEEP_ALIVE,
    },
    (request, response) => {
      const path = (request.url ?? '/').split('?', 1)[0]!
      const route = `${request.method} ${path}`
      const handler = exact.get(route) ?? below.find(([prefix]) => route.startsWith(prefix.slice(0, -1)))?.[1]
      if (!handler) return respond(response, 404, 'not found')
      handle(handler, request, response).catch((error) => {
        if (error instanceof BodyError) {
          // the rest of the body is not read: the sender must not use this connection for its next request
          if (!response.headersSent) response.setHeader('connection', 'close')
          response.once('finish', () => request.destroy())
          respond(response, error.status, error.message)
          return
        }
        const passing = asPassing(error)
        if (passing) {
          log.warn('a request is refused for now', { route, error: passing.message })
          response.setHeader('retry-after', '1')
          return respond(response, 503, 'try again')
        }
        log.error('a request failed', {
          route,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        })
        respond(response, 500, 'error')
      })
    },
  )
  return server
}

/** What another attempt may not meet; a channel's framework may have wrapped it. */
function asPassing(error: unknown): Error | undefined {
  const { original } = (error ?? {}) as { original?: unknown }
  return [error, original].find(
    (one): one is Error => one instanceof UnavailableError || (one instanceof Error && isStoreFault(one)),
  )
}

async function handle(handler: Handler, request: IncomingMessage, response: ServerResponse) {
  const body = request.method === 'GET' || request.method === 'HEAD' ? Buffer.alloc(0) : await readBody(request)
  await handler(request, body, response)
}

type Setting = 'HOST' | 'PORT'

const NOT_HERE = 'this machine has no such address. Name one of its own, or leave it out: then all of them are.'
const IN_THE_WAY: Readonly<Record<string, readonly [Setting, string]>> = {
  EADDRINUSE: ['PORT', 'another program listens there already. Stop that one, or name another port.'],
  EACCES: ['PORT', 'this user may not listen there. Name a port above 1023.'],
  EADDRNOTAVAIL: ['HOST', NOT_HERE],
  EAFNOSUPPORT: ['HOST', NOT_HERE],
  EINVAL: ['HOST', NOT_HERE],
  ENOTFOUND: ['HOST', 'nobody knows this name. Name an address instead.'],
  EAI_AGAIN: ['HOST', 'this name cannot be looked up now. Name an address instead.'],
}

/**
 * Resolves to the port it listens on, which 0 leaves to the system.
 *
 * @throws ProblemsError if the port cannot be had, or the address is not this machine's.
 */
export async function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const [setting, why] = IN_THE_WAY[error.code ?? ''] ?? []
      if (!setting) return reject(error)
      const value = setting === 'PORT' ? port : host
      reject(new ProblemsError('The bot cannot be reached:', [`${setting}: ${value}: ${why}`]))
    })
    server.listen(port, host, () => resolve())
  })
  return (server.address() as AddressInfo).port
}

/** Where a server that listens there is reached from this machine; `here` is what it is called where every address will do. */
export function originOf(port: number, host: string | undefined, here = '127.0.0.1'): string {
  const name = host === undefined || host === '0.0.0.0' || host === '::' ? here : host
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`
}
