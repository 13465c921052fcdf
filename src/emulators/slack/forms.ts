import type { Json } from './state.ts'
import { createTrigger } from './views.ts'
import type { Answered, Stage, Webhook } from './webhook.ts'

interface Field {
  readonly block_id?: string
  readonly element?: Json
  readonly optional?: boolean
}

/** Sends off the modal a person has open; it closes unless the bot finds something wrong in it. */
export function createForms({ state, now, onChange }: Stage, { interact }: Webhook) {
  return {
    async submit(user: string, values: Record<string, string>): Promise<Answered> {
      const modal = state.modals.get(user)
      if (!modal) throw new Error(`${user} has no modal open`)
      const inputs = Object.fromEntries(
        ((modal.view.blocks ?? []) as Field[]).flatMap(({ block_id: id, element, optional }) => {
          if (!id || !element) return []
          const value = values[id]
          if (!value && optional !== true) throw new Error(`Slack does not send a form off while "${id}" is empty`)
          const filled = filledIn(String(element.type), value)
          return [[id, { [String(element.action_id)]: { type: element.type, ...filled } }]]
        }),
      )
      const answered = await interact(user, {
        type: 'view_submission',
        api_app_id: 'A0APP',
        trigger_id: createTrigger(state, user, now()),
        view: { ...modal.view, id: modal.id, hash: modal.hash, state: { values: inputs } },
      })
      const { response_action: action, errors = {} } = (answered.body || {}) as {
        response_action?: string
        errors?: Json
      }
      const misplaced = Object.keys(errors).find((name) => !(name in inputs))
      if (misplaced) throw new Error(`Slack shows errors at inputs alone, and "${misplaced}" is none`)
      if (answered.status === 200 && action !== 'errors') state.modals.delete(user)
      onChange()
      return answered
    },
  }
}

/** What a filled field looks like in a submission, by the kind of its element. */
function filledIn(type: string, value: string | undefined): Json {
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: value ? { value } : null }
    case 'checkboxes':
      return { selected_options: value ? [{ value }] : [] }
    case 'datepicker':
      return { selected_date: value ?? null }
    case 'timepicker':
      return { selected_time: value ?? null }
    default:
      return { value: value ?? null }
  }
}
