import type { SlackMessage } from '../emulators/slack/state.ts'
import { outboxState } from '../store/outbox-record.ts'
import { comingTimers } from '../store/timers.ts'
import { FAULT_NAMES, FAULTS } from './faults.ts'
import { lineLimits, slackLimits } from './limits.ts'
import { ADVISORS, TALK } from './people.ts'
import type { World } from './world.ts'

/** Who looks at each pane. */
export interface Viewers {
  readonly seeker: string
  readonly advisor: string
}

/** All that the page shows, at once: the page keeps nothing but what is being typed. */
export async function viewOf(world: World, viewers: Viewers) {
  const { line, slack, advisorChannel } = world.emulators
  const { bot } = world
  const { member } = world.cast
  // looking at somebody unknown must not make them known
  const seeker = line.person(viewers.seeker)
  return {
    now: world.clock.now(),
    ahead: world.clock.ahead,
    isRunning: bot !== undefined,
    content: world.content,
    journal: world.journal.notes.slice(-20),
    faults: FAULT_NAMES.map((name) => ({ name, label: FAULTS[name], isArmed: world.faults.armed.has(name) })),
    coming: bot ? (await comingTimers(bot.store.db, 5)).map(({ kind, due_at }) => ({ kind, dueAt: due_at })) : [],
    recorded: world.talks.of(viewers.seeker).length,
    outbox: bot ? await outboxState(bot.store.db) : undefined,
    line: {
      seeker: viewers.seeker,
      people: line.people().map(({ userId, displayName, isFriend }) => ({ userId, displayName, isFriend })),
      chat: (seeker?.chat ?? []).map((shown) => ({ ...shown, limits: lineLimits(shown.message) })),
      isLoading: seeker !== undefined && line.isLoading(viewers.seeker),
      pushed: line.pushed,
      richMenu: line.menuOf(viewers.seeker)?.menu,
    },
    slack: {
      me: member,
      direct: slack.direct(member.id).map(shown),
      status: slack.status(slack.directChannel(member.id)),
      prompts: slack.prompts(slack.directChannel(member.id)),
      talk: { ...TALK, messages: slack.messages(TALK.id).map(shown) },
      ...surfaces(member.id),
    },
    desk: {
      advisor: viewers.advisor,
      advisors: ADVISORS,
      channel: advisorChannel,
      messages: slack.messages(advisorChannel).map(shown),
      direct: slack.direct(viewers.advisor).map(shown),
      ...surfaces(viewers.advisor),
    },
    names: Object.fromEntries(slack.people().map(({ id, name }) => [id, name])),
  }

  function surfaces(user: string) {
    const home = slack.home(user)
    const modal = slack.modal(user)
    return {
      home: home && { view: home, limits: slackLimits(home, true) },
      modal: modal && { ...modal, limits: slackLimits(modal.view, true) },
      whispers: slack.whispers(user),
    }
  }
}

/** A message with what went over the wire for it. */
function shown(message: SlackMessage) {
  const { channel, ts, user, isBot, text, blocks, thread_ts, metadata, isEdited } = message
  const wire = { channel, text, blocks, thread_ts, metadata }
  return { ts, user, isBot, text, blocks, thread: thread_ts, isEdited, wire, limits: slackLimits(message) }
}
