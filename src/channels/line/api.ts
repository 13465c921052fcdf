import { Pool } from 'undici'

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
  return {
    /** A body is JSON, or a PNG picture. */
    async call(
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      body?: object | Buffer,
      retryKey?: string,
    ): Promise<ApiAnswer> {
      const isPicture = Buffer.isBuffer(body)
      const answer = await pool.request({
        method,
        path,
        headers: {
          authorization: `Bearer ${options.token}`,
          ...(body ? { 'content-type': isPicture ? 'image/png' : 'application/json' } : {}),
          ...(retryKey ? { 'x-line-retry-key': retryKey } : {}),
        },
        ...(body ? { body: isPicture ? body : JSON.stringify(body) } : {}),
      })
      const requestId = answer.headers['x-line-request-id']
      return {
        status: answer.statusCode,
        body: await answer.body.text(),
        requestId: typeof requestId === 'string' ? requestId : undefined,
      }
    },
    close: () => pool.close(),
  }
}

export type LineApi = ReturnType<typeof createApi>
