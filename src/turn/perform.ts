import { callbackEffects } from './effects/callback.ts'
import { fitEffects } from './effects/fit.ts'
import { recordEffects } from './effects/records.ts'
import { talkEffects } from './effects/talk.ts'
import type { Effect } from './step.ts'
import type { Performers, TurnWork } from './work.ts'

/** One performer per effect of the chart; an effect without one is a broken promise and fails the turn. */
const performers: Performers = { ...talkEffects, ...fitEffects, ...callbackEffects, ...recordEffects }

/** Carries out one effect, inside the turn's transaction. */
export async function perform(work: TurnWork, effect: Effect): Promise<void> {
  const performer = performers[effect.type]
  if (!performer)
    throw new Error(`the chart asks for "${effect.type}", which nothing in src/turn/effects can do: add it`)
  await performer(work, effect.params as never)
}
