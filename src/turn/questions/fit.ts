import type { DialogueContext } from '../../../flows/vocabulary.ts'
import { progress } from '../../fit/plan.ts'
import { LABEL } from '../../topics.ts'
import { answerId } from '../choices.ts'
import { type AskingWorld, option, type Question } from './question.ts'

/** The item that is asked now. */
export function fitQuestion(context: DialogueContext, { content }: AskingWorld): Question | undefined {
  const item = content.bank.items.find((one) => one.id === context.fit?.current)
  if (!item || !context.fit) return undefined
  const { say } = content
  const at = progress(content.bank, context.fit.answers)
  const slot = `fit.${item.id}`
  const head =
    at.answered + 1 >= at.of
      ? say('fit.last', { answered: at.answered + 1, of: at.of })
      : say('fit.progress', { answered: at.answered + 1, of: at.of, minutes: at.minutesLeft })
  const numbered = item.options.map((one, index) => `${index + 1}. ${one.label}`)
  const foot = item.kind === 'scale' ? say('fit.scaleHint') : numbered.join('\n')
  const options = [
    ...item.options.map((one) => option(one.value, one.label, one.also)),
    option('unknown', say('buttons.unknown')),
    option('skip', say('buttons.skip')),
  ]
  return {
    slot,
    question: item.text,
    kind: item.kind,
    options,
    text: `${head}\n\n${item.text}\n\n${foot}`,
    choices: [
      ...options.map((one) => ({ id: answerId(slot, one.value), label: one.label })),
      ...(context.fit.order.length > 0 ? [{ id: 'do:back', label: say('buttons.back') }] : []),
      { id: 'do:why_question', label: say('buttons.why_question') },
      { id: 'do:stop', label: say('buttons.stop') },
    ],
    progress: { answered: at.answered, of: at.of },
  }
}

/** The answers so far, numbered; each can be changed. */
export function answerList(context: DialogueContext, { content }: AskingWorld): Question {
  const { say, bank } = content
  const lines: string[] = []
  const options = (context.fit?.order ?? []).flatMap((id, index) => {
    const item = bank.items.find((one) => one.id === id)
    const value = context.fit?.answers[id]
    if (!item || !value) return []
    const label =
      item.options.find((one) => one.value === value)?.label ?? say(`buttons.${value === 'skip' ? 'skip' : 'unknown'}`)
    lines.push(`${index + 1}. ${item.text} → ${label}`)
    return [option(id, `${index + 1}. ${item.text}`)]
  })
  const slot = 'fit.change'
  return {
    slot,
    question: say('fit.choose'),
    kind: 'choice',
    options: [...options, option('none', say('buttons.field_none'))],
    text: `${say('fit.choose')}\n\n${lines.join('\n')}`,
    choices: [...options, option('none', say('buttons.field_none'))].map((one) => ({
      id: answerId(slot, one.value),
      label: [...one.label].length > LABEL ? `${[...one.label].slice(0, LABEL - 1).join('')}…` : one.label,
    })),
  }
}
