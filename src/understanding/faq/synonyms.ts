import { z } from 'zod'
import { isOneWord } from '../../read-as.ts'
import { hiragana, plain } from '../normalize.ts'
import { createWordFinder } from '../words.ts'

const word = z
  .string()
  .refine(...isOneWord)
  .refine(
    (text) => [...foldWord(text)].length >= 2,
    '1文字だと、ほかのことばの中にも見つかります。2文字以上で書いてください。',
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
        const place = `${file} の「${group[0]}」の組`
        const before = places.get(foldWord(word))
        if (before)
          problems.push(
            `${file}: 「${word}」が、「${group[0]}」の組と ${before}の両方にあります。合うほうにだけ残してください。`,
          )
        places.set(foldWord(word), place)
      }
    }
  }
  return { thesaurus: [...files.values()].flat(), problems }
}

/** Finds which groups a text touches, by number, whatever word was used. */
export function createGroupReader(groups: readonly (readonly string[])[]): (text: string) => Iterable<number> {
  const findIn = createWordFinder(
    groups.flatMap((group, number) => group.map((word) => [foldWord(word), number] as const)),
  )
  return (text) => {
    const touched = new Set<number>()
    findIn(foldWord(text), (group) => touched.add(group))
    return touched
  }
}
