import { katakana } from './japanese/lexemes.ts'
import { hiragana } from './normalize.ts'
import { createWordFinder } from './words.ts'

/** Puts the kana back that an input method left half-written; other Latin letters stay as they are. */
type Mend = (text: string) => string

/** What the consonants of a syllable make with a, i, u, e, o; - where they make none. */
const ROWS: Readonly<Record<string, string>> = {
  '': 'あ い う え お',
  k: 'か き く け こ',
  s: 'さ し す せ そ',
  t: 'た ち つ て と',
  n: 'な に ぬ ね の',
  h: 'は ひ ふ へ ほ',
  m: 'ま み む め も',
  y: 'や - ゆ - よ',
  r: 'ら り る れ ろ',
  g: 'が ぎ ぐ げ ご',
  z: 'ざ じ ず ぜ ぞ',
  d: 'だ ぢ づ で ど',
  b: 'ば び ぶ べ ぼ',
  p: 'ぱ ぴ ぷ ぺ ぽ',
  j: 'じゃ じ じゅ じぇ じょ',
  ky: 'きゃ - きゅ - きょ',
  sh: 'しゃ し しゅ しぇ しょ',
  sy: 'しゃ - しゅ - しょ',
  ch: 'ちゃ ち ちゅ ちぇ ちょ',
  ty: 'ちゃ - ちゅ - ちょ',
  ts: '- - つ - -',
  ny: 'にゃ - にゅ - にょ',
  hy: 'ひゃ - ひゅ - ひょ',
  ry: 'りゃ - りゅ - りょ',
  gy: 'ぎゃ - ぎゅ - ぎょ',
  zy: 'じゃ - じゅ - じょ',
  by: 'びゃ - びゅ - びょ',
}
const VOWELS = 'aiueo'
const SYLLABLES = new Map(
  Object.entries(ROWS).flatMap(([consonants, row]) =>
    row.split(' ').flatMap((kana, at) => (kana === '-' ? [] : [[consonants + VOWELS[at], kana] as const])),
  ),
)

/** A syllable left over is no longer; words are: 「bot」 is none either. */
const LONGEST = 3
/** Written like a slip, and meant: an engineer, a language, laughing, 「おk」. */
const MEANT: ReadonlySet<string> = new Set(['se', 'go', 'w', 'ww', 'www', 'おk'])
/** Before a letter that stands for itself, and behind it: 「僕はmです」, 「aで」. */
const CALLS_FOR_A_WORD = 'はがを'
const FOLLOWS_A_WORD = 'はがもとをにのでだやかっ'
/** Of somebody who stays unnamed. */
const FOLLOWS_A_NAME = /^(さん|くん|ちゃん|さま)/
/** Choices are named by these, whatever is behind: 「やっぱりb」. */
const NAMES_A_CHOICE = 'abcdx'
/** So much of the text around decides. */
const AROUND = 12
/** A letter belongs to a word where the text without it is hardly better, in the dictionary's costs. */
const BELONGS = 1500
/** What was typed wholly or twice is rather meant than what lacks a vowel. */
const WHOLE = 3000
const TWICE = 2000
/** 「です」 is heard without its last vowel, and often typed so; ん needs none. */
const UNHEARD = 1900
/** What each letter of a word is worth that we know of; the dictionary knows few in kana. */
const KNOWN = 2500

const HAS_SLIP = /[ぁ-ヺー一-鿿][a-zａ-ｚ]|[a-zａ-ｚ][ぁ-ヺ]/
const isHiragana = (letter: string) => letter >= 'ぁ' && letter <= 'ん'
const isKatakana = (letter: string) => (letter >= 'ァ' && letter <= 'ヺ') || letter === 'ー'
const isHan = (letter: string) => /\p{Script=Han}/u.test(letter)
/** Beginning and end are gaps, too. */
const isGap = (letter: string) => letter === '' || /[\s、。,!！?？…]/.test(letter)

/** Letters that may be a slip, and the kana they may have been meant as. */
interface Slip {
  readonly from: number
  readonly ways: readonly Way[]
  /** Whether it is none where the text is about as good without. */
  readonly isDoubtful: boolean
}
interface Way {
  readonly kana: string
  /** Where the text goes on behind it. */
  readonly to: number
  readonly bonus: number
}

/**
 * Of all that letters may have been meant as, that is taken which looks most like Japanese by
 * `costOf`, or makes one of `words`. Without a dictionary only what leaves no choice is mended.
 */
export function createMender(costOf?: (text: string) => number, words: () => readonly string[] = () => []): Mend {
  // most messages need none
  let finder: ReturnType<typeof createWordFinder<string>> | undefined

  return (whole) => {
    if (!HAS_SLIP.test(whole)) return whole
    const text = whole.replace(/[ａ-ｚ]/g, (letter) => letter.normalize('NFKC'))
    const slips = [...text.matchAll(/[a-z]+/g)].flatMap(({ 0: run, index }) => slipAt(text, index, run) ?? [])
    const others = text.match(/[ぁ-ヺー一-鿿]/g)?.length ?? 0
    // keys hit at random
    if (slips.length === 0 || others < slips.length * 5 - 3) return whole
    let mended = ''
    let at = 0
    for (const slip of slips) {
      mended += text.slice(at, slip.from)
      const way = likeliest(slip, mended.slice(-AROUND), text)
      mended += way?.kana ?? ''
      at = way?.to ?? slip.from
    }
    return mended + text.slice(at)
  }

  function likeliest({ from, ways, isDoubtful }: Slip, before: string, text: string): Way | undefined {
    if (!costOf) return ways.find(({ bonus }) => bonus >= TWICE)
    finder ??= createWordFinder(words().map((word) => [word, word]))
    const wordsIn = finder
    const priceOf = (kana: string, to: number) => {
      const behind = text.slice(to, to + AROUND)
      let known = 0
      wordsIn(before + kana + behind, (word) => {
        // only one that the slip is part of
        if (!before.includes(word) && !behind.includes(word)) known = Math.max(known, word.length)
      })
      return costOf(before + kana + behind) - known * KNOWN
    }
    const priced = ways.map((way) => ({ way, price: priceOf(way.kana, way.to) - way.bonus }))
    const best = priced.reduce((one, other) => (other.price < one.price ? other : one))
    return isDoubtful && best.price > priceOf('', from + 1) + BELONGS ? undefined : best.way
  }
}

function slipAt(text: string, from: number, run: string): Slip | undefined {
  const to = from + run.length
  const [before, next] = [text[from - 1] ?? '', text[to] ?? '']
  if (run.length > LONGEST || MEANT.has(run) || MEANT.has(before + run)) return undefined
  // 「eスポーツ」, 「Tシャツ」; but 「キャンsエル」
  const isInKatakana = isKatakana(next) && isKatakana(before)
  if (!isInKatakana && !isHiragana(next) && !(isHiragana(before) && (isGap(next) || isHan(next)))) return undefined
  if (!isGap(before) && !isHiragana(before) && !isKatakana(before) && !isHan(before)) return undefined
  const isEnd = isGap(next)
  const isWordNext = !isEnd && !isHan(next) && !FOLLOWS_A_WORD.includes(next)
  const isLetter = run.length === 1 && !isWordNext
  if (run.length === 1 && FOLLOWS_A_NAME.test(text.slice(to, to + 3))) return undefined
  if (isLetter && (isGap(before) || CALLS_FOR_A_WORD.includes(before) || NAMES_A_CHOICE.includes(run))) return undefined
  const ways = waysOf(run, text.slice(to, to + 2), to, isInKatakana)
  if (ways.length === 0) return undefined
  const isDoubtful = isLetter && (isVowel(run) ? !isEnd : ways.every(({ bonus }) => bonus < TWICE))
  return {
    from,
    ways: isDoubtful && isEnd ? [...ways, { kana: '', to, bonus: 0 }] : ways,
    isDoubtful: isDoubtful && !isEnd,
  }
}

/** Most plainly meant first. */
function waysOf(run: string, behind: string, to: number, isInKatakana: boolean): Way[] {
  const write = isInKatakana ? katakana : (kana: string) => kana
  const [next = '', afterNext = ''] = hiragana(behind)
  const ways: Way[] = []
  const vowel = VOWELS['あいうえお'.indexOf(next || '-')]
  const joined = vowel && !isVowel(run) ? spelled(run + vowel) : undefined
  if (joined) ways.push({ kana: write(joined), to: to + 1, bonus: WHOLE })
  const whole = spelled(run)
  if (whole && (run.length > 1 ? !isVowel(run[0]!) : isVowel(run))) ways.push({ kana: write(whole), to, bonus: WHOLE })
  const row = ROWS[run]?.split(' ')
  if (isVowel(run) || !row) return ways
  if (run.length === 1 && (row.includes(next) || (next === 'っ' && row.includes(afterNext))))
    ways.push({ kana: '', to, bonus: TWICE })
  if (isInKatakana) return ways
  for (const kana of [...row, ...(run === 'n' ? ['ん'] : [])])
    if (kana !== '-') ways.push({ kana, to, bonus: kana === 'す' || kana === 'ん' ? UNHEARD : 0 })
  return ways
}

const isVowel = (letter: string) => letter.length === 1 && VOWELS.includes(letter)

/** Latin letters as kana, where all of them are syllables. */
function spelled(letters: string): string | undefined {
  let kana = ''
  for (let at = 0; at < letters.length; ) {
    const length = [3, 2, 1].find((length) => SYLLABLES.has(letters.slice(at, at + length)))
    if (length) kana += SYLLABLES.get(letters.slice(at, at + length))
    else if (letters[at] === 'n') kana += 'ん'
    else return undefined
    at += length ?? 1
  }
  return kana
}
