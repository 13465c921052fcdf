import { isOnePiece, ONE_PIECE } from './channels/limits.ts'
import type { Content } from './content.ts'
import type { Words } from './locales.ts'
import { placeholders } from './messages.ts'
import { graphemes, LABEL } from './topics.ts'
import { valuesOf } from './turn/message-values.ts'
import { fold } from './understanding/normalize.ts'
import type { Understanding } from './understanding/understanding.ts'

export interface Checked {
  /** Must be mended before people see it. */
  readonly errors: readonly string[]
  /** Should be looked at. */
  readonly warnings: readonly string[]
}

/** With fewer ways of asking, a topic is seldom found beside the others. */
const FEW = 8

/** What loading does not check: limits of both platforms, doubled questions, and questions that lead elsewhere. */
export function checkContent(content: Content, understanding: Understanding): Checked {
  const errors: string[] = []
  const warnings: string[] = []

  errors.push(...checkWords(content, 'content'))
  for (const { tag, words, gaps, outdated } of content.locales.values()) {
    errors.push(...outdated)
    // a new answer or item need not wait for its translation
    warnings.push(...gaps)
    if (words) errors.push(...checkWords(words, `content/locales/${tag}`))
  }

  const questions = new Map<string, string>()
  const doubled = new Map<string, string[]>()
  for (const topic of content.topics.values()) {
    if (topic.covered && topic.related.length === 0)
      warnings.push(`content/faq: ${topic.id}: has no related topics. Name two or three, so that the talk goes on.`)
    if (topic.questions.length < FEW)
      warnings.push(
        `content/faq: ${topic.id}: has only ${topic.questions.length} example questions. Add more ways people ask it: ${FEW} or more.`,
      )
    for (const question of topic.questions) {
      const form = fold(question)
      const asked = questions.get(form)
      if (asked) {
        const pair = `${topic.id} and in ${asked}`
        doubled.set(pair, [...(doubled.get(pair) ?? []), question])
      }
      questions.set(form, topic.id)
      const { hits, decision } = understanding.faq.explain(question)
      const best = hits[0]?.id
      // of hard ones, which are the best examples, some are nearly lost
      if (decision === 'answer' && best !== topic.id)
        warnings.push(
          `content/faq: ${topic.id}: 「${question}」 is nearer to ${best}: asked a little differently it leads there. Reword it, or move it there.`,
        )
    }
  }
  for (const [pair, [first, ...more]] of doubled) {
    const others = more.length > 0 ? ` (and ${more.length} more)` : ''
    errors.push(`content/faq: 「${first}」${others} stands in ${pair}. Keep it where it belongs.`)
  }
  for (const [key, variants] of content.messages) {
    const said = placeholders(variants)
    for (const name of valuesOf(key).filter((one) => !said.has(one)))
      warnings.push(`content/messages.yaml: ${key}: does not say {${name}} any more. People will not learn it.`)
  }
  return { errors, warnings }
}

/** What both platforms ask of one locale's words. */
function checkWords({ messages, bank, topics }: Words, at: string): string[] {
  const errors: string[] = []
  for (const [key, variants] of messages) {
    for (const text of variants) {
      if (key.startsWith('buttons.') && graphemes(text) > LABEL) {
        errors.push(
          `${at}/messages.yaml: ${key}: 「${text}」 has ${graphemes(text)} characters; a button on LINE shows ${LABEL}. Shorten it.`,
        )
      }
      if (!isOnePiece(text)) {
        errors.push(
          `${at}/messages.yaml: ${key}: is longer than ${ONE_PIECE} characters, more than every channel shows in one piece. Shorten it.`,
        )
      }
    }
  }
  for (const item of bank.items) {
    for (const option of item.options) {
      if (graphemes(option.label) > LABEL)
        errors.push(
          `${at}/fit: ${item.id}: the answer 「${option.label}」 is longer than ${LABEL} characters. Shorten it.`,
        )
    }
    const labels = item.options.map((option) => option.label)
    if (new Set(labels).size < labels.length)
      errors.push(`${at}/fit: ${item.id}: two answers read the same. A person could not tell the buttons apart.`)
  }
  const labels = new Map<string, string>()
  for (const topic of topics.values()) {
    const labelled = labels.get(topic.label)
    if (labelled)
      errors.push(
        `${at}/faq: ${topic.id} and ${labelled} have the same label 「${topic.label}」. A person could not tell the buttons apart; change one.`,
      )
    labels.set(topic.label, topic.id)
  }
  return errors
}
