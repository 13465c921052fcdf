import { createCommands } from './commands.ts'
import { createForms } from './forms.ts'
import { createPresses } from './presses.ts'
import { directChannel, stamp } from './state.ts'
import { createWebhook, type Stage } from './webhook.ts'
import { createWords } from './words.ts'

/** What people do in Slack, each as Slack tells the bot of it. */
export function createPeople(stage: Stage) {
  const { state, now } = stage
  const webhook = createWebhook(stage)
  return {
    ...createWords(stage, webhook),
    ...createPresses(stage, webhook),
    ...createForms(stage, webhook),
    ...createCommands(stage, webhook),
    openHome: (user: string, tab: 'home' | 'messages') =>
      webhook.event({
        type: 'app_home_opened',
        user,
        channel: directChannel(user),
        tab,
        event_ts: stamp(state, now()),
      }),
    leave(user: string, channel: string) {
      state.members.get(channel)?.delete(user)
      return webhook.event({
        type: 'member_left_channel',
        user,
        channel,
        channel_type: 'C',
        team: webhook.teamOf(user),
        event_ts: stamp(state, now()),
      })
    },
    uninstall: (team: string) => webhook.event({ type: 'app_uninstalled' }, team),
  }
}
