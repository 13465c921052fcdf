import { z } from 'zod'
import { hiragana, plain } from '../normalize.ts'

/** `content/synonyms.yaml`: words that mean the same when somebody asks; the first of a group stands for all. */
export const synonymsSchema = z.strictObject({ groups: z.array(z.array(z.string().min(2)).min(2)) })
export type Synonyms = z.infer<typeof synonymsSchema>

/** Finds which groups a text touches: one token for each, whatever word was used. */
export function createSynonymReader({ groups }: Synonyms): (text: string) => string[] {
  const byWord = new Map<string, number[]>()
  groups.forEach((group, index) => {
    for (const word of group) {
      const key = hiragana(plain(word).toLowerCase())
      byWord.set(key, [...(byWord.get(key) ?? []), index])
    }
  })
  const lengths = new Map<string, number[]>()
  for (const word of byWord.keys()) {
    const begin = word.slice(0, 2)
    lengths.set(begin, [...new Set([...(lengths.get(begin) ?? []), word.length])])
  }
  return (text) => {
    const words = hiragana(plain(text).toLowerCase())
    const touched = new Set<number>()
    for (let at = 0; at < words.length; at++) {
      for (const length of lengths.get(words.slice(at, at + 2)) ?? []) {
        for (const group of byWord.get(words.slice(at, at + length)) ?? []) touched.add(group)
      }
    }
    return [...touched].map((group) => `s${group}`)
  }
}
