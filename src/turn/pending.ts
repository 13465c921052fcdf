import { pathOf, type Saved } from '../../flows/saved.ts'
import type { DialogueContext } from '../../flows/vocabulary.ts'
import { answerId } from './choices.ts'
import { callbackQuestion } from './questions/callback.ts'
import { answerList, fitQuestion } from './questions/fit.ts'
import { type AskingWorld, option, type Question } from './questions/question.ts'

export type { AskingWorld, Question } from './questions/question.ts'

/** The pending question, or undefined when the bot waits for nothing. */
export function pendingOf(saved: Saved, world: AskingWorld): Question | undefined {
  const path = pathOf(saved.value)
  if (path === 'fit.asking') return fitQuestion(saved.context, world)
  if (path === 'confirming') return confirmation(saved.context, world)
  if (path === 'choosingAnswer') return answerList(saved.context, world)
  const [place, field] = path.split('.')
  return place === 'callback' && field ? callbackQuestion(field, saved.context, world) : undefined
}

/** Whether to go through with what cannot be taken back. */
function confirmation(context: DialogueContext, { content: { say } }: AskingWorld): Question {
  const what = context.confirming?.what ?? 'erase'
  const slot = `confirm.${what}`
  const [agree, keep] =
    what === 'erase'
      ? [say('buttons.confirm_erase'), say('buttons.keep')]
      : [say('buttons.confirm_restart'), say('buttons.keep_answers')]
  const text = say(`confirm.${what}`, { answered: context.fit?.order.length ?? 0 })
  return {
    slot,
    question: text,
    kind: 'yesno',
    options: [option('yes', agree, [say('buttons.yes')]), option('no', keep, [say('buttons.no')])],
    text,
    choices: [
      { id: answerId(slot, 'yes'), label: agree, style: 'danger' },
      { id: answerId(slot, 'no'), label: keep },
    ],
  }
}
