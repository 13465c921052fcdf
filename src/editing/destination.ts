import type { Content } from '../content.ts'
import type { Keep } from '../understanding/keep.ts'
import { createUnderstanding, type Understanding } from '../understanding/understanding.ts'
import type { Talk } from '../understanding/understood.ts'

/** Somebody who begins to talk. */
export const BEGINNING: Talk = { now: 0, inFit: false, inCallback: false, hasResult: false, hasBooking: false }

/** Where a person who asks so ends up: a topic's id, or in words what happens instead. */
export function destinationOf(understanding: Understanding, text: string): string {
  const understood = understanding.understand(text, undefined, BEGINNING)
  switch (understood.kind) {
    case 'topic':
    case 'notCovered':
      return understood.topic
    case 'suggest':
      return 'このことですか？(候補)'
    case 'command':
      return `頼みごと(${understood.command})`
    case 'smallTalk':
      return 'あいさつ・雑談'
    case 'crisis':
      return '相談窓口の案内'
    case 'unknown':
      return 'わかりませんでした'
    default:
      return 'ほかの答え'
  }
}

const HALVES = [0, 1] as const

/**
 * Understandings that have not seen one half of the example questions, each:
 * asking the other half tells what people get who ask in words nobody wrote down.
 */
export async function unseenDestinations(content: Content, keep: Keep): Promise<(text: string) => string> {
  const halves = await Promise.all(
    HALVES.map((half) => {
      const topics = new Map(
        [...content.topics].map(([id, topic]) => [
          id,
          { ...topic, questions: topic.questions.filter((question) => halfOf(question) !== half) },
        ]),
      )
      return createUnderstanding({ ...content, topics }, () => {}, keep)
    }),
  )
  return (text) => destinationOf(halves[halfOf(text)]!, text)
}

/** By the text alone, so that a question stays in its half whatever is written around it. */
function halfOf(text: string): 0 | 1 {
  let sum = 0
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)!) % 9973
  return (sum % 2) as 0 | 1
}
