import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { createWordFinder } from './words.ts'

/** Words of which each text that a pattern matches holds at least one; undefined where there is no telling. */
type Needed = readonly string[] | undefined

/**
 * Tells which of many patterns can match a text at all, in their order: those
 * whose words it holds. Hundreds of patterns cost a message more than everything
 * else that is done with it, and nearly all of them have nothing to do with it.
 * Patterns have the flag `u`; with `i`, texts must be in NFKC, where no other
 * letter folds to one of ASCII.
 */
export function createSieve(patterns: readonly RegExp[]): (text: string) => number[] {
  const always: number[] = []
  const words: (readonly [string, number])[] = []
  for (const [at, pattern] of patterns.entries()) {
    const needed = neededBy(pattern)
    if (needed) words.push(...needed.map((word) => [word, at] as const))
    else always.push(at)
  }
  const findIn = createWordFinder(words)
  return (text) => {
    const found = new Set(always)
    findIn(text.toLowerCase(), (at) => found.add(at))
    return [...found].sort((a, b) => a - b)
  }
}

const parser = new RegExpParser()

function neededBy({ source, ignoreCase }: RegExp): Needed {
  return ofAny(parser.parsePattern(source, 0, source.length, { unicode: true }).alternatives)

  function ofAny(alternatives: readonly AST.Alternative[]): Needed {
    const each = alternatives.map(({ elements }) => ofAll(elements))
    return each.includes(undefined) ? undefined : (each as string[][]).flat()
  }

  /** All of a sequence must be there: what tells most is chosen. */
  function ofAll(elements: readonly AST.Element[]): Needed {
    const each: Needed[] = []
    let run = ''
    for (const element of elements) {
      const letter = element.type === 'Character' ? letterOf(element) : undefined
      if (letter !== undefined) run += letter
      else {
        if (run !== '') each.push([run])
        run = ''
        each.push(of(element))
      }
    }
    if (run !== '') each.push([run])
    return each.reduce((best, one) => (tellsMore(one, best) ? one : best), undefined)
  }

  function of(element: AST.Element): Needed {
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return ofAny(element.alternatives)
      case 'Quantifier':
        return element.min > 0 ? of(element.element) : undefined
      case 'Character': {
        const letter = letterOf(element)
        return letter === undefined ? undefined : [letter]
      }
      case 'CharacterClass':
        return element.negate ? undefined : ofClass(element.elements)
      default:
        return undefined
    }
  }

  function ofClass(elements: readonly AST.CharacterClassElement[]): Needed {
    const letters = elements.map((one) => (one.type === 'Character' ? letterOf(one) : undefined))
    return letters.includes(undefined) ? undefined : (letters as string[])
  }

  function letterOf({ value }: AST.Character): string | undefined {
    const letter = String.fromCodePoint(value)
    const lower = letter.toLowerCase()
    if (lower === letter && letter.toUpperCase() === letter) return letter
    // patterns with large letters and without `i` would need texts as they are
    return /^[a-z]$/.test(lower) && (ignoreCase || lower === letter) ? lower : undefined
  }
}

/** Longer words are rarer, and kana are in every text; of words as rare, fewer are better. */
function tellsMore(one: Needed, other: Needed): boolean {
  if (!one || !other) return one !== undefined
  const [mine, theirs] = [commonest(one), commonest(other)]
  return mine === theirs ? one.length < other.length : mine > theirs
}

const commonest = (words: readonly string[]) => Math.min(...words.map(rarity))
const rarity = (word: string) => [...word].reduce((sum, letter) => sum + (/[ぁ-ん]/.test(letter) ? 1 : 2), 0)
