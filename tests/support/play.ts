import { createDialogue } from '../../flows/dialogue.ts'
import { pathOf, type Saved } from '../../flows/saved.ts'
import type { DialogueEvent, FitPlan } from '../../flows/vocabulary.ts'
import { type Effect, step } from '../../src/turn/step.ts'

/** A plan of three items, each answered by 1 to 5. */
export const ITEMS = ['a', 'b', 'c']
export const shortPlan: FitPlan = {
  next: (answers) => ITEMS.find((item) => answers[item] === undefined),
  accepts: (item, value) => ITEMS.includes(item) && /^([1-5]|unknown|skip)$/.test(value),
}

export interface Played {
  readonly path: string
  readonly saved: Saved
  readonly effects: readonly Effect[]
  /** Keys of what was said, in order. */
  readonly said: readonly string[]
}

const dialogue = createDialogue(shortPlan)

/** Folds events through the chart and through JSON, as the store would; tells the last step. */
export function play(...events: DialogueEvent[]): Played {
  return playFrom(undefined, ...events)
}

export function playFrom(before: Saved | undefined, ...events: DialogueEvent[]): Played {
  let saved = before
  let effects: readonly Effect[] = []
  for (const event of events) {
    const stepped = step(dialogue, shortPlan, saved && JSON.parse(JSON.stringify(saved)), event)
    saved = stepped.saved
    effects = stepped.effects
  }
  if (!saved) throw new Error('play at least one event')
  return {
    path: pathOf(saved.value),
    saved,
    effects,
    said: effects.flatMap((effect) => (effect.type === 'say' ? [(effect.params as { key: string }).key] : [])),
  }
}

export const followed: DialogueEvent = { type: 'user.followed', again: false }
export const answered = (slot: string, value: string): DialogueEvent => ({ type: 'user.answered', slot, value })
export const wants = (command: string) => ({ type: `wanted.${command}` }) as DialogueEvent
export const asked = (topic = 'back.jobs.accounting'): DialogueEvent => ({ type: 'user.asked', topic, confidence: 0.9 })

/** The way into each place of the talk. */
export const INTO = {
  idle: [followed],
  fit: [followed, wants('start_fit'), answered('fit.a', '5')],
  callback: [followed, wants('talk_to_human'), answered('callback.consent', 'yes')],
  confirm: [
    followed,
    wants('talk_to_human'),
    answered('callback.consent', 'yes'),
    answered('callback.wish', 'phone'),
    answered('callback.name', '山田'),
    answered('callback.phone', '+819012345678'),
    { type: 'user.gaveFields', fields: { time: { any: true }, slot: null } },
    answered('callback.topic', '相談'),
  ],
  withAdvisor: [followed, { type: 'advisor.joined' }],
} satisfies Record<string, DialogueEvent[]>
