import { type ChannelAdapter, channelOf, type Inbound } from './channels/channel.ts'

/** An answer that takes longer than this is announced by the platform's typing sign. */
const AFTER = 1_000

/** The sign that an answer is on its way, for whoever would wait without one. */
export function createTyping(channels: ReadonlyMap<string, ChannelAdapter>) {
  const due = new Map<string, NodeJS.Timeout>()

  return {
    announce({ conversation, reply }: Inbound): void {
      const adapter = channels.get(channelOf(conversation))
      if (!adapter?.showTyping || due.has(conversation)) return
      const timer = setTimeout(() => {
        due.delete(conversation)
        adapter.showTyping?.(conversation, reply).catch(() => undefined)
      }, AFTER)
      timer.unref()
      due.set(conversation, timer)
    },
    /** It was answered, or there is nothing to say. */
    stop(conversation: string): void {
      clearTimeout(due.get(conversation))
      due.delete(conversation)
    },
    stopAll(): void {
      for (const timer of due.values()) clearTimeout(timer)
    },
  }
}

export type Typing = ReturnType<typeof createTyping>
