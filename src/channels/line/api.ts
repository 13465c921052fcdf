import { type Dispatcher, Pool } from 'undici'

export interface ApiAnswer {
  readonly status: number
  readonly body: string
  readonly requestId: string | undefined
}

/**
 * LINE's HTTP by a pool of our own: the SDK's client has no timeout, so that a
 * silent server would hold a lane for ever, and costs eight times the CPU.
 */
export function createApi(options: { baseUrl: string; token: string; timeoutMs: number }) {
  const url = new URL(options.baseUrl)
  const pool = new Pool(url.origin, {
    connections: 32,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
    connect: { timeout: options.timeoutMs },
  })
  const authorization = `Bearer ${options.token}`
  return {
    /** A body is JSON, or a PNG picture. */
    async call(
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      body?: object | Buffer,
      retryKey?: string,
    ): Promise<ApiAnswer> {
      const isPicture = Buffer.isBuffer(body)
      return await ask(pool, {
        method,
        path,
        headers: {
          authorization,
          ...(body ? { 'content-type': isPicture ? 'image/png' : 'application/json' } : {}),
          ...(retryKey ? { 'x-line-retry-key': retryKey } : {}),
        },
        ...(body ? { body: isPicture ? body : JSON.stringify(body) } : {}),
      })
    },
    close: () => pool.close(),
  }
}

/** One request, its answer read in full; `pool.request()` makes a stream of each answer, which costs more than the answer. */
function ask(pool: Pool, request: Dispatcher.DispatchOptions): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    let status = 0
    let requestId: ApiAnswer['requestId']
    const chunks: Buffer[] = []
    pool.dispatch(request, {
      onRequestStart() {},
      onResponseStart(_controller, statusCode, headers) {
        status = statusCode
        const id = headers['x-line-request-id']
        requestId = typeof id === 'string' ? id : undefined
      },
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () => resolve({ status, body: Buffer.concat(chunks).toString('utf8'), requestId }),
      onResponseError: (_controller, error) => reject(error),
    })
  })
}

export type LineApi = ReturnType<typeof createApi>
