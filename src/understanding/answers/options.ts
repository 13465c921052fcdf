import { fold } from '../normalize.ts'
import type { Pending } from '../understood.ts'
import { byAmount } from './amounts.ts'
import { type ReadAnswer, SEVERAL, UNCLEAR } from './read-answer.ts'
import { createEar, type Ear, evened, partHeard, type SoundOf, type Sounds } from './sounds.ts'

type Option = Pending['options'][number]

/** What in a text speaks for an option, and how plainly: 3 its name, 2 a word of like meaning, 1 a piece of its name, less a word akin to one. */
interface Evidence {
  readonly option: Option
  readonly word: string
  readonly weight: number
}

/** What was said, to what. */
interface Said {
  readonly folded: string
  readonly question: string
  /** Undefined where nothing is in kana. */
  readonly ear: Ear | undefined
  /** How the question sounds. */
  readonly asked: () => string
}

const ANY =
  /(どれ|なん|何|どちら|どっちゃ?|どこ|いつ|[何なん]+じ|何時|どんな.{1,4}|どの.{1,4})でも(?!な)|お?(まかせ|任せ)|こだわ(りな|らな|らん|らへん|りません|り(は|も)?(ない|あり))|問わな|気にしな|気にしません|特に(希望|こだわり)?(は)?な/
/** An option that leaves it open, by its label. */
const LEAVES_OPEN =
  /(どれ|なん|何|どちら|どっち|どこ|いつ|どの.{1,6}|どんな.{1,6})でも|どちらとも|その中間|問わない|こだわらない|こだわりな|(お)?まかせ/
export const leavesOpen = (label: string) => LEAVES_OPEN.test(label)
/** An option that says there is none, by its label. */
const IS_NONE =
  /^0\D|^(特に|とくに|まだ)?(ない|なし|ありません)$|まったくない|全くない|特にない|ひとつもない|(経験|該当|希望)(は)?(なし|ない)|未経験|したことがない|なかった$|^(まったく|全く).*ない$/
const NONE =
  /^(特に(は)?|とくに(は)?|まだ|全然|ぜんぜん|まったく|全く|ほぼ|経験(は|が)?|.{0,10}(こと|も)(は|が|も)?|.{1,6}[はがも])?(ない|ありません|なし|なかった|してない|してません|へん|ぜろ|皆無|さっぱり|まったく|全く|全然|未経験|初心者|素人)(です|だ|っす|ね|な|なあ|よ|かな|かも|けど|と思います|さ|や)*$/
/** Nothing on the list is a trouble. */
const ALL_FINE =
  /(どれ|なん|何|ぜんぶ|全部|どれで|なんで|何で|すべて)(も|でも)?.{0,4}(平気|へいき|大丈夫|だいじょうぶ|いけ|でき|やれ|やり|得意|好き|問題な|苦じゃ|おっけ|ok)/
const TROUBLE = /苦手|嫌|いや|やりたくな|したくな|不安|困|避け|つら|心配|気になる|大変/
const BOTH = /両方|りょうほう|どっちも|どちらも/
const ALL = /全部|ぜんぶ|すべて/
const TORN = /迷う|迷って|まよう|まよって|悩む|悩んで/
/** Names an option to turn it down. */
const TURNED_DOWN =
  /は.{0,4}(ない|ません|へん)(です|な|ので|かな|かも)*$|以外|いがい|じゃな(い|く|け)|は(やめ|避け|出)た|では?ない|は(嫌|いや|無理|むり|苦手|にがて|だめ|ng|ちょっと)|したくない|やりたくない/

type Groups = readonly (readonly string[])[]

/** The reader of answers to a choice: by an option's name, its sound, a like word, a piece or a slip of it. */
export function createOptionReader(concepts: Groups, kin: Groups, soundOf: SoundOf = (text) => text) {
  const [inConcepts, inKin] = [groupedBy(concepts), groupedBy(kin)]
  const wordsOf = rememberedByOptions(wordsFor)
  return (folded: string, shown: readonly Option[], asked = ''): ReadAnswer | undefined => {
    const question = fold(asked)
    const said: Said = {
      folded,
      question,
      ear: /[ぁ-ん]{2}/.test(folded) ? createEar(folded) : undefined,
      asked: once(() => soundIn(question)),
    }
    const either = shown.find((option) => leavesOpen(option.label))
    const none = shown.find((option) => IS_NONE.test(option.label))
    if (none && TROUBLE.test(question) && ALL_FINE.test(folded)) return { value: none.value }
    if (ANY.test(folded))
      return either ? { value: either.value } : none && /特に/.test(folded) ? { value: none.value } : UNCLEAR
    const span = byAmount(folded, shown)
    if (span) return { value: span.value }
    const found = withoutInner(shown.flatMap((option) => evidenceFor(option, shown, said) ?? []))
    if (TORN.test(folded)) return SEVERAL
    const isOpen = either !== undefined && found.every(({ option }) => option === either)
    if (BOTH.test(folded)) return isOpen ? { value: either.value } : SEVERAL
    if (ALL.test(folded)) return isOpen && found.length > 0 ? { value: either.value } : SEVERAL
    const named = found.some(({ option, weight }) => option !== none && weight >= 1.5)
    if (none && NONE.test(folded) && !named) return { value: none.value }
    const [best, ...others] = found.sort((a, b) => b.weight - a.weight || b.word.length - a.word.length)
    if (!best) return undefined
    if (TURNED_DOWN.test(folded) && !TURNED_DOWN.test(fold(best.option.label)) && !/ない|ません/.test(best.word))
      return UNCLEAR
    // a word inside the winning word speaks for nothing of its own
    const rival = others.find(
      ({ word, weight }) =>
        (best.word === word ? weight === best.weight : !best.word.includes(word)) &&
        (weight > 1 || (weight === best.weight && best.weight <= 1)),
    )
    return rival ? SEVERAL : { value: best.option.value, weight: best.weight }
  }

  function soundIn(text: string) {
    return evened(soundOf(text))
  }

  function evidenceFor(
    option: Option,
    shown: readonly Option[],
    { folded, question, ear, asked }: Said,
  ): Evidence | undefined {
    const { names, sounds, pieces, own, like, akin } = wordsOf(option, shown)
    // 「20社」 is not 「0社」
    const name = names.find((one) => folded.includes(one) && !/[0-9]/.test(folded[folded.indexOf(one) - 1] ?? ''))
    if (name) return { option, word: name, weight: 3 }
    const slip = names.find((one) => one.length >= 5 && isSlipOf(folded, one))
    if (slip) return { option, word: folded, weight: 3 }
    const sound = ear && sounds().names.find(ear.hears)
    if (sound) return { option, word: sound, weight: 3 }
    const isSaid = (word: string) => folded.includes(word) && !question.includes(word)
    // the word that is the whole name of the one is but a part of the other's
    const ownSaid = own().find(isSaid)
    if (ownSaid) return { option, word: ownSaid, weight: 2.2 }
    const likeSaid = like().find(isSaid)
    if (likeSaid) return { option, word: likeSaid, weight: 2 }
    const piece = pieces
      .filter(
        (one) => folded.includes(one) && shown.every((other) => other === option || !fold(other.label).includes(one)),
      )
      .sort((a, b) => b.length - a.length)[0]
    if (piece) return { option, word: piece, weight: piece.length > 1 ? 1.5 : 1 }
    const heard = ear && partHeard(ear, sounds(), asked)
    if (heard) return { option, word: heard, weight: 1.5 }
    const isPieceItself = folded.length >= 2 && names.some((one) => one.includes(folded))
    if (isPieceItself && !isInOthers(folded, option, shown)) return { option, word: folded, weight: 1.5 }
    const akinSaid = akin().find(isSaid)
    return akinSaid === undefined ? undefined : { option, word: akinSaid, weight: 0.5 }
  }

  function wordsFor(option: Option, shown: readonly Option[]): OptionWords {
    const names = [option.label, ...(option.also ?? []), ...membersOf(option, shown)].map(fold)
    const pieces = piecesOf(option.label)
    const parts = () => [
      ...names.flatMap(partsOf),
      ...pieces.filter((word) => word.length >= 2 && !isInOthers(word, option, shown)),
    ]
    /** The words in a group with one of these, the longest first. */
    const grouped = (groups: Grouped, words: () => readonly string[], shortest = 1) =>
      once(() =>
        groups(words())
          .filter((word) => word.length >= shortest && !isNameOfOther(word, option, shown))
          .sort((a, b) => b.length - a.length),
      )
    const inKana = (words: readonly string[]) => words.map(soundIn).filter((sound) => sound.length > 1)
    return {
      names,
      sounds: once(() => {
        const others = inKana(shown.flatMap((other) => (other === option ? [] : [other.label])))
        return {
          names: inKana([option.label, ...(option.also ?? [])]),
          pieces: inKana(pieces.filter((word) => word.length > 1)).filter(
            (sound) => !others.some((other) => other.includes(sound)),
          ),
          others,
        }
      }),
      pieces,
      own: grouped(inConcepts, () => names),
      like: grouped(inConcepts, parts),
      akin: grouped(inKin, parts, 3),
    }
  }
}

/** 「車」 in 「電車」: a word inside one that speaks for another option speaks for nothing. */
const withoutInner = (found: readonly Evidence[]): Evidence[] =>
  found.filter(
    ({ word }) => !found.some((other) => other.weight >= 2 && other.word !== word && other.word.includes(word)),
  )

/** The words by which an option is told from those beside it. */
interface OptionWords {
  readonly names: readonly string[]
  /** How names and pieces of them sound. */
  readonly sounds: () => Sounds
  readonly pieces: readonly string[]
  /** Said for its whole name. */
  readonly own: () => readonly string[]
  /** Said for a part of it. */
  readonly like: () => readonly string[]
  /** Somehow akin to a part of it. */
  readonly akin: () => readonly string[]
}

/** Options that name times come and go; those that editors write are fewer. */
const MOST_REMEMBERED = 2000

function rememberedByOptions(make: (option: Option, shown: readonly Option[]) => OptionWords) {
  const known = new Map<string, OptionWords>()
  const nameOf = ({ label, also = [] }: Option) => [label, ...also].join('/')
  return (option: Option, shown: readonly Option[]): OptionWords => {
    const key = [option, ...shown].map(nameOf).join('|')
    const words = known.get(key) ?? make(option, shown)
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(key, words)
    return words
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** All words that share a group with one of some words, in the groups' order. */
type Grouped = (words: readonly string[]) => string[]

function groupedBy(groups: Groups): Grouped {
  const groupsOf = new Map<string, number[]>()
  groups.forEach((group, at) => {
    for (const word of new Set(group)) groupsOf.set(word, [...(groupsOf.get(word) ?? []), at])
  })
  return (words) => {
    const met = new Set(words.flatMap((word) => groupsOf.get(word) ?? []))
    return [...met].sort((a, b) => a - b).flatMap((at) => groups[at]!)
  }
}

/** 「派遣」 in 「契約社員・派遣」: a part between separators, or most of the name. */
function partsOf(name: string): string[] {
  const parts: string[] = []
  const shortest = Math.max(2, Math.ceil(name.length / 3))
  for (let from = 0; from + shortest <= name.length; from++)
    for (let to = from + shortest; to <= name.length; to++) parts.push(name.slice(from, to))
  return parts
}

/** 「短大」 of 「短大・高専」: each of what a name lists is a name, unless another option has it, too. */
const membersOf = (option: Option, shown: readonly Option[]) =>
  option.label
    .split(/[・、/／]/)
    .filter((one, _, { length }) => length > 1 && one.length > 1 && !isInOthers(fold(one), option, shown))

const isNameOfOther = (word: string, option: Option, shown: readonly Option[]) =>
  shown.some((other) => other !== option && fold(other.label) === word)

const isInOthers = (word: string, option: Option, shown: readonly Option[]) =>
  shown.some((other) => other !== option && fold(other.label).includes(word))

/** Kanji and katakana words of a name; ordinary verbs of choosing are none. */
const piecesOf = (label: string) =>
  [...label.matchAll(/お?\p{Script=Han}+[ぁ-ん]?|[ァ-ヴー]{2,}|[A-Za-z]{2,}/gu)]
    .flatMap(([word]) => [fold(word), fold(word.replace(/[ぁ-ん]$/, ''))])
    // 「大手企業」, 「高校卒業」: two words in one
    .concat([...label.matchAll(/\p{Script=Han}{4}/gu)].flatMap(([word]) => [word.slice(0, 2), word.slice(2)]))
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
