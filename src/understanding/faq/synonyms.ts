import { z } from 'zod'
import { hiragana, plain } from '../normalize.ts'

const word = z
  .string()
  .refine(
    (text) => [...foldWord(text)].length >= 2,
    'has fewer than two characters. It would be found inside other words; write a longer form.',
  )

/** One file of `{ groups }`: words that mean the same when somebody asks; the first of a group stands for all. */
export const synonymsSchema = z.strictObject({ groups: z.array(z.array(word).min(2)) })

export interface Synonyms {
  /** `content/synonyms.yaml`: made for the topics there are. */
  readonly groups: readonly (readonly string[])[]
  /** `content/thesaurus/`: kinship of words that no topic owns, so that a new one is found by others than its own. */
  readonly thesaurus: readonly (readonly string[])[]
}

/** A word as it is looked for: in one script of kana. */
const foldWord = (text: string) => hiragana(plain(text).toLowerCase())

/** The thesaurus as one list, and what its files say twice: a word has one place in it. */
export function joinThesaurus(files: ReadonlyMap<string, readonly (readonly string[])[]>) {
  const places = new Map<string, string>()
  const problems: string[] = []
  for (const [file, groups] of files) {
    for (const group of groups) {
      for (const word of group) {
        const place = `${file} (${group[0]})`
        const before = places.get(foldWord(word))
        if (before)
          problems.push(
            `${file}: 「${word}」 stands in the group ${group[0]} and in ${before}. Keep it where it says more.`,
          )
        places.set(foldWord(word), place)
      }
    }
  }
  return { thesaurus: [...files.values()].flat(), problems }
}

/** Finds which groups a text touches, by number, whatever word was used. */
export function createGroupReader(groups: readonly (readonly string[])[]): (text: string) => Iterable<number> {
  const byWord = new Map<string, number[]>()
  groups.forEach((group, index) => {
    for (const word of group) {
      const key = foldWord(word)
      byWord.set(key, [...(byWord.get(key) ?? []), index])
    }
  })
  const lengths = new Map<string, number[]>()
  for (const word of byWord.keys()) {
    const begin = word.slice(0, 2)
    lengths.set(begin, [...new Set([...(lengths.get(begin) ?? []), word.length])])
  }
  return (text) => {
    const words = foldWord(text)
    const touched = new Set<number>()
    for (let at = 0; at < words.length; at++) {
      for (const length of lengths.get(words.slice(at, at + 2)) ?? []) {
        for (const group of byWord.get(words.slice(at, at + length)) ?? []) touched.add(group)
      }
    }
    return touched
  }
}
