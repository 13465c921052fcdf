export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** JSON as it was parsed, or the bytes of an upload. */
  readonly body: unknown
  readonly now: number
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const ok = (body: unknown = {}): Answer => ({ status: 200, body })
export const bad = (message: string, details?: unknown): Answer => ({
  status: 400,
  body: { message, ...(details ? { details } : {}) },
})
export const missing: Answer = { status: 404, body: { message: 'Not found' } }
