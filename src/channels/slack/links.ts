import type { WebClient } from '@slack/web-api'
import type { MessageRef, Outbound } from '../channel.ts'
import { after } from './in-time.ts'
import { SECTION } from './limits.ts'
import { escaped } from './mrkdwn.ts'

/** The words are worth more than their links. */
const WAITED = 1_000

/** Where a message can be opened; undefined where that is not known. */
export type LinkTo = (message: MessageRef) => string | undefined

export const nowhere: LinkTo = () => undefined

type Leads = NonNullable<Extract<Outbound, { kind: 'text' }>['leads']>

/**
 * Makes links to messages of the advisors' workspace, of what their refs say
 * and its address, as Slack itself writes them
 * (https://docs.slack.dev/reference/methods/chat.getPermalink). That method
 * would be a call for each link; the address is one, of `auth.test`, for as
 * long as the program runs. Ornament: where Slack does not tell it just now,
 * there are no links.
 */
export function createLinks(client: () => Promise<WebClient>) {
  let address: Promise<string | undefined> | undefined

  async function ask(): Promise<string | undefined> {
    const { url } = await (await client()).auth.test()
    return url && /^https?:\/\/[^\s<>|]+$/.test(url) ? url.replace(/\/*$/, '/') : undefined
  }

  /** Asks nothing where no message leads anywhere. */
  return async (messages: readonly Outbound[]): Promise<LinkTo> => {
    if (!messages.some((message) => message.kind === 'text' && message.leads?.length)) return nowhere
    address ??= ask().catch(() => {
      address = undefined
      return undefined
    })
    const base = await Promise.race([address, after(WAITED, undefined)])
    return ({ channel, ts }) =>
      base && channel && ts ? `${base}archives/${channel}/p${String(ts).replace('.', '')}` : undefined
  }
}

/** A text in parts a section can hold, cut between lines, with the words that lead somewhere as links. */
export function withLinks(text: string, leads: Leads, linkTo: LinkTo): { words: string; markup: string }[] {
  const parts: { words: string; markup: string }[] = []
  let next = 0
  for (const words of text.split('\n')) {
    const lead = leads[next]
    const at = lead ? words.indexOf(lead.words) : -1
    if (at >= 0) next++
    const address = lead && at >= 0 ? linkTo(lead.to) : undefined
    const markup = address
      ? `${escaped(words.slice(0, at))}<${escaped(address)}|${escaped(lead!.words)}>${escaped(words.slice(at + lead!.words.length))}`
      : escaped(words)
    const last = parts.at(-1)
    if (last && [...`${last.markup}\n${markup}`].length <= SECTION) {
      last.words += `\n${words}`
      last.markup += `\n${markup}`
    } else parts.push({ words, markup })
  }
  return parts.filter(({ words }) => words.trim() !== '')
}
