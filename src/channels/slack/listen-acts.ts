import type { App } from '@slack/bolt'
import type { Inbound } from '../channel.ts'
import { accept, type Context, type Ears, placeOf } from './ears.ts'
import { inTime, TO_STORE } from './in-time.ts'
import { fieldsOf, openedBy } from './modal.ts'
import { unwrapped } from './mrkdwn.ts'
import { type Pressed, parseAction } from './parse-action.ts'
import { MENU, TALK, wordsOf } from './words.ts'

/** Slack does not tell who is an advisor. */
const CANNOT_CHECK = 'direct.cannotCheck'

/**
 * What people do with buttons, forms, commands and shortcuts. Slack tells none
 * of it twice, so each is answered once it is stored: whoever gets no answer is
 * shown by Slack that it failed, whoever's act takes too long is told to repeat it.
 */
export function listenToActs(app: App, ears: Ears): void {
  const { host } = ears
  const isStored = (work: () => Promise<void>) => inTime(work, TO_STORE)
  /** Words a person gave without writing a message. `once` is that act's own id. */
  const said = (context: Context, user: string, text: string, once: string): Inbound => ({
    eventId: `slack:trigger:${once}`,
    conversation: `slack:${context.teamId}:${user}`,
    at: host.now(),
    body: { kind: 'text', text },
  })

  app.action(/.*/, async ({ ack, body, context, respond }) => {
    const pressed = parseAction(body, placeOf(context, ears))
    const refuse = async (key: string) => respond({ ...(await whisper(key)), replace_original: false })
    if (pressed && !(await isStored(press(pressed, refuse)))) {
      // the Home tab has no place to answer to
      await ears.askAgain(pressed.inbound.conversation, pressed.isOnHome ? undefined : respond)
    }
    await ack()
  })

  /** Why this person may not act at the desk, if so. */
  async function refusalOf(team: string | undefined, user: string) {
    const isAdvisor = await ears.isAdvisor(team, user)
    return isAdvisor ? undefined : isAdvisor === false ? 'direct.advisorsOnly' : CANNOT_CHECK
  }

  const whisper = async (key: string) => ({ response_type: 'ephemeral' as const, text: await host.say(key) })

  /** What a press does; what of it can be done once only is not repeated with it. */
  function press(
    { inbound, isOnHome, form, trigger }: Pressed,
    refuse: (key: string) => Promise<unknown>,
  ): () => Promise<void> {
    const { conversation, isDesk = false } = inbound
    const [, team, user = ''] = conversation.split(':')
    // at the desk the message is the card, which says who the person is
    const source = !isDesk && 'source' in inbound.body ? inbound.body.source : undefined
    let opening: Promise<boolean> | undefined
    return async () => {
      // a page may be older than the membership, and what stands in a public channel is shown to all who look into it
      const refusal = isDesk && (await refusalOf(team, user))
      if (refusal && !isOnHome) return void (await refuse(refusal))
      if (refusal === CANNOT_CHECK) return await ears.askAgain(conversation, undefined, refusal)
      if (refusal) return void ears.home.opened(conversation)
      opening ??= form
        ? ears.openForm({ form, isDesk, reply: inbound.reply, source }, conversation, trigger)
        : Promise.resolve(false)
      // where no form opens the button is an ordinary choice
      if (await opening) return
      await accept(ears, inbound)
      // a page on which something was chosen shows what was chosen
      if (isOnHome) void ears.home.opened(conversation)
    }
  }

  app.view(/.*/, async ({ ack, body, view, context }) => {
    const opened = openedBy(view.private_metadata)
    if (!opened) return await ack()
    const fields = fieldsOf(view.state.values)
    const errors = host.checkForm(opened.form, fields)
    if (Object.keys(errors).length > 0) return await ack({ response_action: 'errors', errors })
    let refusal: string | undefined
    const isKept = await isStored(async () => {
      refusal = opened.isDesk ? await refusalOf(context.teamId, body.user.id) : undefined
      if (refusal) return
      await accept(ears, {
        // one open view is sent off once: a retry has the same id
        eventId: `slack:view:${view.id}:${view.hash}`,
        conversation: `slack:${context.teamId}:${body.user.id}`,
        at: host.now(),
        body: { kind: 'form', form: opened.form, fields, ...(opened.source ? { source: opened.source } : {}) },
        who: body.user.name,
        ...(opened.isDesk ? { isDesk: true } : {}),
        ...(opened.reply ? { reply: opened.reply } : {}),
      })
    })
    if (isKept && !refusal) return await ack({ response_action: 'clear' })
    // the form stays as it is filled in, with the words at its first field
    const { block_id } = view.blocks?.find(({ type }) => type === 'input') ?? {}
    if (!block_id) {
      await ears.askAgain(`slack:${context.teamId}:${body.user.id}`)
      return await ack()
    }
    const why = await host.say(refusal ?? 'direct.again')
    await ack({ response_action: 'errors', errors: { [block_id]: why } })
  })

  app.command('/career', async ({ ack, command, context }) => {
    const words = wordsOf(command.text ?? '')
    const conversation = `slack:${context.teamId}:${command.user_id}`
    const isOpened =
      words === TALK && (await ears.openForm({ form: 'callback', isDesk: false }, conversation, command.trigger_id))
    const isKept =
      isOpened || (await isStored(() => accept(ears, said(context, command.user_id, words, command.trigger_id))))
    if (!isKept) return await ack(await whisper('direct.again'))
    if (isOpened) return await ack()
    await ack({ response_type: 'ephemeral', text: await host.say('direct.answered', conversation) })
  })
  app.command('/callbacks', async ({ ack, command, context }) => {
    const refusal = await refusalOf(context.teamId, command.user_id)
    if (refusal) return await ack(await whisper(refusal))
    const isKept = await isStored(() =>
      accept(ears, {
        ...said(context, command.user_id, `/callbacks ${command.text ?? ''}`, command.trigger_id),
        isDesk: true,
      }),
    )
    await ack(await whisper(isKept ? 'direct.answered' : 'direct.again'))
  })
  app.shortcut('open_menu', async ({ ack, shortcut, context }) => {
    await keepShortcut(said(context, shortcut.user.id, MENU, shortcut.trigger_id))
    await ack()
  })
  app.shortcut({ type: 'message_action', callback_id: 'ask_about_message' }, async ({ ack, shortcut, context }) => {
    const words = 'message' in shortcut ? unwrapped(String(shortcut.message.text ?? '')).trim() : ''
    await keepShortcut(said(context, shortcut.user.id, words || MENU, shortcut.trigger_id))
    await ack()
  })

  async function keepShortcut(inbound: Inbound): Promise<void> {
    if (!(await isStored(() => accept(ears, inbound)))) await ears.askAgain(inbound.conversation)
  }
}
