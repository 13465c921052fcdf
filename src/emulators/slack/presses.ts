import { createResponseUrl } from './respond.ts'
import { type Json, type SlackState, stamp } from './state.ts'
import { createTrigger } from './views.ts'
import type { Answered, Stage, Webhook } from './webhook.ts'

/** Buttons and pickers, by their label, value or action id. */
export function createPresses({ state, url, now }: Stage, { interact }: Webhook) {
  const pressed = (user: string, { type, action_id, value }: Json, where: Json, picked?: number) =>
    interact(user, {
      type: 'block_actions',
      api_app_id: 'A0APP',
      trigger_id: createTrigger(state, user, now()),
      ...where,
      actions: [
        {
          type,
          action_id,
          block_id: 'b',
          action_ts: stamp(state, now()),
          ...(picked === undefined ? { value } : { selected_date_time: picked }),
        },
      ],
    })

  function press(user: string, channel: string, ts: string, which: string, picked?: number): Promise<Answered> {
    const message = state.messages.find((one) => one.channel === channel && one.ts === ts)
    const element = elementIn(message?.blocks, which) ?? { type: 'button', action_id: 'choice:0', value: which }
    const thread = message?.thread_ts ? { thread_ts: message.thread_ts } : {}
    return pressed(
      user,
      element,
      {
        container: { type: 'message', message_ts: ts, channel_id: channel },
        channel: { id: channel },
        message: { ts, text: message?.text ?? '', ...thread },
        response_url: createResponseUrl(state, url, { user, channel, ts }, now()),
      },
      picked,
    )
  }

  return {
    press: (user: string, channel: string, ts: string, which: string) => press(user, channel, ts, which),
    pick: (user: string, channel: string, ts: string, which: string, unixSeconds: number) =>
      press(user, channel, ts, which, unixSeconds),
    pressHome(user: string, which: string): Promise<Answered> {
      const view = state.homes.get(user)
      const element = elementIn(view?.blocks as SlackState['messages'][number]['blocks'], which)
      if (!element) throw new Error(`${user} has no button ${which} on the Home tab`)
      return pressed(user, element, {
        container: { type: 'view', view_id: 'V0HOME' },
        view: { ...view, id: 'V0HOME' },
      })
    },
  }
}

function elementIn(blocks: readonly Json[] = [], which: string): Json | undefined {
  const elements = blocks.flatMap((block) => (block.elements ?? []) as Json[])
  return elements.find((one) => [one.value, one.action_id, (one.text as Json | undefined)?.text].includes(which))
}
