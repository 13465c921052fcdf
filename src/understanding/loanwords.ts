import { hiragana } from './normalize.ts'
import { createWordFinder } from './words.ts'

/** Shorter ones are parts of other words. */
const SHORTEST = 4
/** From here on it is no other word, whatever stands before it. */
const LONG = 6
const BEFORE_A_WORD = 'のをにはがともや'

const IN_KATAKANA = /[ァ-ヺー]+/g
/** っ typed twice: 「めりっっと」. */
const DOUBLED = /(?<=[ぁ-んァ-ヺ])([っッ])\1+(?=[ぁ-んァ-ヺ])/g

/**
 * Writes the katakana words of some texts in katakana where a message has them in hiragana: 「ばっく
 * おふぃす」 is no word to a dictionary. Phrases are compared in one script, but questions by their words.
 */
export function createLoanwords(texts: Iterable<string>): (text: string) => string {
  const words = new Map<string, string>()
  for (const text of texts)
    for (const [word] of text.matchAll(IN_KATAKANA)) if (word.length >= SHORTEST) words.set(hiragana(word), word)
  const wordsIn = createWordFinder([...words.keys()].map((word) => [word, word]))

  return (typed) => {
    let text = typed.replace(DOUBLED, '$1')
    const said = new Set<string>()
    wordsIn(text, (word) => said.add(word))
    // the longest first: 「でめりっと」 before 「めりっと」
    for (const word of [...said].sort((a, b) => b.length - a.length))
      text = text.replaceAll(word, (_, at: number, whole: string) =>
        word.length >= LONG || beginsAt(whole, at) ? words.get(word)! : word,
      )
    return text
  }
}

const beginsAt = (text: string, at: number) =>
  !/[ぁ-ん]/.test(text[at - 1] ?? '') || BEFORE_A_WORD.includes(text[at - 1]!)
