import { hiragana, plain } from '../normalize.ts'
import type { Dictionary } from './dictionary.ts'

/** A piece of a text and how much it counts. */
export type Tokens = Map<string, number>

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

/** Kana in one script, long vowels and small slips evened out. */
const evened = (text: string) => hiragana(text).replace(/[ーっ]/g, '')

const WORD = 1
const BIGRAM = 0.7
const KANJI = 0.5
const BASE = 1
const READING = 0.35
/** Without kanji only the sound is left to go by. */
const READING_ALONE = 0.8

/**
 * What a text is compared by: words, pairs of letters, single kanji, base
 * forms and the sound in threes. Many overlapping views, so that a typo, a
 * missing kanji or a dialect ending spoils only some of them.
 */
export function tokensOf(text: string, dictionary?: Dictionary): Tokens {
  const tokens: Tokens = new Map()
  const add = (token: string, weight: number) => tokens.set(token, (tokens.get(token) ?? 0) + weight)
  const clean = plain(text).toLowerCase()

  for (const { segment, isWordLike } of segmenter.segment(clean)) {
    if (isWordLike && !STOP.has(segment)) add(`w${evened(segment)}`, WORD)
  }
  const letters = [...evened(clean).replace(/[^\p{L}\p{N}]/gu, ' ')]
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!
    if (letter === ' ') continue
    if (/\p{Script=Han}/u.test(letter)) add(`k${letter}`, KANJI)
    const next = letters[at + 1]
    if (next !== undefined && next !== ' ') add(`b${letter}${next}`, isWeak(letter, next) ? BIGRAM * 0.4 : BIGRAM)
  }
  if (dictionary) {
    const { bases, reading } = dictionary.analyse(clean)
    for (const base of bases) if (!STOP.has(base)) add(`l${evened(base)}`, BASE)
    const sound = [...evened(reading)]
    const weight = /\p{Script=Han}/u.test(clean) ? READING : READING_ALONE
    for (let at = 0; at + 3 <= sound.length; at++) add(`r${sound[at]}${sound[at + 1]}${sound[at + 2]}`, weight)
  }
  return tokens
}

/** Two hiragana are mostly grammar. */
const isWeak = (one: string, other: string) => /[ぁ-ん]/.test(one) && /[ぁ-ん]/.test(other)

/** Words every question has. */
const STOP = new Set(
  'の に は を が と で も から まで より へ や か な ね よ わ し て た だ です ます ました でしょう だろう って という いう こと もの ところ とこ ため よう みたい ん の これ それ あれ どれ ここ そこ 何 なに なん どう どんな どういう する して した いる ある あり なる なり ない なく ください 下さい 教え 教えて 知り たい ほしい 思う 思い とき 時 人 方 けど でも だけ とか など や いい 良い'.split(
    ' ',
  ),
)
