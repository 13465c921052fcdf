import { viewError } from './rules.ts'
import { type Call, isOf, type Json, no, ok, type SlackAnswer, type SlackState } from './state.ts'

/** A trigger opens one modal, within three seconds (https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses). */
const TRIGGER_LIFE = 3_000

export function createTrigger(state: SlackState, user: string, now: number): string {
  const id = `trigger-${state.next++}`
  state.triggers.set(id, { user, until: now + TRIGGER_LIFE, isUsed: false })
  return id
}

export function open(state: SlackState, { body, now, team }: Call): SlackAnswer {
  const trigger = state.triggers.get(String(body.trigger_id))
  if (!trigger || !isOf(state, trigger.user, team)) return no('invalid_trigger_id')
  if (trigger.isUsed) return no('exchanged_trigger_id')
  if (now > trigger.until) return no('expired_trigger_id')
  const problem = viewError(body.view)
  if (problem) return no(problem)
  trigger.isUsed = true
  const modal = { id: `V${state.next++}`, hash: `h${state.next++}`, view: body.view as Json }
  state.modals.set(trigger.user, modal)
  return ok({ view: { id: modal.id, hash: modal.hash } })
}

export function update(state: SlackState, { body }: Call): SlackAnswer {
  const problem = viewError(body.view)
  if (problem) return no(problem)
  const modal = [...state.modals.entries()].find(([, one]) => one.id === body.view_id)
  if (!modal) return no('not_found')
  if (body.hash !== undefined && body.hash !== modal[1].hash) return no('hash_conflict')
  state.modals.set(modal[0], { id: modal[1].id, hash: `h${state.next++}`, view: body.view as Json })
  return ok({ view: { id: modal[1].id } })
}

export function publish(state: SlackState, { body, team }: Call): SlackAnswer {
  const problem = viewError(body.view)
  if (problem) return no(problem)
  if (!isOf(state, body.user_id, team)) return no('user_not_found')
  state.homes.set(String(body.user_id), body.view as Json)
  return ok({ view: { id: `V${state.next++}` } })
}
