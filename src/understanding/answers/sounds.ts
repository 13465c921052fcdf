import { hiragana } from '../normalize.ts'
import { HESITATION, TAIL } from './positions.ts'

/** How a text sounds, in kana of either script. */
export type SoundOf = (text: string) => string

/** So few kana are part of many words: they are heard only where nothing else is said. */
const SHORT = 2
/** Shorter ones are heard only as words of their own. */
const LONG = 5
const BEFORE_A_WORD = 'はがをにのとでもや'
const BEHIND_A_WORD = `${BEFORE_A_WORD}かだなけさっしす`

/** The kana of each vowel, and the letters that draw it out. */
const DRAWN_OUT = [
  ['あかさたなはまやらわがざだばぱゃぁ', 'あぁ'],
  ['いきしちにひみりぎじぢびぴぃ', 'いぃ'],
  ['うくすつぬふむゆるぐずづぶぷゅぅ', 'うぅ'],
  ['えけせてねへめれげぜでべぺぇ', 'えいぇ'],
  ['おこそとのほもよろごぞどぼぽょぉ', 'おうぉ'],
] as const
const drawing = new Map(DRAWN_OUT.flatMap(([row, letters]) => [...row].map((kana) => [kana, letters] as const)))

/** Hiragana with long vowels written one way: 「めえる」 and 「めーる」, 「けーえー」 and 「けいえい」. */
export function evened(text: string): string {
  let even = ''
  let longer = ''
  for (const letter of hiragana(text)) {
    if (letter === 'ー' || longer.includes(letter)) {
      if (even !== '' && !even.endsWith('ー')) even += 'ー'
      continue
    }
    even += letter
    longer = drawing.get(letter) ?? ''
  }
  return even.replace(/ー$/, '')
}

const SAID_POLITELY = new RegExp(`^${HESITATION}(.+?)(?:の?ほう|とか|など)?${TAIL}$`)

export interface Ear {
  /** What is said apart from politeness, as it sounds. */
  readonly bare: string
  hears(sound: string): boolean
}

/** Hears a folded text, as far as it is in kana. */
export function createEar(folded: string): Ear {
  const bare = evened(SAID_POLITELY.exec(folded)?.[1] ?? folded)
  const text = evened(folded)
  return { bare, hears: (sound) => bare === sound || (sound.length > SHORT && stands(sound, text)) }
}

/** How a name and pieces of it sound. */
export interface Sounds {
  readonly names: readonly string[]
  readonly pieces: readonly string[]
  /** The names beside it. */
  readonly others: readonly string[]
}

/** A piece of a name, or what is said and nothing else, where it is in no other name. */
export function partHeard(
  { bare, hears }: Ear,
  { names, pieces, others }: Sounds,
  asked: () => string,
): string | undefined {
  const piece = pieces.find((one) => hears(one) && !asked().includes(one))
  if (piece) return piece
  const isPart = bare.length > 2 && names.some((one) => one.includes(bare))
  return isPart && !others.some((one) => one.includes(bare)) ? bare : undefined
}

function stands(sound: string, text: string): boolean {
  for (let at = text.indexOf(sound); at >= 0; at = text.indexOf(sound, at + 1)) {
    if (sound.length >= LONG) return true
    // a long vowel at the end is not written in sounds
    const behind = text.slice(at + sound.length).replace(/^ー/, '')[0]
    if (ends(text[at - 1], BEFORE_A_WORD) && ends(behind, BEHIND_A_WORD)) return true
  }
  return false
}

const ends = (letter: string | undefined, particles: string) =>
  letter === undefined || !/[ぁ-んー]/.test(letter) || particles.includes(letter)
