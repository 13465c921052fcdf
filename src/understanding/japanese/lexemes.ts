/**
 * The words of a language, and what it costs that one stands beside another, as
 * MeCab has them. Columns of numbers: as objects they would take ten times the
 * memory.
 */
export interface Lexemes extends Columns {
  /** How a lexeme becomes its base form: so many letters go, and these come. */
  readonly inflections: readonly (readonly [goes: number, comes: string])[]
  /** How words look that are not here, by the class of their first letter. */
  readonly unknown: readonly Unknown[]
}

export interface Unknown {
  /** Possible even where a known word begins. */
  readonly isAlways: boolean
  /** As long as the class of its letters lasts; else one letter. */
  readonly isRun: boolean
  readonly contexts: readonly (readonly [context: number, cost: number])[]
}

/** The widest first: then each column begins where it may. */
export const COLUMNS = {
  /** Where each surface begins in `letters`, and where the last one ends. Surfaces are sorted. */
  begins: Uint32Array,
  /** Where each surface's lexemes begin, and where the last ones end. */
  firsts: Uint32Array,
  /** Where a lexeme's sound begins in `sounds`; 0 for one that is written as it sounds. */
  soundsAt: Uint32Array,
  letters: Uint16Array,
  /** What a lexeme is for its neighbours. */
  contexts: Uint16Array,
  costs: Int16Array,
  /** What it costs that `right` follows `left`: at `right * contexts + left`. */
  joins: Int16Array,
  /** Katakana, as their distance to `NO_KANA`; a 0 ends each sound. */
  sounds: Uint8Array,
  /** Each lexeme's place in `inflections`. */
  inflected: Uint8Array,
  /** For each context, whether its words mean something. */
  meaningful: Uint8Array,
  /** Each letter's place in `unknown`. */
  classes: Uint8Array,
}
export type Columns = { readonly [Name in keyof typeof COLUMNS]: InstanceType<(typeof COLUMNS)[Name]> }

const NO_KANA = 0x30a0

export function baseOf({ inflected, inflections }: Lexemes, lexeme: number, surface: string): string {
  const [goes, comes] = inflections[inflected[lexeme]!]!
  return surface.slice(0, surface.length - goes) + comes
}

/** How a lexeme sounds, in katakana. */
export function soundOf({ soundsAt, sounds }: Lexemes, lexeme: number, surface: string): string {
  let at = soundsAt[lexeme]!
  if (at === 0) return katakana(surface)
  let sound = ''
  for (; sounds[at] !== 0; at++) sound += String.fromCharCode(NO_KANA + sounds[at]!)
  return sound
}

/** What `soundOf` reads. */
export const writtenSound = (sound: string): number[] => [
  ...Array.from(sound, (letter) => letter.charCodeAt(0) - NO_KANA),
  0,
]

export const katakana = (text: string) =>
  text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
