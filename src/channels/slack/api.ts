import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api'
import { DeliveryError } from '../channel.ts'
import { quiet } from './quiet.ts'

/** The client's options for every use: one attempt, a timeout, no waiting inside; retrying is the outbox's work. */
export const clientOptions = (apiUrl: string | undefined, timeoutMs: number) => ({
  ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  // a method name never names another host
  allowAbsoluteUrls: false,
  retryConfig: { retries: 0 },
  timeout: timeoutMs,
  rejectRateLimitedCalls: true,
  // every failure is told by whoever called
  logger: quiet(() => {}),
})

export const createClient = (token: string, apiUrl: string | undefined, timeoutMs: number) =>
  new WebClient(token, clientOptions(apiUrl, timeoutMs))

/** Slack may have done it all the same (https://docs.slack.dev/reference/methods/chat.postMessage, "Errors"). */
const UNCERTAIN = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])
/** A token that ended is exchanged before the next attempt. */
const ENDED = 'token_expired'
const WAIT = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded', 'rollup_error'])

/** What Slack's answer means for another attempt. Names of errors only, never text. */
export function failure(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error
  if (error instanceof WebAPIRateLimitedError) {
    return new DeliveryError('rate_limited', { retry: true, after: error.retryAfter * 1000 })
  }
  if (error instanceof WebAPIPlatformError) {
    const name = error.data.error
    if (WAIT.has(name)) return new DeliveryError('rate_limited', { retry: true, after: 5_000 })
    const mayHaveArrived = UNCERTAIN.has(name)
    return new DeliveryError(name, { retry: mayHaveArrived || name === ENDED, mayHaveArrived })
  }
  if (error instanceof WebAPIHTTPError) {
    return new DeliveryError(`status_${error.statusCode}`, {
      retry: error.statusCode >= 500 || error.statusCode === 429,
    })
  }
  if (error instanceof WebAPIRequestError) return new DeliveryError('timeout', { retry: true, cause: error })
  // an answer that cannot be read, a connection that ended: it may have arrived
  return new DeliveryError('timeout', { retry: true, cause: error })
}
