import { insteadIn } from '../instead.ts'
import { fold } from '../normalize.ts'
import type { Pending } from '../understood.ts'
import { leavesOpen } from './options.ts'
import { isNamed, type ReadAnswer, UNCLEAR } from './read-answer.ts'

type Options = Pending['options']
type OptionReader = (folded: string, shown: Options, question: string) => ReadAnswer | undefined

/** 「呼びこむのは無理かな」, 「歩合こわい」, and nothing behind it. What must be there is not refused: 「安定してないと不安」. */
const REFUSED =
  /^((?!.*(?:ないと|なきゃ|なければ))[^、。\s]+?)(?:は|とか|なんて|って(?:やつ)?|が|だと|も)?(?:ちょっと|絶対|まじで|本当に|めっちゃ|なんか|すごく)?(?:無理|むり|苦手|にがて|嫌|(?<=[はがも])いや|やだ|きつい|きつそう|しんどい|しんどそう|できない|できません|避けたい|パス|[怖恐]い|こわい|不安|つらい|辛い|つらそう|疲れる|疲れます|疲れそう|寂しい|さみしい|さびしい|つまらない|つまらなそう|つまんない|退屈|飽きる|飽きそう|続かない|自信ない|自信がない|大変そう|面倒|めんどくさい|以外|(?:じゃ|では?)ない(?:ほう|方)|(?<=は)ちょっと)(?:です|かな|だ|かも|なあ?|っす|ね|な|と思う|と思います|し|w|笑)*[。!！]*$/
/** What is hard, or not to be, is asked for, and named with such words: 「クレームが怖い」. */
const ASKS_FOR_TROUBLE = /苦手|嫌|いや|やりたくな|したくな|不安|困|避け|つら|心配|大変|ストレス|悩|理由|やめ|辞め|ない/

/** Reads which option is meant where another one is named, and turned down. */
export function createTurnedDownReader(readOption: OptionReader) {
  return (words: string, question: string, shown: Options): ReadAnswer | undefined =>
    namedInstead(words, question, shown) ?? leftByRefusing(words, question, shown)

  /** Of two that are named, the one that is not taken back. */
  function namedInstead(words: string, question: string, shown: Options): ReadAnswer | undefined {
    const { not, but } = insteadIn(words) ?? /^(?<not>.+?)よりも?(?<but>.+)$/.exec(words)?.groups ?? {}
    if (!not || !but) return undefined
    const [refused, meant] = [not, but].map((part) => readOption(fold(part), shown, question))
    return refused && 'value' in refused && meant && 'value' in meant && refused.value !== meant.value
      ? meant
      : undefined
  }

  /** Of two, the one that is not refused; of more none, for what is refused is never meant. */
  function leftByRefusing(words: string, question: string, shown: Options): ReadAnswer | undefined {
    if ([question, ...shown.map(({ label }) => label)].some((text) => ASKS_FOR_TROUBLE.test(text))) return undefined
    const before = REFUSED.exec(words)?.[1]
    const refused = before ? readOption(fold(before), shown, question) : undefined
    if (!refused || !('value' in refused) || !isNamed(refused)) return undefined
    const [left, ...others] = shown.filter(({ value, label }) => value !== refused.value && !leavesOpen(label))
    return left && others.length === 0 ? { value: left.value } : UNCLEAR
  }
}
