import { createDialogue, type Dialogue } from '../../flows/dialogue.ts'
import type { FitPlan } from '../../flows/vocabulary.ts'
import type { Content } from '../content.ts'
import { createFitPlan } from '../fit/plan.ts'
import { createUnderstanding, type Understanding } from '../understanding/understanding.ts'
import { type Choices, createChoices } from './choices.ts'

/** All that is made from the content, at once, so that a change of content is one exchange. */
export interface Knowledge {
  readonly content: Content
  readonly plan: FitPlan
  readonly dialogue: Dialogue
  readonly choices: Choices
  readonly understanding: Understanding
}

export async function createKnowledge(content: Content, warn: (problem: string) => void): Promise<Knowledge> {
  const plan = createFitPlan(content.bank)
  return {
    content,
    plan,
    dialogue: createDialogue(plan),
    choices: createChoices(content.say, content.topics),
    understanding: await createUnderstanding(content, warn),
  }
}
