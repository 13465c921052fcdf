import { createResponseUrl } from './respond.ts'
import { stamp } from './state.ts'
import { createTrigger } from './views.ts'
import type { Stage, Webhook } from './webhook.ts'

/** Slash commands, and shortcuts from the menu or on a message; each opens a trigger. */
export function createCommands({ state, url, now, deliver }: Stage, { interact, teamOf }: Webhook) {
  const answerable = (user: string) => ({
    trigger_id: createTrigger(state, user, now()),
    response_url: createResponseUrl(state, url, { user, channel: 'C0' }, now()),
  })
  return {
    slash: (user: string, command: string, text: string) =>
      deliver(
        new URLSearchParams({
          command,
          text,
          user_id: user,
          user_name: user,
          team_id: teamOf(user),
          channel_id: 'C0',
          ...answerable(user),
        }).toString(),
        'application/x-www-form-urlencoded',
      ),
    shortcut: (user: string, callbackId: string) =>
      interact(user, {
        type: 'shortcut',
        callback_id: callbackId,
        trigger_id: createTrigger(state, user, now()),
        action_ts: stamp(state, now()),
      }),
    messageShortcut: (user: string, callbackId: string, text: string) =>
      interact(user, {
        type: 'message_action',
        callback_id: callbackId,
        message_ts: '1',
        message: { type: 'message', text, ts: '1' },
        channel: { id: 'C0' },
        action_ts: stamp(state, now()),
        ...answerable(user),
      }),
  }
}
