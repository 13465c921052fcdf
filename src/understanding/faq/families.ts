/**
 * Topics that share a part of their ids are kin: `front.merits.pay` with all of
 * `front`, and with the merits of `back`. A word by which one of them was asked
 * says a little for the others, so that a topic is found by words its own ways
 * of asking lack.
 *
 * For each kind of kinship the number of the family that each topic is in.
 */
export function familiesOf(ids: readonly string[]): Int32Array[] {
  const paths = ids.map((id) => id.split('.') as [string, ...string[]])
  const areasOf = new Map<string, Set<string>>()
  for (const [area, aspect = ''] of paths) areasOf.set(aspect, (areasOf.get(aspect) ?? new Set()).add(area))
  const isShared = (aspect: string | undefined) => aspect !== undefined && areasOf.get(aspect)!.size > 1
  return [
    numbered(paths.map(([area]) => area)),
    numbered(paths.map(([area, aspect]) => (isShared(aspect) ? `.${aspect}` : area))),
  ]
}

/** The same number for the same name. */
function numbered(names: readonly string[]): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(names, (name) => {
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    return number
  })
}
