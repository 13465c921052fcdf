import { standard } from '../dialect.ts'
import { hiragana, plain } from '../normalize.ts'
import type { Dictionary } from './dictionary.ts'
import type { Scan } from './vocabulary.ts'

/** A piece of a text and how much it counts. */
export type Tokens = Map<string, number>

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

/** The form in which a text is analysed. */
const spoken = (text: string) => standard(plain(text).toLowerCase())

/** Kana in one script, long vowels and small slips evened out. */
const evened = (text: string) => hiragana(text).replace(/ー/g, '')

/** How much each view of a text counts. */
export interface TokenWeights {
  readonly word: number
  /** Without a dictionary there are no base forms to go by. */
  readonly wordAlone: number
  readonly bigram: number
  /** Pairs of hiragana, which are mostly grammar, against other pairs. */
  readonly grammar: number
  readonly kanji: number
  readonly base: number
  readonly reading: number
  /** Without kanji only the sound is left to go by. */
  readonly readingAlone: number
  /** Words that every text has and that say nothing in this kind of text. */
  readonly idle: ReadonlySet<string>
}

/** For short questions: 「どんな」 and 「ない」 tell one from another, and what a word is worth is learned. */
export const QUESTION: TokenWeights = {
  // base forms say the same, and cost nothing more
  word: 0,
  wordAlone: 1,
  bigram: 0.6,
  grammar: 0.5,
  kanji: 1,
  base: 0.85,
  reading: 0.6,
  readingAlone: 0.8,
  idle: new Set(),
}
/** For passages of running text. */
export const PASSAGE: TokenWeights = {
  word: 1,
  wordAlone: 1,
  bigram: 1.5,
  grammar: 1,
  kanji: 1.5,
  base: 2.35,
  reading: 0.6,
  readingAlone: 1,
  idle: new Set(
    'の に は を が と で も から まで より へ や か な ね よ わ し て た だ です ます ました でしょう だろう って という いう こと もの ところ とこ ため よう みたい ん これ それ あれ どれ ここ そこ 何 なに なん どう どんな どういう する した いる ある あり なる なり ない なく ください 下さい 教え 教えて 知り たい ほしい 思う 思い とき 時 人 方 けど でも だけ とか など や いい 良い'.split(
      ' ',
    ),
  ),
}

/**
 * What a text is compared by: words, pairs of letters, single kanji, base
 * forms and the sound in threes. Many overlapping views, so that a typo, a
 * missing kanji or a dialect ending spoils only some of them.
 */
export function tokensOf(text: string, dictionary?: Dictionary, weights: TokenWeights = QUESTION): Tokens {
  return gather((add) => scanTokens(text, dictionary, weights, add))
}

/** What a scan hands out, each token once. */
export function gather(scan: Scan): Tokens {
  const tokens: Tokens = new Map()
  scan((token, weight) => tokens.set(token, (tokens.get(token) ?? 0) + weight))
  return tokens
}

/** How much two texts say the same; for texts at length one this is their cosine. */
export function product(one: Tokens, other: Tokens): number {
  let sum = 0
  for (const [token, weight] of one) sum += weight * (other.get(token) ?? 0)
  return sum
}

/** Hands out the tokens of a text one by one; the same one may come again. */
export function scanTokens(
  text: string,
  dictionary: Dictionary | undefined,
  weights: TokenWeights,
  add: (token: string, weight: number) => void,
): void {
  const clean = spoken(text)
  const word = dictionary ? weights.word : weights.wordAlone
  if (word > 0) {
    for (const { segment, isWordLike } of segmenter.segment(clean)) {
      if (isWordLike && !weights.idle.has(segment)) add(`w${evened(segment)}`, word)
    }
  }
  const letters = [...evened(clean).replace(/[^\p{L}\p{N}]/gu, ' ')]
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!
    if (letter === ' ') continue
    if (isHan(letter)) add(`k${letter}`, weights.kanji)
    const next = letters[at + 1]
    if (next !== undefined && next !== ' ')
      add(`b${letter}${next}`, weights.bigram * (isKana(letter) && isKana(next) ? weights.grammar : 1))
  }
  if (!dictionary) return
  const { bases, reading } = dictionary.analyse(clean)
  for (const base of bases) if (!weights.idle.has(base)) add(`l${evened(base)}`, weights.base)
  const sound = [...evened(reading)]
  const loudness = isHan(clean) ? weights.reading : weights.readingAlone
  for (let at = 0; at + 3 <= sound.length; at++) add(`r${sound[at]}${sound[at + 1]}${sound[at + 2]}`, loudness)
}

const isHan = (text: string) => /\p{Script=Han}/u.test(text)
/** Pairs of these are mostly grammar. */
const isKana = (letter: string) => letter >= 'ぁ' && letter <= 'ん'
