import type { Content } from '../content.ts'
import { graphemes } from '../topics.ts'
import type { Understanding } from '../understanding/understanding.ts'
import { destinationOf } from './destination.ts'

/** A topic as people will see it, and which of its example questions do not lead to it. */
export function previewOf(content: Content, understanding: Understanding, id: string): string {
  const topic = content.topics.get(id)
  if (!topic) return `「${id}」という話題はありません。ファイル名が id になります。`
  const lost = topic.questions
    .map((question) => ({ question, to: destinationOf(understanding, question) }))
    .filter(({ to }) => to !== id)
  const buttons = topic.related.map((related) => `[${content.topics.get(related)?.label ?? related}]`)
  return [
    `┌─ ${topic.title}  (ボタン: [${topic.label}])`,
    ...topic.answer.split('\n').map((line) => `│ ${line}`),
    `└─ ${graphemes(topic.answer)}文字  ${buttons.join(' ')}`,
    `聞き方 ${topic.questions.length}個のうち ${topic.questions.length - lost.length}個が、この答えに着きます。`,
    ...lost.map(({ question, to }) => `  ✗ 「${question}」 → ${to}`),
  ].join('\n')
}

/** What one question comes to, for trying out. */
export function tryOut(content: Content, understanding: Understanding, text: string): string {
  const to = destinationOf(understanding, text)
  const { hits, confidence } = understanding.faq.search(text)
  const near = hits.slice(0, 3).map((hit) => hit.id)
  const title = content.topics.get(to)?.title
  return `「${text}」 → ${to}${title ? `「${title}」` : ''}  (確かさ ${confidence.toFixed(2)}、近い話題: ${near.join(', ') || 'なし'})`
}
