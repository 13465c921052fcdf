import type { WebClient } from '@slack/web-api'
import { UnavailableError } from '../../errors.ts'
import type { ChannelHost, ConversationId } from '../channel.ts'
import { inTime, TO_TELL } from './in-time.ts'

/** Bolt's answer to the place of an act, where it had one. */
type Respond = (message: {
  readonly response_type: 'ephemeral'
  readonly replace_original: false
  readonly text: string
}) => Promise<unknown>

/**
 * Tells a person that what they did may not have arrived: where they did it,
 * or in their chat with the app.
 *
 * @throws UnavailableError if it cannot be told in time: then Slack, which gets no 200, shows that the act failed.
 */
export type AskAgain = (who: ConversationId, respond?: Respond, key?: string) => Promise<void>

export const createAskAgain =
  (clientFor: (team: string | undefined) => Promise<WebClient>, host: Pick<ChannelHost, 'say' | 'log'>): AskAgain =>
  async (who, respond, key = 'direct.again') => {
    const [, team, user = ''] = who.split(':')
    const isTold = await inTime(async () => {
      // in the main words: the person's own would have to be read from the store
      const text = await host.say(key)
      if (respond) return await respond({ response_type: 'ephemeral', replace_original: false, text })
      const client = await clientFor(team)
      const { channel } = await client.conversations.open({ users: user })
      await client.chat.postMessage({ channel: channel?.id ?? user, text })
    }, TO_TELL)
    host.log('warn', 'an act was not taken in time; the person is asked to repeat it', { told: isTold })
    if (!isTold) throw new UnavailableError('an act was not stored in time')
  }
