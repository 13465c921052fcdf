import type { WebClient } from '@slack/web-api'
import type { ChannelHost, ConversationId } from '../channel.ts'
import { failure } from './api.ts'
import type { createLinks } from './links.ts'
import type { IsAdvisor } from './membership.ts'
import { renderHome } from './render-home.ts'

/** A page nobody has opened for so long is made anew when it is opened again, not before. */
const KEPT = 30 * 60_000
const REMEMBERED = 1_000

/**
 * The Home tab (https://docs.slack.dev/surfaces/app-home): made when it is
 * opened, and anew while it is looked at and something happens. Ornament:
 * failures are logged, never thrown.
 */
export function createHome(
  clientFor: (team: string | undefined) => Promise<WebClient>,
  isAdvisor: IsAdvisor,
  linksIn: ReturnType<typeof createLinks>,
  host: Pick<ChannelHost, 'openHome' | 'now' | 'log'>,
) {
  const looking = new Map<ConversationId, { until: number; isDesk: boolean; last: Promise<void> }>()

  async function show(to: ConversationId): Promise<void> {
    const [, team, user = ''] = to.split(':')
    try {
      // an advisor sees the desk's queue
      const isDesk = (await isAdvisor(team, user)) ?? false
      const one = looking.get(to)
      if (one) one.isDesk = isDesk
      const messages = await host.openHome(to, isDesk)
      const client = await clientFor(team)
      await client.views.publish({ user_id: user, view: renderHome(messages, { isDesk }, await linksIn(messages)) })
    } catch (error) {
      host.log('warn', 'a home page could not be shown', { reason: failure(error).reason })
    }
  }

  /** One after the other, so that no older page is shown last. */
  function showNext(to: ConversationId): Promise<void> {
    const one = looking.get(to)
    if (!one) return Promise.resolve()
    one.last = one.last.then(() => show(to))
    return one.last
  }

  return {
    async opened(to: ConversationId): Promise<void> {
      const known = looking.get(to)
      looking.delete(to)
      if (looking.size >= REMEMBERED) looking.delete(looking.keys().next().value!)
      looking.set(to, {
        until: host.now() + KEPT,
        isDesk: known?.isDesk ?? false,
        last: known?.last ?? Promise.resolve(),
      })
      await showNext(to)
    },
    /** Something was said there: to a person, or in the advisors' channel, which all their pages are about. */
    async changed(lane: ConversationId): Promise<void> {
      const isDeskLane = lane.split(':')[1] === 'channel'
      for (const [to, { until, isDesk }] of looking) {
        if (until < host.now()) looking.delete(to)
        else if (isDeskLane ? isDesk : to === lane) await showNext(to)
      }
    },
  }
}

export type Home = ReturnType<typeof createHome>
