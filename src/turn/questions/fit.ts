import type { DialogueContext } from '../../../flows/vocabulary.ts'
import type { Content } from '../../content.ts'
import type { FitItem } from '../../fit/fit.ts'
import { progress } from '../../fit/plan.ts'
import { LABEL } from '../../topics.ts'
import { answerId } from '../choices.ts'
import { type AskingWorld, option, type Question } from './question.ts'

type FitRun = NonNullable<DialogueContext['fit']>

/** What was made of a run as it stands: asked at the end of a turn, it is what the next turn begins with. */
const asked = new WeakMap<FitRun, { readonly content: Content; readonly question: Question }>()

/** The item that is asked now. */
export function fitQuestion({ fit }: DialogueContext, { content }: AskingWorld): Question | undefined {
  const item = content.bank.items.find((one) => one.id === fit?.current)
  if (!item || !fit) return undefined
  const known = asked.get(fit)
  if (known?.content === content) return known.question
  const question = questionOf(item, fit, content)
  asked.set(fit, { content, question })
  return question
}

function questionOf(item: FitItem, fit: FitRun, content: Content): Question {
  const { say } = content
  const at = progress(content.bank, fit.answers)
  // one that is answered again keeps its place
  const place = fit.answers[item.id] === undefined ? at.answered + 1 : fit.order.indexOf(item.id) + 1
  const head =
    at.answered + 1 >= at.of
      ? say(place < at.of ? 'fit.reopened' : 'fit.last', { answered: place, of: at.of })
      : say('fit.progress', { answered: place, of: at.of, minutes: at.minutesLeft })
  const { slot, options, foot, answers, back, ways } = wordsOf(item, content)
  return {
    slot,
    question: item.text,
    kind: item.kind,
    options,
    text: `${head}\n\n${item.text}\n\n${foot}`,
    choices: [...answers, ...(fit.order.length > 0 ? [back] : []), ...ways],
    progress: { answered: at.answered, of: at.of },
  }
}

const words = new WeakMap<FitItem, ReturnType<typeof createWords> & { readonly content: Content }>()

/** What is the same of an item whoever is asked. */
function wordsOf(item: FitItem, content: Content) {
  const known = words.get(item)
  if (known?.content === content) return known
  const made = { ...createWords(item, content), content }
  words.set(item, made)
  return made
}

function createWords(item: FitItem, { say }: Content) {
  const slot = `fit.${item.id}`
  const numbered = item.options.map((one, index) => `${index + 1}. ${one.label}`)
  const options = [
    ...item.options.map((one) => option(one.value, one.label, one.also)),
    option('unknown', say('buttons.unknown')),
    option('skip', say('buttons.skip')),
  ]
  return {
    slot,
    options,
    foot: item.kind === 'scale' ? say('fit.scaleHint') : numbered.join('\n'),
    answers: options.map((one) => ({ id: answerId(slot, one.value), label: one.label })),
    back: { id: 'do:back', label: say('buttons.back') },
    ways: [
      { id: 'do:why_question', label: say('buttons.why_question') },
      { id: 'do:stop', label: say('buttons.stop') },
    ],
  }
}

/** An answer to an item as its button says it. */
export const labelOf = (item: FitItem, value: string, { say }: Content) =>
  item.options.find((one) => one.value === value)?.label ?? say(`buttons.${value === 'skip' ? 'skip' : 'unknown'}`)

/** The answers so far, numbered; each can be changed. */
export function answerList(context: DialogueContext, { content }: AskingWorld): Question {
  const { say, bank } = content
  const lines: string[] = []
  const options = (context.fit?.order ?? []).flatMap((id, index) => {
    const item = bank.items.find((one) => one.id === id)
    const value = context.fit?.answers[id]
    if (!item || !value) return []
    lines.push(`${index + 1}. ${item.text} → ${labelOf(item, value, content)}`)
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
