import type { Saved } from '../../flows/saved.ts'
import type { Inbound, Outbound } from '../channels/channel.ts'
import { noteFlood } from '../store/conversations.ts'
import { seatsTaken } from '../store/slots.ts'
import type { Db } from '../store/store.ts'
import type { Flood } from './flood.ts'
import { queue } from './outgoing.ts'
import { pendingOf } from './pending.ts'
import { atRest } from './step.ts'
import type { TurnReport, TurnWorld } from './turn.ts'

/** Asks once for patience, with the buttons of the question that still waits; then says nothing until it has calmed. */
export async function hush(
  db: Db,
  world: TurnWorld,
  { conversation, reply }: Inbound,
  before: Saved | undefined,
  flood: Flood,
  now: number,
): Promise<TurnReport | undefined> {
  await noteFlood(db, conversation, flood.state)
  if (!flood.isNews) return undefined
  const { dialogue, plan, voice } = world.knowledge
  const saved = atRest(dialogue, plan, before)
  const { content } = voice(saved.context.locale)
  const question = pendingOf(saved, { content, now, taken: await seatsTaken(db, now) })
  const messages: Outbound[] = [
    { kind: 'text', text: content.say('flood'), ...(question ? { choices: question.choices } : {}) },
  ]
  await queue(db, world.seal, conversation, messages, { reply, now })
  return { conversation, intent: 'unknown', topic: undefined, confidence: undefined, messages, question, saved }
}
