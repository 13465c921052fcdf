import type { App } from '@slack/bolt'
import type { Inbound } from '../channel.ts'
import { accept, type Context, type Ears, placeOf } from './ears.ts'
import { fieldsOf, openedBy } from './modal.ts'
import { unwrapped } from './mrkdwn.ts'
import { type Pressed, parseAction } from './parse-action.ts'
import { soon } from './soon.ts'
import { MENU, TALK, wordsOf } from './words.ts'

/**
 * What people do with buttons, forms, commands and shortcuts. Slack shows them
 * an error after three seconds and tells us nothing twice: each is answered
 * within a second, stored or still being stored.
 */
export function listenToActs(app: App, ears: Ears): void {
  const { host } = ears
  const keep = (work: () => Promise<void>) => soon(work, host.log)
  /** Words a person gave without writing a message. `once` is that act's own id. */
  const said = (context: Context, user: string, text: string, once: string): Inbound => ({
    eventId: `slack:trigger:${once}`,
    conversation: `slack:${context.teamId}:${user}`,
    at: host.now(),
    body: { kind: 'text', text },
  })

  app.action(/.*/, async ({ ack, body, context }) => {
    const pressed = parseAction(body, placeOf(context, ears))
    if (pressed) await keep(() => press(pressed))
    await ack()
  })

  async function press({ inbound, isOnHome, form, trigger }: Pressed): Promise<void> {
    const { conversation, isDesk = false } = inbound
    const [, team, user = ''] = conversation.split(':')
    // a page that was shown to an advisor may be older than the membership
    if (isOnHome && isDesk && !(await ears.isAdvisor(team, user))) return await ears.home.opened(conversation)
    // where no form opens the button is an ordinary choice
    const source = 'source' in inbound.body ? inbound.body.source : undefined
    if (form && (await ears.openForm({ form, isDesk, reply: inbound.reply, source }, conversation, trigger))) return
    await accept(ears, inbound)
    // a page on which something was chosen shows what was chosen
    if (isOnHome) await ears.home.opened(conversation)
  }

  app.view(/.*/, async ({ ack, body, view, context }) => {
    const opened = openedBy(view.private_metadata)
    if (!opened) return await ack()
    const fields = fieldsOf(view.state.values)
    const errors = host.checkForm(opened.form, fields)
    if (Object.keys(errors).length > 0) return await ack({ response_action: 'errors', errors })
    await keep(() =>
      accept(ears, {
        // one open view is sent off once: a retry has the same id
        eventId: `slack:view:${view.id}:${view.hash}`,
        conversation: `slack:${context.teamId}:${body.user.id}`,
        at: host.now(),
        body: { kind: 'form', form: opened.form, fields, ...(opened.source ? { source: opened.source } : {}) },
        who: body.user.name,
        ...(opened.isDesk ? { isDesk: true } : {}),
        ...(opened.reply ? { reply: opened.reply } : {}),
      }),
    )
    await ack({ response_action: 'clear' })
  })

  app.command('/career', async ({ ack, command, context }) => {
    const words = wordsOf(command.text ?? '')
    const conversation = `slack:${context.teamId}:${command.user_id}`
    let isOpened = false
    await keep(async () => {
      isOpened =
        words === TALK && (await ears.openForm({ form: 'callback', isDesk: false }, conversation, command.trigger_id))
      if (!isOpened) await accept(ears, said(context, command.user_id, words, command.trigger_id))
    })
    if (isOpened) return await ack()
    await ack({ response_type: 'ephemeral', text: await host.say('direct.answered', conversation) })
  })
  app.command('/callbacks', async ({ ack, command, context }) => {
    if (!(await ears.isAdvisor(context.teamId, command.user_id)))
      return await ack({ response_type: 'ephemeral', text: await host.say('direct.advisorsOnly') })
    await keep(() =>
      accept(ears, {
        ...said(context, command.user_id, `/callbacks ${command.text ?? ''}`, command.trigger_id),
        isDesk: true,
      }),
    )
    await ack({ response_type: 'ephemeral', text: await host.say('direct.answered') })
  })
  app.shortcut('open_menu', async ({ ack, shortcut, context }) => {
    await keep(() => accept(ears, said(context, shortcut.user.id, MENU, shortcut.trigger_id)))
    await ack()
  })
  app.shortcut({ type: 'message_action', callback_id: 'ask_about_message' }, async ({ ack, shortcut, context }) => {
    const words = 'message' in shortcut ? unwrapped(String(shortcut.message.text ?? '')).trim() : ''
    await keep(() => accept(ears, said(context, shortcut.user.id, words || MENU, shortcut.trigger_id)))
    await ack()
  })
}
