import { randomBytes } from 'node:crypto'
import type { Inbound } from '../../src/channels/channel.ts'
import { render as renderLine } from '../../src/channels/line/render.ts'
import { render as renderSlack } from '../../src/channels/slack/render.ts'
import { createDesk } from '../../src/desk/desk.ts'
import { createSeal } from '../../src/seal.ts'
import { openStore } from '../../src/store/store.ts'
import type { FloodLimits } from '../../src/turn/flood.ts'
import type { Knowledge } from '../../src/turn/knowledge.ts'
import { takeTurn } from '../../src/turn/turn.ts'

export interface Told {
  readonly inbound: Inbound
  /** What the clock said when the program took it. */
  readonly at: number
}

const no = () => false
/** What the turn asks its channels. */
const abilities = { edits: isSlack, forms: isSlack, sessions: no, hasMenus: no }
function isSlack(channel: string) {
  return channel === 'slack'
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
  const answers = new Map<string, string[]>()
  for (const { inbound, at } of told) {
    const world = { knowledge, seal, desk, ...abilities, flood, now: () => at }
    const report = await store.write((db) => takeTurn(db, world, inbound))
    const messages = report?.messages ?? []
    const shown = inbound.conversation.startsWith('slack:')
      ? messages.flatMap((one) => renderSlack(one))
      : renderLine(messages)
    answers.set(inbound.eventId, shown.map(asText))
  }
  await store.close()
  return answers
}

/** One object on screen as text, without the numbers that chance gives: receipts and rows. */
export const asText = (object: unknown): string =>
  JSON.stringify(object)
    .replace(/(?<![A-Za-z0-9])[34679ACDEFGHJKMNPQRTUVWXY]{6}(?![A-Za-z0-9])/g, '<receipt>')
    .replace(/history:\d+/g, 'history:<row>')
