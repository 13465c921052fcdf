import { fold } from '../normalize.ts'
import type { Pending } from '../understood.ts'
import { type ReadAnswer, SEVERAL, UNCLEAR } from './read-answer.ts'

type Option = Pending['options'][number]

/** What in a text speaks for an option, and how plainly: 3 its name, 2 a word of like meaning, 1 a piece of its name. */
interface Evidence {
  readonly option: Option
  readonly word: string
  readonly weight: number
}

const ANY =
  /どれでも|なんでもいい|何でもいい|どちらでも|どっちでも|どこでも|こだわりな|こだわらな|こだわり(は|も)?あり|特に(希望|こだわり)?(は)?な/
const BOTH = /両方|りょうほう|どっちも|どちらも|全部|ぜんぶ|すべて|迷う|迷って|まよう|まよって|悩む|悩んで/
/** Names an option to turn it down. */
const TURNED_DOWN =
  /以外|いがい|じゃな(い|く)|では?ない|は(嫌|いや|無理|むり|苦手|にがて|だめ|ng|ちょっと)|したくない|やりたくない/

/** The reader of answers to a choice: by an option's name, a like word, a piece or a slip of it. */
export function createOptionReader(concepts: readonly (readonly string[])[]) {
  return (folded: string, shown: readonly Option[]): ReadAnswer | undefined => {
    const either = shown.find((option) =>
      /どちらでも|どっちでも|どちらとも|どこでも|なんでも|その中間/.test(option.label),
    )
    const found = shown.flatMap((option) => evidenceFor(option, folded, shown) ?? [])
    if (ANY.test(folded)) return either ? { value: either.value } : UNCLEAR
    if (BOTH.test(folded)) return found.length === 1 && found[0]!.option === either ? { value: either!.value } : SEVERAL
    const [best, ...others] = found.sort((a, b) => b.weight - a.weight || b.word.length - a.word.length)
    if (!best) return undefined
    if (TURNED_DOWN.test(folded) && !TURNED_DOWN.test(fold(best.option.label)) && !/ない|ません/.test(best.word))
      return UNCLEAR
    // a word inside the winning word speaks for nothing of its own
    const rival = others.find(({ word, weight }) => !best.word.includes(word) && (weight > 1 || best.weight === 1))
    return rival ? SEVERAL : { value: best.option.value }
  }

  function evidenceFor(option: Option, folded: string, shown: readonly Option[]): Evidence | undefined {
    const names = [option.label, ...(option.also ?? [])].map(fold)
    const name = names.find((one) => folded.includes(one))
    if (name) return { option, word: name, weight: 3 }
    const slip = names.find((one) => one.length >= 5 && isSlipOf(folded, one))
    if (slip) return { option, word: folded, weight: 3 }
    const like = concepts
      .filter((group) =>
        group.some((word) => names.some((one) => one === word || (word.length >= 2 && isPartOfName(word, one)))),
      )
      .flat()
      .filter((word) => folded.includes(word) && !isNameOfOther(word, option, shown))
      .sort((a, b) => b.length - a.length)[0]
    if (like) return { option, word: like, weight: 2 }
    const piece = piecesOf(option.label)
      .filter(
        (one) => folded.includes(one) && shown.every((other) => other === option || !fold(other.label).includes(one)),
      )
      .sort((a, b) => b.length - a.length)[0]
    if (piece) return { option, word: piece, weight: piece.length > 1 ? 1.5 : 1 }
    const isPieceItself = folded.length >= 2 && names.some((one) => one.includes(folded))
    return isPieceItself && !isInOthers(folded, option, shown) ? { option, word: folded, weight: 1.5 } : undefined
  }
}

/** 「派遣」 in 「契約社員・派遣」: a part between separators, or most of the name. */
const isPartOfName = (word: string, name: string) => name.includes(word) && word.length * 3 >= name.length

const isNameOfOther = (word: string, option: Option, shown: readonly Option[]) =>
  shown.some((other) => other !== option && fold(other.label) === word)

const isInOthers = (word: string, option: Option, shown: readonly Option[]) =>
  shown.some((other) => other !== option && fold(other.label).includes(word))

/** Kanji and katakana words of a name; ordinary verbs of choosing are none. */
const piecesOf = (label: string) =>
  [...label.matchAll(/お?\p{Script=Han}+[ぁ-ん]?|[ァ-ヴー]{2,}|[A-Za-z]{2,}/gu)]
    .flatMap(([word]) => [fold(word), fold(word.replace(/[ぁ-ん]$/, ''))])
    // verbs in kana: 「連絡をまとめる役」
    .concat(label.split(/[をにがのでやはも、・]/).flatMap((part) => /^[ぁ-ん]{3,}/.exec(part)?.[0] ?? []))
    .filter((word) => word !== '' && !/^(働い?|仕事|方|人|会|好|好き|いい)$/.test(word))

/** One letter wrong, missing or too many, with some politeness behind it. */
function isSlipOf(text: string, name: string): boolean {
  const bare = text.replace(/(です|がいい|で|かな|にします|お願いします)+$/, '')
  if (Math.abs(bare.length - name.length) > 1 || bare === name) return false
  let start = 0
  while (start < Math.min(bare.length, name.length) && bare[start] === name[start]) start++
  let end = 0
  while (end < Math.min(bare.length, name.length) - start && bare.at(-1 - end) === name.at(-1 - end)) end++
  return Math.max(bare.length, name.length) - start - end <= 1
}
