import type { Lexicon } from './lexicon.ts'
import { fold, plain } from './normalize.ts'
import { SMALL_TALK, type SmallTalk } from './understood.ts'

const LONGEST = 45
const AROUND_FRONT =
  /^(こんにち[はわ]|こんばん[はわ]|おはようございます|おはよう|はじめまして|初めまして|お世話になります|お疲れ様です|お疲れさまです|すみません|すいません|ちょっと聞きたいんですけど|質問です(が)?|教えてください|よろしくお願いします|突然すみません|あの|えっと)[、。,.!！〜ー\s]*/
const AROUND_BACK =
  /[、。,.!！\s]*(よろしくお願い(いた)?します|よろしく|ありがとうございます|ありがとう|お願い(いた)?します|教えてください|教えて下さい|m\(_ _\)m)[。.!！\s]*$/

/** No words that can be read: keys hit at random, or another language. A name or a locale's words may look so, too. */
export const isWithoutWords = (talk: SmallTalk) => talk === 'gibberish' || talk === 'foreign'

/** Takes greetings and thanks from around a question. */
export function stripPoliteness(text: string): string {
  let rest = plain(text)
  for (let times = 0; times < 3; times++) {
    const shorter = rest.replace(AROUND_FRONT, '')
    if (shorter.length < 3 || shorter === rest) break
    rest = shorter
  }
  const shorter = rest.replace(AROUND_BACK, '')
  return shorter.length < 3 ? rest : shorter
}

/** Recognises messages that are small talk as a whole. */
export function createSmallTalkReader(lexicon: Lexicon) {
  const phrases = new Map<string, SmallTalk>()
  const patterns: { talk: SmallTalk; pattern: RegExp }[] = []
  for (const talk of SMALL_TALK) {
    const said = lexicon.smallTalk[talk]
    for (const phrase of said?.phrases ?? []) {
      const form = fold(phrase)
      if (form && !phrases.has(form)) phrases.set(form, talk)
    }
    for (const source of said?.patterns ?? []) patterns.push({ talk, pattern: new RegExp(source, 'iu') })
  }
  return (text: string): SmallTalk | undefined => {
    const said = plain(text)
    if (isForeign(said)) return 'foreign'
    const words = said.replace(/[\u3000\s]+/g, '')
    if ([...words].length > LONGEST) return undefined
    const folded = fold(words)
    const whole = readPiece(words, folded)
    if (whole) return whole
    if (folded === '') return 'gibberish'
    // 「はじめまして。よろしくです」: every part is small talk, so the whole is
    const parts = words.split(/[、。,.!！\s]+/).filter(Boolean)
    const talks = parts.length > 1 && parts.length <= 4 ? parts.map((part) => readPiece(part, fold(part))) : []
    const isTalk = talks.length > 0 && !talks.includes(undefined)
    return isTalk
      ? (talks.find((talk) => talk !== 'acknowledge') ?? 'acknowledge')
      : isGibberish(words)
        ? 'gibberish'
        : undefined
  }

  function readPiece(words: string, folded: string): SmallTalk | undefined {
    const exact =
      phrases.get(folded) ??
      phrases.get(
        folded.replace(/(です|でした|ます|ました|だ|だよ|だね|なあ|ね|よ|な|わ|か|っす|すぎ|や|やん|っ|の|笑|w)+$/, ''),
      )
    if (exact) return exact
    const bare = words.replace(/(?:\p{Extended_Pictographic}|\ufe0f|[。、.,!！?？〜ー♪☆])+$/gu, '')
    return patterns.find(({ pattern }) => pattern.test(bare) || pattern.test(words))?.talk
  }
}

/** Words that English sentences are held together by, and names and Japanese abbreviations hold none of. */
const ENGLISH =
  /\b(i|i'm|am|is|are|do|does|can|could|would|will|you|your|my|me|we|what|where|when|how|why|who|which|the|a|an|to|for|with|of|about|have|has|want|need|please|english|not|don't|no)\b/i
/** Letters that Chinese writes and Japanese does not. */
const CHINESE = /[你您们吗么呢这请谢找]/

/** A sentence of another language; a name in other letters is none. */
function isForeign(text: string): boolean {
  if (/[ぁ-ゖァ-ヺ]/.test(text)) return false
  if (/\p{Script=Han}/u.test(text)) return CHINESE.test(text)
  const words = text.match(/[\p{L}'’]+/gu) ?? []
  const isLatin = words.every((word) => /^[\p{Script=Latin}'’]+$/u.test(word))
  if (!isLatin) return words.length >= 2
  return words.length >= 3 && (ENGLISH.test(text) || words.some((word) => /[^ -~’]/.test(word)))
}

/** Letters without a word: keys hit at random, a half-converted line. */
function isGibberish(words: string): boolean {
  if (/^[a-z]{4,}$/i.test(words) && !/[aeiou]{1}[^aeiou]?/i.test(words)) return true
  const isMixed =
    /[ぁ-んァ-ン][a-zｔｍ]/iu.test(words) && /[a-z]{1,3}[ぁ-ん]/iu.test(words) && !/\p{Script=Han}/u.test(words)
  const isStrange = /([ぁ-ん])\1{2,}/u.test(words) && words.length < 10
  return (isMixed && words.length < 10) || isStrange || /^[ぁ-ん]{1,3}[a-z]{1,2}[ぁ-ん]{0,3}[ょゃゅっ]$/iu.test(words)
}
