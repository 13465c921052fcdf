import { type Answer, bad, missing, ok, type Request } from './answer.ts'
import type { LineState } from './state.ts'

/** The webhook URL as the API knows it (https://developers.line.biz/en/reference/messaging-api/#webhook-settings); the test itself goes over the network and stands in `sender.ts`. */
export function webhookEndpoint(state: LineState, request: Request, body: Record<string, unknown>): Answer | undefined {
  if (request.path !== '/v2/bot/channel/webhook/endpoint') return undefined
  if (request.method === 'GET')
    return state.webhook ? ok({ endpoint: state.webhook, active: state.isWebhookUsed }) : missing
  if (request.method !== 'PUT') return undefined
  const problem = urlProblem(body.endpoint)
  if (problem) return problem
  state.webhook = String(body.endpoint)
  return ok()
}

/** LINE takes https alone, at most 500 characters. */
export function urlProblem(url: unknown): Answer | undefined {
  if (typeof url !== 'string' || url.length > 500 || !URL.canParse(url) || new URL(url).protocol !== 'https:')
    return bad('Invalid webhook endpoint URL')
  return undefined
}

/** Where a public address leads, through a tunnel if one is dug. */
export function reach(state: LineState, url: string): string {
  for (const [from, to] of state.tunnels) if (url.startsWith(from)) return to + url.slice(from.length)
  return url
}
