import type { WebClient } from '@slack/web-api'
import type { ChannelHost } from '../channel.ts'
import { failure } from './api.ts'

const KEPT = 5 * 60_000
const KEPT_FOR_STRANGERS = 20_000
const PAGE = 200

/**
 * Who sits in the advisors' channel. A command can be given anywhere and by
 * anybody in the workspace: only members may see the queue.
 */
export function createMembership(
  client: () => Promise<WebClient>,
  desk: { readonly channel: string | undefined; readonly team: string | undefined },
  host: Pick<ChannelHost, 'now' | 'log'>,
): (team: string | undefined, user: string) => Promise<boolean> {
  let known: { at: number; members: Set<string> } | undefined

  async function load(of: string): Promise<Set<string>> {
    const members = new Set<string>()
    let cursor: string | undefined
    do {
      const page = await (await client()).conversations.members({
        channel: of,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      })
      for (const member of page.members ?? []) members.add(member)
      cursor = page.response_metadata?.next_cursor || undefined
    } while (cursor)
    return members
  }

  return async (team, user) => {
    const { channel } = desk
    if (!channel || (desk.team && team !== desk.team)) return false
    const age = known ? host.now() - known.at : Number.POSITIVE_INFINITY
    // somebody who joined a moment ago is looked up anew, and not each time a stranger asks; what was looked up in the
    // future, by a clock that was ahead, would be believed until then
    if (!known || age < 0 || age > (known.members.has(user) ? KEPT : KEPT_FOR_STRANGERS)) {
      try {
        known = { at: host.now(), members: await load(channel) }
      } catch (error) {
        const { reason } = failure(error)
        host.log('error', 'Slack does not tell who is in the advisors’ channel: invite the bot to it', { reason })
      }
    }
    return known?.members.has(user) ?? false
  }
}
