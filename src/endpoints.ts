import type { ChannelAdapter } from './channels/channel.ts'
import { type Handler, type Routes, respond } from './http.ts'
import type { Metrics } from './metrics.ts'
import { isMigrated } from './store/migrate.ts'
import { outboxState } from './store/outbox-record.ts'
import type { Store } from './store/store.ts'
import { MINUTE } from './time.ts'
import type { WriteWatch } from './write-watch.ts'

/** What waits for longer shows that nothing is sent. */
const LONGEST_WAIT = 10 * MINUTE

/** Where platforms call, and what operators ask. */
export function createEndpoints(parts: {
  readonly store: Store
  readonly channels: ReadonlyMap<string, ChannelAdapter>
  readonly metrics: Metrics
  readonly writes: Pick<WriteWatch, 'problem'>
  isStopping(): boolean
  now(): number
}): Routes {
  const { channels, metrics } = parts

  /** The channel's webhook, timed as the platform sees it. */
  const timed =
    (channel: ChannelAdapter): Handler =>
    async (request, body, response) => {
      const begun = performance.now()
      response.once('finish', () =>
        metrics.webhookAnswered(channel.name, response.statusCode, performance.now() - begun),
      )
      await channel.receive(request, body, response)
    }
  const webhooks = [...channels.values()].flatMap((channel) =>
    ['POST', 'GET'].map((method) => [`${method} /webhooks/${channel.name}`, timed(channel)]),
  )
  const pages = [...channels.values()].flatMap((channel) => Object.entries(channel.routes ?? {}))

  const probes: Record<string, Handler> = {
    '/livez': (_request, _body, response) => respond(response, 200, 'ok'),
    '/readyz': async (_request, _body, response) => {
      const problems = await problemsOf(parts)
      respond(response, problems.length === 0 ? 200 : 503, { ready: problems.length === 0, problems })
    },
  }

  return {
    ...Object.fromEntries(webhooks),
    ...Object.fromEntries(pages),
    // those who watch from outside ask by HEAD, too
    ...Object.fromEntries(
      Object.entries(probes).flatMap(([path, probe]) => ['GET', 'HEAD'].map((method) => [`${method} ${path}`, probe])),
    ),
    'GET /metrics': async (_request, _body, response) =>
      respond(response, 200, await metrics.text(), metrics.contentType),
  }
}

/** Why no traffic should come here; empty when all is well. */
async function problemsOf({
  store,
  writes,
  isStopping,
  now,
}: Parameters<typeof createEndpoints>[0]): Promise<string[]> {
  if (isStopping()) return ['stopping']
  try {
    if (!(await isMigrated(store))) return ['migrations are missing']
    const { oldest } = await outboxState(store.db)
    const problems = [
      await writes.problem(),
      oldest !== undefined && now() - oldest > LONGEST_WAIT
        ? 'the outbox has not been emptied for ten minutes'
        : undefined,
    ]
    return problems.filter((one) => one !== undefined)
  } catch {
    return ['the store cannot be reached']
  }
}
