import { type Json, type SlackAnswer, type SlackState, stamp } from './state.ts'

/** A response URL takes five answers within thirty minutes (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses). */
const LIFE = 30 * 60_000
const USES = 5

export function createResponseUrl(
  state: SlackState,
  base: string,
  of: { user: string; channel: string; ts?: string },
  now: number,
): string {
  const path = `/response/${state.next++}`
  state.responseUrls.set(path, { user: of.user, channel: of.channel, ts: of.ts, until: now + LIFE, left: USES })
  return base + path
}

/** Answers below or instead of the message the person acted on; by default so that they alone see it. */
export function respondTo(state: SlackState, path: string, body: Json, now: number): SlackAnswer {
  const to = state.responseUrls.get(path)
  if (!to) return { status: 404, body: { ok: false, error: 'no_such_url' } }
  if (now > to.until || to.left <= 0)
    return { status: 404, body: { ok: false, error: to.left <= 0 ? 'used_url' : 'expired_url' } }
  to.left--
  const message = state.messages.find((one) => one.channel === to.channel && one.ts === to.ts)
  if (message && body.delete_original === true) message.isDeleted = true
  else if (message && body.replace_original === true) {
    message.text = String(body.text ?? '')
    message.blocks = body.blocks as typeof message.blocks
    message.isEdited = true
  } else if (body.response_type !== 'in_channel') {
    state.whispers.push({ user: to.user, channel: to.channel, ts: stamp(state, now), text: String(body.text ?? '') })
  }
  return { body: { ok: true } }
}
