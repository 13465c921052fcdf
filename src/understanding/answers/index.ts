import type { Synonyms } from '../faq/synonyms.ts'
import type { Lexicon } from '../lexicon.ts'
import { fold, plain } from '../normalize.ts'
import type { Pending } from '../understood.ts'
import { agreement, agreementOfDoing } from './agreement.ts'
import { isAsking, isOfSomebodyElse, isPutAsQuestion, isStalling, withoutEcho } from './asking.ts'
import type { ChoiceReader, Named, NamedOption } from './choices.ts'
import { conclusionOf } from './clauses.ts'
import type { Clued, Clues, DegreeReader } from './degrees.ts'
import { createOptionReader, leavesOpen } from './options.ts'
import { amended, byDigits, byDigitsAmong, byPlace } from './positions.ts'
import { isNamed, plainly, type ReadAnswer, UNCLEAR } from './read-answer.ts'
import { isByDegree, readBareDegree, readScale } from './scale.ts'
import type { SoundOf } from './sounds.ts'
import { createTurnedDownReader } from './turned-down.ts'
import { wayOut } from './way-out.ts'
import { createYesReader } from './yes.ts'

export type { ReadAnswer } from './read-answer.ts'

/** What is learned from answers that are written down; the rules' own findings are among what it learns from. */
export type LearnAnswers = (clues: Clues, named: NamedOption) => { degrees: DegreeReader; choices: ChoiceReader }

const SCALE = ['5', '4', '3', '2', '1'].map((value) => ({ value, label: value }))
const YES_NO = [
  { value: 'yes', label: 'はい' },
  { value: 'no', label: 'いいえ' },
]
/** An answer so short, in letters, is plain words, which rules read best. */
const PLAIN: Partial<Record<Pending['kind'], number>> = { choice: 12, yesno: 8, scale: 4 }
/** Steps by which the length of an answer is told, in letters. */
const LENGTHS = [4, 8, 16, 30]
const lengthOf = (words: string) => LENGTHS.filter((length) => words.length > length).length

const OF_ONE_BEFORE = /(さっき|先ほど|[一1]つ前|前の(質問|答|問|やつ))の?/

/** From here on an answer is rather none. */
const UNCLEAR_FROM = 0.5
/** The same where the rules say what is likeliest, too. */
const UNCLEAR_BESIDE_RULES = 0.7
/** From here on none of the options is meant. */
const NONE_FROM = 0.65
/** Below these, what is likeliest is not recorded: asked once more costs less than a wrong answer that nobody notices. */
const SURE_OF = { scale: 0.6, yesno: 0.7 }
/** The same where the rules say as much, or nearly. */
const SURE_BESIDE_RULES = 0.5
const SURE_OF_AN_OPTION = 0.75
/** The same for what is put as a question. */
const SURE_THOUGH_ASKED = 0.9
/** The same where the rules say the opposite. */
const SURE_AGAINST_RULES = 0.65

/** An answer is short; more is a story or a question. */
const LONGEST = 40

/** Ways out of an item, which no position or number means. */
const isWayOut = (option: Pending['options'][number]) => option.value === 'unknown' || option.value === 'skip'

/**
 * Reads a free-typed answer to a question with options, by the question's own
 * words. Undefined when the text is about something else. Where it could be
 * two answers, or a doubt, nothing is recorded.
 */
export function createAnswerReader(
  lexicon: Lexicon,
  readYesNo: (text: string) => 'yes' | 'no' | undefined,
  { groups, thesaurus }: Synonyms = { groups: [], thesaurus: [] },
  learn?: LearnAnswers,
  soundOf?: SoundOf,
) {
  const foldAll = (words: readonly (readonly string[])[]) => words.map((group) => group.map(fold))
  const readOption = createOptionReader(foldAll(lexicon.concepts), foldAll([...groups, ...thesaurus]), soundOf)
  const readInstead = createTurnedDownReader(readOption)
  const readYes = createYesReader(readYesNo, readOption)
  const samples = learn?.(cluesIn, namedIn)

  return (text: string, pending: Pending): ReadAnswer | undefined => {
    const words = shortened(withoutEcho(plain(text)))
    if (words === undefined) return undefined
    const folded = fold(words)
    const shown = pending.options.filter((option) => !isWayOut(option))
    // 👍 agrees, without saying how much
    if (folded === '' && pending.kind === 'scale') {
      const pictured = readYesNo(words)
      return pictured && { value: pictured === 'yes' ? '4' : '2' }
    }
    const exact = pending.options.find((option) =>
      [option.label, ...(option.also ?? [])].some((label) => fold(label) === folded),
    )
    if (exact) return plainly({ value: exact.value })
    const better = amended(words)
    if (better) {
      const place = byDigits(better, pending.kind, shown)
      const said = pending.kind === 'yesno' && pending.slot.startsWith('fit.') ? readYesNo(better) : undefined
      if (place ?? said) return place ?? readYes(fold(better), better, pending)
    }
    const instead = pending.kind === 'choice' ? readInstead(words, pending.question, shown) : undefined
    if (instead) return instead
    const byWords = wayOut(folded, pending) ?? byDigitsAmong(words, pending.kind, shown)
    if (byWords) return plainly(byWords)
    const ruled = byRules(words, pending, shown)
    // made of nothing but words of yes or no: 「いいえでお願いします」
    if (pending.kind === 'yesno' && isNamed(ruled) && readYesNo(words) !== undefined) return ruled
    if (pending.kind === 'scale' && isNamed(ruled) && isByDegree(folded, pending.question)) return ruled
    if (isNamed(ruled) && words.length <= (PLAIN[pending.kind] ?? 0)) return ruled
    // what binds or erases takes more than a likeness, and what is said of an answer before is none to this
    if (!samples || !pending.slot.startsWith('fit.') || OF_ONE_BEFORE.test(words)) return ruled
    if (isOfSomebodyElse(words, pending.question)) return UNCLEAR
    return pending.kind === 'scale' || pending.kind === 'yesno'
      ? degreeLike(words, pending, pending.kind, samples.degrees)
      : optionLike(text, words, shown, namedBy(ruled, words, shown), samples.choices)
  }

  function byRules(words: string, pending: Pending, shown: Pending['options']): ReadAnswer | undefined {
    const folded = fold(words)
    if (isAsking(words) || isStalling(folded) || isOfSomebodyElse(words, pending.question)) return UNCLEAR
    if (pending.kind === 'scale') return readSentences(words, shown) ?? readScale(folded, pending)
    if (pending.kind === 'yesno') return readYes(folded, words, pending)
    const option = readOption(folded, shown, pending.question)
    if (option && 'value' in option) return option
    const end = conclusionOf(words)
    // 「学生だけどバイトもしてる」 says two things, whatever it ends with
    const settled =
      end === undefined || /も(?!う)/.test(end) ? undefined : readOption(fold(end), shown, pending.question)
    return settled ?? option ?? UNCLEAR
  }

  /** How far somebody agrees, by what the samples make of the words and of what the rules say to them. */
  function degreeLike(
    words: string,
    { question, options }: Pending,
    kind: 'scale' | 'yesno',
    degrees: DegreeReader,
  ): ReadAnswer | undefined {
    const { ruled, ...said } = settled(words, question, kind)
    const { value, chance, unclear } = degrees.read(said, question, kind)
    const isRuled = ruled && 'value' in ruled
    // what both say, and say alike, is likelier meant as an answer
    const isBoth = isRuled && ruled.value === value
    const isNear = isRuled && halfOf(ruled.value) === halfOf(value)
    if (unclear > (isBoth ? UNCLEAR_BESIDE_RULES : UNCLEAR_FROM)) return isRuled ? UNCLEAR : undefined
    if (chance < (isNear ? SURE_BESIDE_RULES : SURE_OF[kind])) return UNCLEAR
    if (chance < SURE_AGAINST_RULES && isOpposite(value, words, question, ruled)) return UNCLEAR
    return {
      value: options.find((option) => option.value === value)?.value ?? options[value === 'yes' ? 0 : 1]!.value,
    }
  }

  /** The same for an option. */
  function optionLike(text: string, words: string, shown: Pending['options'], named: Named, choices: ChoiceReader) {
    const labels = shown.map(({ label }) => label)
    const { at, chance, none } = choices.read(text, labels, named)
    const isFarfetched = isPutAsQuestion(words) || leavesOpen(labels[at]!)
    const sure = isFarfetched ? SURE_THOUGH_ASKED : SURE_OF_AN_OPTION
    if (none > NONE_FROM) return typeof named === 'string' ? undefined : UNCLEAR
    return chance >= sure ? { value: shown[at]!.value } : UNCLEAR
  }

  function cluesIn(text: string, question: string, kind: 'scale' | 'yesno'): Clued {
    const { words, clues } = settled(withoutEcho(plain(text)), question, kind)
    return { words, clues }
  }

  /** What an answer settles on, if the rules read any there; else all of it. */
  function settled(all: string, question: string, kind: 'scale' | 'yesno'): Clued & { ruled: ReadAnswer | undefined } {
    const options = kind === 'scale' ? SCALE : YES_NO
    const ruledBy = (words: string) => byRules(words, { slot: 'fit.', question, kind, options }, options)
    const end = conclusionOf(all)
    const ended = end === undefined ? undefined : ruledBy(end)
    const [words, ruled] = end !== undefined && ended && 'value' in ended ? [end, ended] : [all, ruledBy(all)]
    return { words, ruled, clues: cluesOf(words, question, ruled) }
  }

  function namedIn(text: string, question: string, labels: readonly string[]): Named {
    const options = labels.map((label, at) => ({ value: String(at), label }))
    const words = withoutEcho(plain(text))
    return namedBy(byRules(words, { slot: 'fit.', question, kind: 'choice', options }, options), words, options)
  }

  /** Of several sentences, one may be nothing but a place or a degree: 「一番下。すぐ飽きます」. */
  function readSentences(words: string, shown: Pending['options']): ReadAnswer | undefined {
    const sentences = words.split(/[、。.!！…\s]+/).filter((one) => fold(one) !== '')
    if (sentences.length < 2) return undefined
    for (const sentence of sentences) {
      const place = sentence.length <= 8 ? byPlace(sentence, shown) : undefined
      if (place && 'value' in place) return place
    }
    const degrees = sentences.flatMap((sentence) => readBareDegree(fold(sentence)) ?? [])
    return degrees.length === 1 ? degrees[0] : undefined
  }
}

/** Which half of the scale; undefined in its middle. */
const halfOf = (value: string) => ({ 5: 1, 4: 1, yes: 1, 2: -1, 1: -1, no: -1 })[value]

/** Whether the rules hear yes where no is read, or no where yes is. */
function isOpposite(value: string, words: string, question: string, ruled: ReadAnswer | undefined): boolean {
  const says = agreement(fold(words), question)
  const heard =
    ruled && 'value' in ruled ? halfOf(ruled.value) : says === 'agrees' ? 1 : says === 'disagrees' ? -1 : undefined
  const half = halfOf(value)
  return heard !== undefined && half !== undefined && heard !== half
}

function cluesOf(words: string, question: string, ruled: ReadAnswer | undefined): string[] {
  const folded = fold(words)
  const is = `#is ${ruled && ('value' in ruled ? ruled.value : ruled.problem)}`
  const says = `#says ${agreement(folded, question)}`
  const length = `#length ${lengthOf(words)}`
  const does = `#does ${agreementOfDoing(folded)}`
  return [is, says, does, length, `#asks ${isAsking(words)}`, is + says, is + length, is + does]
}

function namedBy(ruled: ReadAnswer | undefined, words: string, shown: Pending['options']): Named {
  if (!ruled || !('value' in ruled)) return ruled?.problem ?? 'nothing'
  const at = shown.findIndex(({ value }) => value === ruled.value)
  return { at, how: `${ruled.weight ?? 3} ${lengthOf(words)}` }
}

/** An answer, or the end of a long one, which its reasons lead up to; undefined for what is too long to be any. */
function shortened(words: string): string | undefined {
  if ([...words].length <= LONGEST) return words === '' ? undefined : words
  const end = conclusionOf(words)
  return end !== undefined && end.length <= LONGEST ? end : undefined
}
