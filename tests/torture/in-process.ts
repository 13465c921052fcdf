import { type App, createApp } from '../../src/app.ts'
import type { ChannelAdapter, ChannelHost } from '../../src/channels/channel.ts'
import { openChannels } from '../../src/channels/index.ts'
import { loadContent } from '../../src/content.ts'
import type { LineEmulator } from '../../src/emulators/line/index.ts'
import { silentLog } from '../../src/log.ts'
import { createSeal } from '../../src/seal.ts'
import type { Store } from '../../src/store/store.ts'
import { createKnowledge } from '../../src/turn/knowledge.ts'

const content = loadContent()
export const knowledge = await createKnowledge(content, console.warn)

export interface InProcess {
  readonly app: App
  readonly webhook: string
}

/** The whole program in this process, so that a part of it can be exchanged: for a broken one, or for one that only stores. */
export async function startInProcess(
  store: Store,
  line: LineEmulator,
  parts: { channel?: (whole: ChannelAdapter) => ChannelAdapter; sends?: boolean; now?: () => number } = {},
): Promise<InProcess> {
  const config = {
    line: { channelSecret: 's', channelAccessToken: 't', apiBaseUrl: line.url, dataApiBaseUrl: line.url },
  }
  const [whole] = await openChannels(config)
  const app = await createApp({
    store,
    content,
    knowledge,
    seal: createSeal([{ id: 'k', secret: Buffer.alloc(32, 1) }]),
    log: silentLog,
    lanes: { advisors: undefined, webhook: undefined },
    now: parts.now ?? Date.now,
    channels: [(host: ChannelHost) => parts.channel?.(whole!(host)) ?? whole!(host)],
    limits: { budget: 60_000 },
    ...(parts.sends === undefined ? {} : { sends: parts.sends }),
  })
  const port = await app.listen(0, '127.0.0.1')
  return { app, webhook: `http://127.0.0.1:${port}/webhooks/line` }
}
