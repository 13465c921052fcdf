import { randomBytes } from 'node:crypto'
import type { Emulators } from '../emulators/index.ts'

const hex = (bytes: number) => randomBytes(bytes).toString('hex')
export const newLineId = () => `U${hex(16)}`

/** Advisors in their channel; they are the same at every start, as their names on old requests are. */
export const ADVISORS = [
  { id: 'U0SATO', name: '佐藤' },
  { id: 'U0MORI', name: '森' },
]
/** A channel where people talk among themselves. */
export const TALK = { id: 'C0TALK', name: 'しごと相談' }

export interface Cast {
  /** Somebody with a phone; more can be added on the page. */
  readonly seeker: string
  /** A job seeker in the Slack workspace. */
  readonly member: { readonly id: string; readonly name: string }
}

/**
 * Everybody takes their place before the bot comes. Job seekers are new at
 * every start: the stand-ins have forgotten the old ones' talks, and the clock
 * may have been ahead then.
 */
export function seat({ line, slack, advisorChannel }: Emulators): Cast {
  const member = { id: `U0TAKUMI${hex(3).toUpperCase()}`, name: 'たくみ' }
  const seeker = newLineId()
  line.addUser({ userId: seeker, displayName: 'ゆい' })
  line.addUser({ userId: newLineId(), displayName: 'けんた' })
  for (const person of [member, ...ADVISORS]) slack.addUser(person)
  const advisors = ADVISORS.map(({ id }) => id)
  slack.addChannel(advisorChannel, advisors)
  slack.addChannel(TALK.id, [member.id, ...advisors])
  return { seeker, member }
}
