/**
 * Finds which of many words stand in a text, in one walk through it. A word that
 * stands there twice may be found twice.
 */
export function createWordFinder<Value>(words: Iterable<readonly [word: string, value: Value]>) {
  const byBegin = new Map<number, { readonly word: string; readonly value: Value }[]>()
  for (const [word, value] of words) {
    if (word === '') continue
    const begin = beginOf(word, 0)
    const known = byBegin.get(begin)
    if (known) known.push({ word, value })
    else byBegin.set(begin, [{ word, value }])
  }
  return (text: string, found: (value: Value, word: string) => void): void => {
    for (let at = 0; at < text.length; at++) {
      for (const one of byBegin.get(beginOf(text, at)) ?? []) {
        if (text.startsWith(one.word, at)) found(one.value, one.word)
      }
      // a word of a single letter begins with nothing else
      if (at + 1 < text.length) for (const one of byBegin.get(begins(text, at)) ?? []) found(one.value, one.word)
    }
  }
}

const begins = (text: string, at: number) => text.charCodeAt(at) * 0x10000
/** The first two letters as a number. */
const beginOf = (text: string, at: number) => begins(text, at) + (at + 1 < text.length ? text.charCodeAt(at + 1) : 0)
