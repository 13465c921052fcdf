import { randomBytes } from 'node:crypto'
import { parseEvent } from '../../src/channels/line/parse.ts'
import { render } from '../../src/channels/line/render.ts'
import { createDesk } from '../../src/desk/desk.ts'
import type { Event } from '../../src/emulators/line/index.ts'
import { createSeal } from '../../src/seal.ts'
import { openStore } from '../../src/store/store.ts'
import type { FloodLimits } from '../../src/turn/flood.ts'
import type { Knowledge } from '../../src/turn/knowledge.ts'
import { takeTurn } from '../../src/turn/turn.ts'

export interface Told {
  readonly event: Event
  /** What the clock said when the program took it. */
  readonly at: number
}

/** The same dialogue in memory, one event after the other: what each should have been answered, an object a text. */
export async function replay(
  told: readonly Told[],
  knowledge: Knowledge,
  flood: FloodLimits | undefined,
): Promise<Map<string, string[]>> {
  const store = await openStore('sqlite::memory:')
  const seal = createSeal([{ id: 'model', secret: randomBytes(32) }])
  const desk = createDesk({ advisors: undefined, webhook: undefined })
  const no = () => false
  const abilities = { edits: no, forms: no, sessions: no, hasMenus: no, flood }
  const answers = new Map<string, string[]>()
  for (const { event, at } of told) {
    const inbound = parseEvent(event as never, at)
    if (!inbound) continue
    const world = { knowledge, seal, desk, ...abilities, now: () => at }
    const report = await store.write((db) => takeTurn(db, world, inbound))
    answers.set(inbound.eventId, render(report?.messages ?? []).map(asText))
  }
  await store.close()
  return answers
}

/** One object on screen as text, without the numbers that chance gives: receipts and rows. */
export const asText = (object: unknown): string =>
  JSON.stringify(object)
    .replace(/(?<![A-Za-z0-9])[34679ACDEFGHJKMNPQRTUVWXY]{6}(?![A-Za-z0-9])/g, '<receipt>')
    .replace(/history:\d+/g, 'history:<row>')
