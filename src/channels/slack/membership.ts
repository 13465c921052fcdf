import type { WebClient } from '@slack/web-api'
import type { ChannelHost } from '../channel.ts'
import { failure } from './api.ts'
import { after } from './in-time.ts'

const KEPT = 5 * 60_000
const KEPT_FOR_STRANGERS = 20_000
const PAGE = 200
/** An act has little more than two seconds in all. */
const WAITED = 1_000

/**
 * Whether somebody sits in the advisors' channel; undefined while Slack does
 * not tell. A command can be given anywhere and by anybody in the workspace:
 * only members may see the queue.
 */
export type IsAdvisor = (team: string | undefined, user: string) => Promise<boolean | undefined>

export interface Membership {
  readonly isAdvisor: IsAdvisor
  /** Ends what was known of somebody who left a channel; false where that is not the advisors'. */
  left(channel: string, user: string): boolean
}

/**
 * Looks whether requests can be shown to advisors at all, before the first one comes.
 *
 * @throws with the remedy, if not.
 */
export async function checkDesk(client: WebClient, channel: string): Promise<void> {
  let why: string | undefined
  try {
    const { channel: found } = await client.conversations.info({ channel })
    if (found?.is_archived) why = 'is_archived'
    else if (found?.is_member === false) why = 'not_in_channel'
  } catch (error) {
    const { reason, retry } = failure(error)
    if (retry) return
    why = reason
  }
  if (why)
    throw new Error(
      `The bot cannot write to SLACK_ADVISOR_CHANNEL=${channel} (${why}): no advisor sees a request. /invite the bot to that channel, or correct its id.`,
    )
}

export function createMembership(
  client: () => Promise<WebClient>,
  desk: { readonly channel: string | undefined; readonly team: string | undefined },
  host: Pick<ChannelHost, 'now' | 'log'>,
): Membership {
  /** When somebody left: a list that was under way then may still hold them. */
  const departures = new Map<string, number>()
  let known: { at: number; members: Set<string> } | undefined
  let isReported = false

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

  async function refresh(of: string): Promise<void> {
    const at = host.now()
    try {
      const members = await load(of)
      for (const [user, leftAt] of departures) {
        if (leftAt >= at) members.delete(user)
        else departures.delete(user)
      }
      known = { at, members }
      isReported = false
    } catch (error) {
      const { reason } = failure(error)
      if (!isReported)
        host.log('error', 'Slack does not tell who is in the advisors’ channel: invite the bot to it', { reason })
      isReported = true
    }
  }

  function isFresh(user: string): boolean {
    if (!known) return false
    const age = host.now() - known.at
    // somebody who joined a moment ago is looked up anew, and not each time a stranger asks; what was looked up in the
    // future, by a clock that was ahead, would be believed until then
    return age >= 0 && age <= (known.members.has(user) ? KEPT : KEPT_FOR_STRANGERS)
  }

  return {
    async isAdvisor(team, user) {
      const { channel } = desk
      if (!channel || (desk.team && team !== desk.team)) return false
      if (!isFresh(user)) await Promise.race([refresh(channel), after(WAITED, undefined)])
      // whoever was a member is taken for one until Slack tells otherwise
      return known?.members.has(user) || (isFresh(user) ? false : undefined)
    },
    left(channel, user) {
      if (channel !== desk.channel) return false
      departures.set(user, host.now())
      known?.members.delete(user)
      return true
    },
  }
}
