import type { Care } from './care.ts'
import { hiragana, plain } from './normalize.ts'
import { remembered } from './remembered.ts'
import { createSieve } from './sieve.ts'
import { CARE_KINDS, type CareKind } from './understood.ts'

/** A whole message on LINE: https://developers.line.biz/en/docs/messaging-api/text-character-count/ */
const LONGEST = 5000

/**
 * Recognises distress, first of all. Idioms are taken out before, so that they
 * hide nothing else in the same message.
 */
export function createCrisisReader(care: Care) {
  const idioms = care.idioms.map((source) => new RegExp(sounds(source), 'giu'))
  const idiomsFor = createSieve(idioms)
  const readHere = readerOf(
    CARE_KINDS.filter((kind) => kind !== 'foreign'),
    sounds,
  )
  const readAbroad = readerOf(['foreign'], (source) => source)
  /** What is heard of a text, with its idioms and without; both readers ask for the same text. */
  const listen = remembered((text: string) => {
    const typed = plain(text, LONGEST)
    const heard = sounds(typed.replace(/\s/g, ''))
    return { typed, heard, rest: idiomsFor(heard).reduce((rest, at) => rest.replace(idioms[at]!, ' '), heard) }
  })
  return {
    readCrisis(text: string): CareKind | undefined {
      const { typed, rest } = listen(text)
      const kind = readHere(rest)
      // what may be meant otherwise comes last
      return kind && kind !== 'unsure' ? kind : (readAbroad(bare(typed)) ?? kind)
    },
    /** The same text where it holds no idiom, else what is heard of the rest. */
    withoutIdioms(text: string): string {
      const { heard, rest } = listen(text)
      return rest === heard ? text : rest
    },
  }

  /** The first of the kinds that has a pattern for a text. */
  function readerOf(kinds: readonly CareKind[], spell: (source: string) => string) {
    const all = kinds.flatMap((kind) =>
      care.kinds[kind].phrases.map((source) => ({ kind, pattern: new RegExp(spell(source), 'iu') })),
    )
    const sieve = createSieve(all.map(({ pattern }) => pattern))
    return (text: string): CareKind | undefined => {
      const at = sieve(text).find((at) => all[at]!.pattern.test(text))
      return at === undefined ? undefined : all[at]!.kind
    }
  }
}

/** One script of kana in one size, endings not drawn out: 「死にてぇー」 is 「死にてえ」. Patterns are written the same way. */
const sounds = (text: string) =>
  hiragana(text.replace(/(?<=[ぁ-ん])[ー〜~]+/g, '')).replace(/[ぁぃぅぇぉ]/g, (small) =>
    String.fromCharCode(small.charCodeAt(0) + 1),
  )

/** Letters without their marks, as many type them: "muốn chết" is "muon chet". */
const bare = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/đ/g, 'd')
    .replace(/[’‘`]/g, "'")
