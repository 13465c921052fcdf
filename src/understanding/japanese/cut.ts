import type { Lexemes } from './lexemes.ts'

/** A piece of a text. */
export interface Morpheme {
  readonly from: number
  readonly to: number
  /** Its place among the lexemes; undefined for a word nobody knows. */
  readonly lexeme: number | undefined
}

/** Reads a sentence as the words that cost least together. */
export interface Cut {
  cut(sentence: string): Morpheme[]
  /** What those words cost: the less, the more it looks like Japanese. */
  costOf(sentence: string): number
}

const NONE = -1
/** Beginning and end have this context. */
const EDGE = 0

/**
 * MeCab's algorithm (https://aclanthology.org/W04-3230): every word that could
 * stand somewhere is a node, known ones and, by classes of letters, unknown
 * ones; of all ways through them the one on which words and neighbours cost
 * least is the cut (Viterbi).
 */
export function createCut(lexemes: Lexemes): Cut {
  const { firsts, contexts, costs, joins, classes, unknown, meaningful } = lexemes
  const size = meaningful.length
  const find = createFinder(lexemes)
  // nodes as columns, used again for each sentence
  let from = new Int32Array(1 << 10)
  let to = new Int32Array(1 << 10)
  let lexeme = new Int32Array(1 << 10)
  let context = new Int32Array(1 << 10)
  let cost = new Int32Array(1 << 10)
  let before = new Int32Array(1 << 10)
  /** The next node with the same end. */
  let beside = new Int32Array(1 << 10)
  let count = 0
  let ends = new Int32Array(1 << 8)
  // words of one kind that begin at one place have the same best word before them
  const bestAt = new Int32Array(size).fill(NONE)
  const best = new Int32Array(size)

  function grow() {
    const longer = (column: Int32Array) => {
      const twice = new Int32Array(column.length * 2)
      twice.set(column)
      return twice
    }
    ;[from, to, lexeme, context] = [longer(from), longer(to), longer(lexeme), longer(context)]
    ;[cost, before, beside] = [longer(cost), longer(before), longer(beside)]
  }

  function add(begin: number, end: number, word: number, kind: number, price: number) {
    if (count === from.length) grow()
    const row = kind * size
    if (bestAt[kind] !== begin) {
      bestAt[kind] = begin
      let least = Infinity
      for (let node = ends[begin]!; node !== NONE; node = beside[node]!) {
        const sum = cost[node]! + joins[row + context[node]!]!
        if (sum < least) {
          least = sum
          best[kind] = node
        }
      }
    }
    const previous = best[kind]!
    from[count] = begin
    to[count] = end
    lexeme[count] = word
    context[count] = kind
    cost[count] = cost[previous]! + joins[row + context[previous]!]! + price
    before[count] = previous
    beside[count] = ends[end]!
    ends[end] = count++
  }

  /** Lays all ways through a sentence; the last node is its end. */
  function walk(sentence: string) {
    const length = sentence.length
    if (ends.length <= length + 1) ends = new Int32Array(length * 2)
    ends.fill(NONE, 0, length + 2)
    bestAt.fill(NONE)
    // the beginning
    context[0] = EDGE
    cost[0] = 0
    beside[0] = NONE
    ends[0] = 0
    count = 1
    let unknownUntil = 0
    for (let at = 0; at < length; at++) {
      if (ends[at] === NONE) continue
      let isKnown = false
      find(sentence, at, (surface, end) => {
        isKnown = true
        for (let word = firsts[surface]!; word < firsts[surface + 1]!; word++)
          add(at, end, word, contexts[word]!, costs[word]!)
      })
      if (at < unknownUntil) continue
      const kind = classes[sentence.charCodeAt(at)]!
      const { isAlways, isRun, contexts: possible } = unknown[kind]!
      if (isKnown && !isAlways) continue
      unknownUntil = at + 1
      while (isRun && unknownUntil < length && classes[sentence.charCodeAt(unknownUntil)] === kind) unknownUntil++
      for (const [one, price] of possible) add(at, unknownUntil, NONE, one, price)
    }
    add(length, length + 1, NONE, EDGE, 0)
  }

  return {
    cut(sentence) {
      walk(sentence)
      const morphemes: Morpheme[] = []
      for (let node = before[count - 1]!; node > 0; node = before[node]!)
        morphemes.push({ from: from[node]!, to: to[node]!, lexeme: lexeme[node] === NONE ? undefined : lexeme[node]! })
      return morphemes.reverse()
    },
    costOf(sentence) {
      walk(sentence)
      return cost[count - 1]!
    },
  }
}

/** Finds all surfaces that a text holds at a place, shortest first. */
function createFinder({ begins, letters }: Lexemes) {
  const surfaces = begins.length - 1
  // from the first surface with a first letter to the first of the next letter
  const byFirst = new Uint32Array(0x10001)
  for (let surface = 0; surface < surfaces; surface++) byFirst[letters[begins[surface]!]! + 1] = surface + 1
  for (let letter = 1; letter < byFirst.length; letter++)
    if (byFirst[letter] === 0) byFirst[letter] = byFirst[letter - 1]!

  return (text: string, at: number, found: (surface: number, end: number) => void) => {
    const first = text.charCodeAt(at)
    let [low, high] = [byFirst[first]!, byFirst[first + 1]!]
    for (let depth = 1; low < high; depth++) {
      // the shortest stands first
      if (begins[low + 1]! - begins[low]! === depth) found(low++, at + depth)
      if (at + depth >= text.length) return
      const letter = text.charCodeAt(at + depth)
      low = firstWith(letter, depth, low, high)
      high = firstWith(letter + 1, depth, low, high)
    }
  }

  /** The first surface between the two whose letter at this depth is not smaller. */
  function firstWith(letter: number, depth: number, low: number, high: number): number {
    let [from, to] = [low, high]
    while (from < to) {
      const middle = (from + to) >> 1
      if (letters[begins[middle]! + depth]! < letter) from = middle + 1
      else to = middle
    }
    return from
  }
}
