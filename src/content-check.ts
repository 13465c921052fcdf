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
  for (const { tag, words, gaps, outdated, stale } of content.locales.values()) {
    errors.push(...outdated)
    // a new answer or item need not wait for its translation
    warnings.push(...gaps, ...stale)
    if (words) errors.push(...checkWords(words, `content/locales/${tag}`))
  }

  const questions = new Map<string, string>()
  const doubled = new Map<string, string[]>()
  for (const topic of content.topics.values()) {
    if (topic.covered && topic.related.length === 0)
      warnings.push(
        `content/faq: ${topic.id}: related がありません。話が続くように、次に見せたい話題を2〜3個書いてください。`,
      )
    if (topic.questions.length < FEW)
      warnings.push(
        `content/faq: ${topic.id}: 聞き方の例が${topic.questions.length}個しかありません。${FEW}個以上にしてください。`,
      )
    for (const question of topic.questions) {
      const form = fold(question)
      const asked = questions.get(form)
      if (asked) {
        const pair = `${asked} と ${topic.id}`
        doubled.set(pair, [...(doubled.get(pair) ?? []), question])
      }
      questions.set(form, topic.id)
      const { hits, decision } = understanding.faq.explain(question)
      const best = hits[0]?.id
      // of hard ones, which are the best examples, some are nearly lost
      if (decision === 'answer' && best !== topic.id)
        warnings.push(
          `content/faq: ${topic.id}: 「${question}」は ${best} に近く、少し言いかえると、そちらに行きます。ことばを変えるか、そちらに移してください。`,
        )
    }
  }
  for (const [pair, [first, ...more]] of doubled) {
    const others = more.length > 0 ? `(ほか${more.length}個)` : ''
    errors.push(`content/faq: 「${first}」${others}が、${pair} の両方にあります。合うほうにだけ残してください。`)
  }
  for (const [key, variants] of content.messages) {
    const said = placeholders(variants)
    for (const name of valuesOf(key).filter((one) => !said.has(one)))
      warnings.push(
        `content/messages.yaml: ${key}: {${name}} がありません。お客さまに伝わらなくなるので、文に入れてください。`,
      )
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
          `${at}/messages.yaml: ${key}: 「${text}」は${graphemes(text)}文字あります。ボタンは${LABEL}文字までです。`,
        )
      }
      if (!isOnePiece(text)) {
        errors.push(
          `${at}/messages.yaml: ${key}: ${ONE_PIECE}文字より長く、1つの吹き出しに入りません。ちぢめてください。`,
        )
      }
    }
  }
  for (const item of bank.items) {
    for (const option of item.options) {
      if (graphemes(option.label) > LABEL)
        errors.push(
          `${at}/fit: ${item.id}: 答え「${option.label}」は${graphemes(option.label)}文字あります。ボタンは${LABEL}文字までです。`,
        )
    }
    const labels = item.options.map((option) => option.label)
    if (new Set(labels).size < labels.length)
      errors.push(
        `${at}/fit: ${item.id}: 同じ文字のボタンが2つあります。見分けられるように、どちらかを変えてください。`,
      )
  }
  const labels = new Map<string, string>()
  for (const topic of topics.values()) {
    const labelled = labels.get(topic.label)
    if (labelled)
      errors.push(
        `${at}/faq: ${labelled} と ${topic.id} のボタンが、どちらも「${topic.label}」です。どちらかの label を変えてください。`,
      )
    labels.set(topic.label, topic.id)
  }
  return errors
}
