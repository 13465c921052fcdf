import { dump } from 'js-yaml'
import { graphemes, LABEL } from '../topics.ts'
import { plain } from '../understanding/normalize.ts'

const TITLE = 60
const MOST = 30

/** A topic file to start from, made of questions nobody could answer. */
export interface Draft {
  /** What people asked, the most typical first. */
  readonly questions: readonly string[]
  /** Topics that come near it. */
  readonly related: readonly string[]
  /** The day it is written. */
  readonly day: string
}

/**
 * The text of a complete topic file: saved as it is it passes the check, and
 * the bot says kindly that there is no article yet. The editor writes the
 * answer and better ways of asking.
 */
export function draftTopic({ questions, related, day }: Draft): string {
  const asked = [...new Set(questions.map((text) => plain(text).slice(0, 150)))].filter(Boolean)
  const title = shorten(asked[0] ?? '新しい質問', TITLE)
  const words = wordsOf(asked)
  const front = {
    title,
    label: shorten(title, LABEL),
    questions: asked.length > 0 ? asked.slice(0, MOST) : [title],
    keywords: words,
    related: related.slice(0, 2),
    source: '答えられなかった質問',
    checked: day,
    covered: false,
  }
  return `---
${dump(front, { lineWidth: -1 })}---
「${shorten(words[0] ?? title, LABEL)}」のことは、まだ記事がありません。ごめんなさい。キャリアアドバイザーなら、くわしくお答えできることがあります。
`
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

/** The words of weight that most of the questions share. */
function wordsOf(asked: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const text of asked) {
    // neighbouring words in kanji or katakana are one: 「社員旅行」
    for (const [word] of text.matchAll(/[\p{Script=Han}々]{2,}|[ァ-ヴー]{2,}|[A-Za-z]{2,}/gu))
      counts.set(word, (counts.get(word) ?? 0) + 1)
    for (const { segment, isWordLike } of segmenter.segment(text))
      if (isWordLike && /\p{Script=Han}/u.test(segment) && segment.length > 1 && !counts.has(segment))
        counts.set(segment, 1)
  }
  return [...counts]
    .filter(([word]) => word.length <= LABEL)
    .sort(([one, often], [other, oftener]) => oftener - often || other.length - one.length)
    .slice(0, 6)
    .map(([word]) => word)
}

function shorten(text: string, most: number): string {
  if (graphemes(text) <= most) return text
  const letters = [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(text)].map((one) => one.segment)
  return `${letters.slice(0, most - 1).join('')}…`
}
