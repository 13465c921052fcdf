import type { WebClient } from '@slack/web-api'
import type { ChannelHost, ConversationId } from '../channel.ts'
import { failure } from './api.ts'
import { type Opened, renderForm } from './modal.ts'

/** Opens a form for a person; false if there is none to show, or Slack would not show it. */
export type OpenForm = (opened: Opened, to: ConversationId, trigger: string) => Promise<boolean>

export function createFormOpener(
  clientFor: (team: string | undefined) => Promise<WebClient>,
  host: Pick<ChannelHost, 'openForm' | 'log'>,
): OpenForm {
  return async (opened, to, trigger) => {
    const form = await host.openForm(opened.form, to)
    if (!form) return false
    try {
      const client = await clientFor(to.split(':')[1])
      await client.views.open({ trigger_id: trigger, view: renderForm(form, opened) })
      return true
    } catch (error) {
      host.log('warn', 'a form could not be opened', { reason: failure(error).reason })
      return false
    }
  }
}
