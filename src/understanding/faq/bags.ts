/** Tokens by number: what engines count with. A number below zero is a token no document has. */
export interface Bag {
  readonly ids: Int32Array
  readonly weights: Float32Array
}

/** A bag of its own, to be filled. */
export const makeBag = (length: number): Bag => ({ ids: new Int32Array(length), weights: new Float32Array(length) })

/** Many bags in one run of memory: as arrays of their own, thousands of them take twice the room and leave it in pieces. */
export interface Bags {
  readonly length: number
  at(place: number): Bag
}

export interface BagsToFill extends Bags {
  /** Room for one more bag, to be filled at once. */
  add(length: number): Bag
  /** All of them in one row; `ends` tells where each ends. */
  row(): { ends: Uint32Array; ids: Int32Array; weights: Float32Array }
}

/** Room for so many bags and tokens is made at once, for more as they come. */
export function createBags(expected = 1 << 8, tokens = 1 << 12): BagsToFill {
  let ends = new Uint32Array(expected)
  let ids = new Int32Array(tokens)
  let weights = new Float32Array(tokens)
  let length = 0
  const startOf = (place: number) => (place === 0 ? 0 : ends[place - 1]!)
  const view = (from: number, to: number): Bag => ({ ids: ids.subarray(from, to), weights: weights.subarray(from, to) })
  return {
    get length() {
      return length
    },
    at: (place) => view(startOf(place), ends[place]!),
    add(size) {
      const from = startOf(length)
      const to = from + size
      if (length === ends.length) ends = longer(ends, 2 * length)
      if (to > ids.length) {
        ids = longer(ids, 2 * to)
        weights = longer(weights, 2 * to)
      }
      ends[length++] = to
      return view(from, to)
    },
    row() {
      const all = startOf(length)
      return { ends: ends.subarray(0, length), ids: ids.subarray(0, all), weights: weights.subarray(0, all) }
    },
  }
}

/** How many tokens they have together. */
export function sizeOf(bags: Bags): number {
  let size = 0
  for (let at = 0; at < bags.length; at++) size += bags.at(at).ids.length
  return size
}

function longer<Numbers extends Uint32Array | Int32Array | Float32Array>(numbers: Numbers, length: number): Numbers {
  const longer = new (numbers.constructor as new (length: number) => Numbers)(length)
  longer.set(numbers as never)
  return longer
}
