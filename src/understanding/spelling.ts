import { fold } from './normalize.ts'

/** Folds a text and writes its words one way. */
export type Speller = (text: string) => string

/**
 * People type a word in kanji, in kana or by another name; the lists need it
 * only once. `spellings` names the other ways by the one that is kept.
 */
export function createSpeller(spellings: Readonly<Record<string, readonly string[]>>): Speller {
  const kept = new Map<string, string>()
  for (const [word, others] of Object.entries(spellings)) for (const other of others) kept.set(fold(other), fold(word))
  if (kept.size === 0) return fold
  // the longest first: 「適性診断」 before 「診断」
  const longestFirst = [...kept.keys()].sort((a, b) => b.length - a.length)
  const any = new RegExp(longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gu')
  return (text) => fold(text).replace(any, (word) => kept.get(word) ?? word)
}
