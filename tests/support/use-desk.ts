import { beforeEach } from 'vitest'
import { book, type Desk, openDesk, YUI } from './advisors.ts'
import type { Bot } from './bot.ts'

/** A whole bot with its desk, new for each test: with nothing asked for yet, with Yui's booking, or with Sato having claimed it. */
export function useDesk(from: 'empty' | 'booked' | 'claimed') {
  const t = {} as { bot: Bot; desk: Desk }
  beforeEach(async () => {
    const { bot, desk, close } = await openDesk()
    Object.assign(t, { bot, desk })
    if (from !== 'empty') await book(bot, YUI)
    if (from === 'claimed') await desk.press('sato', '担当する')
    return close
  })
  return t
}
