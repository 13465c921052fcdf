import type { Emulators } from '../emulators/index.ts'

/** Job seekers with a phone; more can be added on the page. */
export const SEEKERS = [
  { userId: 'U00000000000000000000000000000001', displayName: 'ゆい' },
  { userId: 'U00000000000000000000000000000002', displayName: 'けんた' },
]
/** A job seeker in the Slack workspace. */
export const MEMBER = { id: 'U0TAKUMI', name: 'たくみ' }
export const ADVISORS = [
  { id: 'U0SATO', name: '佐藤' },
  { id: 'U0MORI', name: '森' },
]
/** A channel where people talk among themselves. */
export const TALK = { id: 'C0TALK', name: 'しごと相談' }

/** Everybody takes their place before the bot comes. */
export function seat({ line, slack, advisorChannel }: Emulators): void {
  for (const seeker of SEEKERS) line.addUser(seeker)
  for (const person of [MEMBER, ...ADVISORS]) slack.addUser(person)
  slack.addChannel(
    advisorChannel,
    ADVISORS.map(({ id }) => id),
  )
  slack.addChannel(
    TALK.id,
    [MEMBER, ...ADVISORS].map(({ id }) => id),
  )
}
