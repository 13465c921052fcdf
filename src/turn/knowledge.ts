import { createDialogue, type Dialogue } from '../../flows/dialogue.ts'
import type { FitPlan } from '../../flows/vocabulary.ts'
import { type Content, speaking } from '../content.ts'
import { createFitPlan } from '../fit/plan.ts'
import { keepModels } from '../kept-models.ts'
import { fold } from '../understanding/normalize.ts'
import { createUnderstanding, type Understanding } from '../understanding/understanding.ts'
import { type Choices, createChoices } from './choices.ts'

/** All that is made from the content, at once, so that a change of content is one exchange. */
export interface Knowledge {
  readonly content: Content
  readonly plan: FitPlan
  readonly dialogue: Dialogue
  readonly understanding: Understanding
  /** What a conversation in a locale is told, and the buttons it sees. */
  voice(locale: string | null): Voice
  /** The locale a whole message asks for. */
  localeAsked(text: string): string | undefined
}

export interface Voice {
  readonly content: Content
  readonly choices: Choices
}

export async function createKnowledge(content: Content, warn: (problem: string) => void): Promise<Knowledge> {
  const plan = createFitPlan(content.bank)
  const main = voiceOf(content)
  const others = new Map([...content.locales.keys()].map((tag) => [tag, voiceOf(speaking(content, tag))]))
  const switches = new Map(
    [...content.locales.values()].flatMap((locale) =>
      locale.switches.map((phrase) => [fold(phrase), locale.tag] as const),
    ),
  )
  return {
    content,
    plan,
    dialogue: createDialogue(plan),
    understanding: await createUnderstanding(content, warn, keepModels()),
    voice: (locale) => (locale === null ? undefined : others.get(locale)) ?? main,
    localeAsked: (text) => switches.get(fold(text)),
  }
}

const voiceOf = (content: Content): Voice => ({ content, choices: createChoices(content.say, content.topics) })
