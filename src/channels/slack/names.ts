import type { WebClient } from '@slack/web-api'
import type { ChannelHost } from '../channel.ts'
import { after } from './in-time.ts'

const REMEMBERED = 1_000
/** A name is worth a moment of the time an act has, not all of it. */
const WAITED = 700

/**
 * How a person is called in the workspace: what they act with carries only
 * their handle, and people who are helped should read a name: the one the
 * editors gave, else the workspace's; `handle` where neither is known in time.
 */
export function createNames(
  clientFor: (team: string | undefined) => Promise<WebClient>,
  { advisorName }: Pick<ChannelHost, 'advisorName'>,
) {
  const known = new Map<string, string>()

  return async (team: string, user: string, handle: string): Promise<string> => {
    const name = advisorName(user) ?? known.get(user)
    if (name) return name
    // Slack is asked again at the next act
    return (await Promise.race([ask(team, user).catch(() => undefined), after(WAITED, undefined)])) ?? handle
  }

  async function ask(team: string, user: string): Promise<string | undefined> {
    const { user: found } = await (await clientFor(team)).users.info({ user })
    const called = found?.profile?.display_name || found?.real_name
    if (!called) return undefined
    if (known.size >= REMEMBERED) known.clear()
    known.set(user, called)
    return called
  }
}

export type NameOf = ReturnType<typeof createNames>
