import type { FaqEntry } from '../understanding/faq/entry.ts'
import { product, type Tokens } from '../understanding/faq/tokens.ts'

/**
 * How near a text is to the nearest phrasing of a topic, 0 to 1: the cosine of
 * their tokens, rare ones counting more. A phrasing is not near to itself.
 */
export function createLikeness(topics: readonly FaqEntry[], tokensOf: (text: string) => Tokens) {
  const phrasings = topics.flatMap(({ id, questions }) =>
    questions.map((text) => ({ id, text, tokens: tokensOf(text) })),
  )
  const holding = new Map<string, number>()
  for (const { tokens } of phrasings) {
    for (const token of tokens.keys()) holding.set(token, (holding.get(token) ?? 0) + 1)
  }
  const byTopic = Map.groupBy(
    phrasings.map(({ id, text, tokens }) => ({ id, text, unit: unit(tokens) })),
    ({ id }) => id,
  )

  return (text: string, topic: string): number => {
    const asked = unit(tokensOf(text))
    const others = (byTopic.get(topic) ?? []).filter((one) => one.text !== text)
    return Math.max(0, ...others.map((one) => product(asked, one.unit)))
  }

  function unit(tokens: Tokens): Tokens {
    const weighed = [...tokens].map(([token, weight]): [string, number] => [
      token,
      weight * Math.log(phrasings.length / ((holding.get(token) ?? 0) + 0.5)),
    ])
    const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1
    return new Map(weighed.map(([token, weight]) => [token, weight / length]))
  }
}

/**
 * The share that is right of `rows`, were they as near as `wanted` are: each
 * tenth of likeness counts as often as it is wanted. Tenths that have no rows are left out.
 */
export function shareAsNear(
  rows: readonly { readonly near: number; readonly isRight: boolean }[],
  wanted: readonly number[],
): number {
  const tenth = (near: number) => Math.floor(near * 10)
  const known = Map.groupBy(rows, ({ near }) => tenth(near))
  const shares = wanted
    .map((near) => known.get(tenth(near)))
    .filter((same) => same !== undefined)
    .map((same) => same.filter(({ isRight }) => isRight).length / same.length)
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}
