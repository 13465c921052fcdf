import type { Pending } from '../understood.ts'
import { type Agreement, agreement, agreementOfDoing, hasOwnMatter, isAside } from './agreement.ts'
import { type ReadAnswer, UNCLEAR } from './read-answer.ts'

// all of these meet folded words: hiragana for katakana, no punctuation
const NEUTRAL =
  /ふつ([うー](?!に.)|$)|普通(?!に.)|半々|はんはん|半分|微妙|びみょう|によ(る|り|って)(?!.{0,3}ない)|けーすばいけーす|どちらとも|どっちとも|どちらでもな|(では|じゃ)(ない|ありません|な[いく]).{0,16}(ほど|わけ)でも(ない|ありません)|どっちでもな|どっちでも|どちらでも|(どっち|どちら|りょうほう|両方)も(だいたい|同じ|おなじ)|同じくらい|真ん中|まんなか|中間|中くらい|五分五分|可もなく不可もなく|まちまち|なんとも(いえ|言え)|何とも(いえ|言え)|次第|とんとん|ぼちぼち|ふぃふてぃ|日替わり|そのとき(どき)?の|ときと場合|(とき|時|こと|日)も.{1,10}(とき|時|こと|日)も|でも.{1,8}でも(な|あ)/
const STRONG =
  /とても|すごく|すごい|すっごい|すっごく|めっちゃ|めちゃ|むっちゃ|めっさ|まさに|まさしく|超|ちょう(?!ど)|ちょー|かなり|完全に|どんぴしゃ|ばっちり|(その|おっしゃる)(とお|通)り|ほんま|ほんと|本当に|まじ|(?<![しりきみいえけれ])がち|それな|えぐ|鬼|くそ|間違いな|もちろん|当然|だいぶ|相当|非常に|いつも|毎回|必ず|100|百|ぴったり|ばり|ぶち|でら|どえらい|ものすごく|ものすごい|もの凄|物凄|絶対|ぜったい|よく(ある|あり|する|しま|しちゃ|やる|やり|なる|なり|言われ)|大好き|だいすき|大の|大好物|中の|秒で|一瞬|断然|だんぜん|もちのろん|当たり前|あたりまえ|完璧|かんぺき|圧倒的|極度|まったくもって|全くもって|しょっちゅう|爆速|しかな|しかしな|すぎ(る|て|です|$)|とてつもな|ないくらい|ないほど|激しく|ごっつ|なまら|わっぜ|すこぶる|ずばり|自信(が|は)?あ|言うまでもな|心から|心底|死ぬほど|何より|極めて|強く|一番|さいこう|最高|どんな時も|大嫌い/
const MILD =
  /まあまあ|わりと|割と|割に|わりかし|ちょっと|ちょい|ちょこっと|少し|すこし|やや|どちらかと|どっちかと|どっちかって|どちらかって|どちらかいう|そこそこ|結構|けっこう|たまに|ときどき|時々|多少|なんとなく|だいたい|大体|おおむね|概ね|かも|まあ|まぁ|ほどほど|いくらか|若干|それなり|気がする|寄り|たぶん|多分|おそらく|ぎり|っぽい|ほうかな|方かな|かな$|かなあ$|かなぁ$|と思う|と思います|気味|やすい|[しりきみいえけれ]がち|そうですね$|一応|っちゃ/
const FEW =
  /あまり|あんまり|あんま|そこまで|そんなに|そんな(?=.{0,6}(ない|へん|ません))|それほど|さほど|たいして|大して|いまいち|いまひとつ|ほとんど|ほぼ(?=.{0,10}(ない|ません|へん))|なかなか|めったに|滅多に|べつに|別に|言うほど|いうほど|特に(?=.{0,6}(ない|ません))|むしろ/
const NONE =
  /まったく(?!もって)|全く(?!もって)|(?<!は)まるで|全然|ぜんっ?ぜん|じぇんじぇん|ちっとも|少しも|すこしも|一切|いっさい|皆無|1み|一み|ありえな|有り得な|みじんも|これっぽっち|さっぱり|ぜろ|からっきし|断じて|一度も|一回も|た(こと|ため?し)(が|は|も)?(な[いく]|ありません)|(絶対|ぜったい)(に)?(?=.{0,8}(ない|無理|むり|嫌|いや))/

const LEANS = /^(どちら|どっち)か(と|って)/
const SHORT = 16

const points = (value: 1 | 2 | 3 | 4 | 5): ReadAnswer => ({ value: String(value) })

/** A step of the scale in one's own words: how far they agree with the statement, and how strongly. */
export function readScale(folded: string, pending: Pending): ReadAnswer | undefined {
  if (/[5五](と|か|や)[1一]|両方(?!(も)?(同じ|おなじ))/.test(folded)) return { problem: 'several' }
  if (NEUTRAL.test(folded)) return points(3)
  const agrees = agreement(folded, pending.question)
  if (!agrees && isAside(folded, pending.question)) return undefined
  if (agrees || !hasOwnMatter(folded, pending.question.replace(/^.*(?:と|たら|れば)、/, '')))
    return readDegree(folded, agrees ?? agreementOfDoing(folded))
  // what is said of another thing is no degree of this one, but a denial in so many words may be
  return NONE.test(folded) || FEW.test(folded) ? readDegree(folded, undefined) : undefined
}

/** A degree that stands alone in its sentence: 「…染みついてるので、とてもです」. */
export const readBareDegree = (folded: string): ReadAnswer | undefined =>
  [STRONG, MILD, FEW, NONE].some((degree) => folded.replace(degree, '').replace(/(です|だ|ね|な|かな|よ)+$/, '') === '')
    ? readDegree(folded, undefined)
    : undefined

/** So short, and by a word that leaves no doubt how far: 「まったく声かけないです」, 「どちらかというと楽しめない」. */
export const isByDegree = (folded: string, question: string): boolean => {
  if (folded.length > SHORT || folded.includes('むしろ')) return false
  const agrees = agreement(folded, question)
  return LEANS.test(folded) ? agrees !== undefined : agrees !== 'agrees' && (NONE.test(folded) || FEW.test(folded))
}

function readDegree(folded: string, agrees: Agreement | undefined): ReadAnswer | undefined {
  if (agrees === 'mixed') return UNCLEAR
  const isFew = FEW.test(folded)
  const isNone = NONE.test(folded)
  const isMild = MILD.test(folded) && !/めっちゃ|めちゃ|とても|すごく|かなり|すっごく|超/.test(folded)
  const isStrong = STRONG.test(folded)
  // 「全然平気」 is a strong yes to a statement about being fine
  if (isNone) return agrees === 'agrees' ? points(5) : points(1)
  if (isFew) return agrees === 'agrees' && /な(い|く)|へん|ません/.test(folded) ? points(4) : points(2)
  if (agrees === 'disagrees')
    return points(isMild ? 2 : isStrong || /^(いいえ|ううん|違|ちが|ちゃう)/.test(folded) ? 1 : 2)
  const isShort = folded.length <= SHORT
  if (isMild) return agrees || folded.length <= 10 ? points(4) : undefined
  if (isStrong) return agrees || isShort ? points(5) : undefined
  if (agrees && isShort)
    return points(
      /^(はい|うん|ええ|そうです|そうだ|せや|そや|いえす|yes|そうそう|それ)|(あて|当て)はま/.test(folded) ? 5 : 4,
    )
  return undefined
}
