import { product, type Tokens, tokensOf } from './tokens.ts'

export interface Cluster {
  /** The text most like all the others. */
  readonly representative: string
  /** Places in the list given, first come first. */
  readonly members: readonly number[]
}

/** So alike are two ways of asking the same. */
const ALIKE = 0.42

/** Groups texts by likeness, largest group first: each joins the nearest group that is near enough. */
export function clusterTexts(texts: readonly string[]): Cluster[] {
  const vectors = texts.map(unit)
  const groups: { centre: Tokens; members: number[] }[] = []
  vectors.forEach((vector, at) => {
    let best: { group: (typeof groups)[number]; likeness: number } | undefined
    for (const group of groups) {
      const likeness = product(vector, group.centre) / length(group.centre)
      if (likeness >= ALIKE && (!best || likeness > best.likeness)) best = { group, likeness }
    }
    if (!best) groups.push({ centre: new Map(vector), members: [at] })
    else {
      best.group.members.push(at)
      for (const [token, weight] of vector) best.group.centre.set(token, (best.group.centre.get(token) ?? 0) + weight)
    }
  })
  return groups
    .map(({ centre, members }) => {
      const nearest = members.reduce(
        (best, at) => (product(vectors[at]!, centre) > product(vectors[best]!, centre) ? at : best),
        members[0]!,
      )
      return { representative: texts[nearest]!, members }
    })
    .sort((a, b) => b.members.length - a.members.length)
}

function unit(text: string): Tokens {
  const tokens = tokensOf(text.slice(0, 200))
  const size = length(tokens) || 1
  return new Map([...tokens].map(([token, weight]) => [token, weight / size]))
}

const length = (tokens: Tokens) => Math.sqrt([...tokens.values()].reduce((sum, weight) => sum + weight * weight, 0))
