import type { Content } from '../content.ts'
import type { Quota } from '../metrics.ts'
import type { Seal } from '../seal.ts'
import type { Store } from '../store/store.ts'
import { deskTables } from './desk.ts'
import type { Report } from './figures.ts'
import { fitTables } from './fit.ts'
import { funnelTables } from './funnel.ts'
import type { Period } from './period.ts'
import { topicTables } from './topics.ts'
import { unansweredTables } from './unanswered.ts'

export interface ReportWorld {
  readonly store: Store
  readonly content: Content
  readonly seal: Seal
  /** What the platforms say about paid messages, where they were asked. */
  readonly quotas: ReadonlyMap<string, Quota>
}

/** How the bot did in those days: numbers of at least five, never a person. */
export async function makeReport(world: ReportWorld, { from, to, span }: Period): Promise<Report> {
  const parts = [funnelTables, fitTables, topicTables, unansweredTables, deskTables]
  const tables = []
  // one after the other: the report must not take the connections that turns need
  for (const part of parts) tables.push(...(await part(world, span)))
  return { from, to, tables }
}
