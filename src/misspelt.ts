const LEAST_LENGTH = 8
const SAME_START = 5

/**
 * Names that are almost a setting's. Such a variable would count as nothing at all, and what it was meant for would be
 * missing in silence: an advisors' channel that never hears of anybody. Other programs' variables stay unmentioned.
 */
export function misspelt(given: readonly string[], known: readonly string[]): string[] {
  return given.flatMap((name) => {
    if (known.includes(name) || name.length < LEAST_LENGTH) return []
    const meant = known.find((one) => !given.includes(one) && isAlmost(name, one))
    return meant ? [`${name}: is no setting of the bot; ${meant} is. Rename it, or leave it out.`] : []
  })
}

const isAlmost = (name: string, known: string) =>
  edits(name, known) <= (name.slice(0, SAME_START) === known.slice(0, SAME_START) ? 2 : 1)

/** Letters to add, drop, exchange or swap with their neighbour. */
function edits(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), swapped)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length]!
}
