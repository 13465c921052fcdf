import type { WebClient } from '@slack/web-api'

const KEPT = 5 * 60_000
const PAGE = 200

/**
 * Who sits in the advisors' channel. A command can be given anywhere and by
 * anybody in the workspace: only members may see the queue.
 */
export function createMembership(
  client: () => Promise<WebClient>,
  desk: { readonly channel: string | undefined; readonly team: string | undefined },
  now: () => number,
): (team: string | undefined, user: string) => Promise<boolean> {
  let known: { until: number; members: Set<string> } | undefined

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
    // somebody who joined a moment ago is looked up anew
    if (!known || known.until < now() || !known.members.has(user))
      known = { until: now() + KEPT, members: await load(channel) }
    return known.members.has(user)
  }
}
