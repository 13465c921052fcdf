import type { ChannelHost } from './channels/channel.ts'
import type { AdvisorSide } from './desk/advisors.ts'
import { checkForm, createForms } from './desk/forms.ts'
import type { Log } from './log.ts'
import type { Store } from './store/store.ts'
import { openHome } from './turn/home.ts'
import { contentFor } from './turn/talk.ts'
import type { TurnWorld } from './turn/turn.ts'
import { createVault } from './vault.ts'

/** What the program is to a channel: where it hands over what people did, and what it may ask. */
export function createHost(parts: {
  readonly store: Store
  readonly world: TurnWorld
  readonly advisors: AdvisorSide
  readonly log: Log
  readonly until: ChannelHost['until']
  accept(inbound: Parameters<ChannelHost['accept']>[0]): Promise<unknown>
}): ChannelHost {
  const { store, world, advisors, log } = parts
  const { seal, now } = world
  const content = () => world.knowledge.content
  const forms = createForms({ store, seal, now, content })
  return {
    async accept(inbound) {
      await parts.accept(inbound)
    },
    openForm: (form, conversation) => forms.open(form, conversation),
    checkForm: (form, fields) => checkForm(content(), form, fields, now()),
    openHome: (conversation, isDesk) =>
      isDesk
        ? advisors.home({ db: store.db, content: content(), seal, now: now() }, conversation)
        : openHome(store.db, world, conversation),
    async say(key, to) {
      return (to ? await contentFor({ db: store.db, seal, content: content() }, to) : content()).say(key)
    },
    advisorName: (user) => content().desk.advisorNames[user],
    vault: createVault(store, seal, now),
    now,
    until: parts.until,
    log: (level, message, facts) => log[level](message, facts),
  }
}
