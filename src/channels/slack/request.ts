import type { IncomingMessage, ServerResponse } from 'node:http'
import { isValidSlackRequest } from '@slack/bolt'
import { parseJson } from '../json.ts'

/** Slack's own window is five minutes into the past; a request from the future is no less forged. */
const WINDOW_SECONDS = 300

/** Whether Slack signed this body just now (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
export function isSigned(request: IncomingMessage, body: string, signingSecret: string, now: number): boolean {
  const signature = request.headers['x-slack-signature']
  const timestamp = Number(request.headers['x-slack-request-timestamp'])
  if (typeof signature !== 'string' || !Number.isInteger(timestamp)) return false
  if (Math.abs(now / 1000 - timestamp) > WINDOW_SECONDS) return false
  return isValidSlackRequest({
    signingSecret,
    body,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
    nowMilliseconds: now,
  })
}

/** What Slack posts: fields of every kind of payload this program looks at before Bolt does. */
export interface SlackPayload {
  readonly [field: string]: unknown
  readonly type?: string
  readonly challenge?: string
  readonly ssl_check?: string
  readonly team_id?: string
  readonly team?: { readonly id?: string } | null
}

/** JSON of the Events API, or a form with the payload of interactivity or a command. */
export function parseBody(request: IncomingMessage, raw: string): SlackPayload | undefined {
  if (request.headers['content-type']?.includes('application/json')) return record(parseJson(raw))
  const form = new URLSearchParams(raw.replaceAll('%00', ''))
  const payload = form.get('payload')
  return payload ? record(parseJson(payload)) : Object.fromEntries(form)
}

function record(value: unknown): SlackPayload | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  // Bolt looks into the channel as soon as there is one, null or not
  const { channel, ...rest } = value as SlackPayload
  return channel === null ? rest : (value as SlackPayload)
}

export function respond(response: ServerResponse, body?: unknown): void {
  if (body === undefined || body === '') return void response.writeHead(200).end()
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
