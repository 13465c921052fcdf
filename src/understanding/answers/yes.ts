import { fold } from '../normalize.ts'
import type { Pending } from '../understood.ts'
import { agreement, agreementOfDoing, hasOwnMatter, isTroubling, saidOutright } from './agreement.ts'
import { type ReadAnswer, UNCLEAR } from './read-answer.ts'
import { readBareDegree } from './scale.ts'

type ReadOption = (folded: string, shown: Pending['options']) => ReadAnswer | undefined

/** The reader of answers to yes-or-no questions: by yes and no, and by what else agrees with what is asked. */
export function createYesReader(readYesNo: (text: string) => 'yes' | 'no' | undefined, readOption: ReadOption) {
  return readYes

  function readYes(folded: string, words: string, pending: Pending): ReadAnswer | undefined {
    const yes = pending.options.find((option) => option.value === 'yes') ?? pending.options[0]
    const no = pending.options.find((option) => option.value === 'no') ?? pending.options[1]
    if (!yes || !no) return undefined
    if (pending.slot.startsWith('confirm.')) return readConfirmation(folded, words, pending, yes.value, no.value)
    if (BINDING.test(pending.slot)) return readBinding(folded, words, yes.value, no.value)
    // 「全然いけます」 and 「まったく」 alone lean one way; 「普通」 and 「日による」 none
    if (UNDECIDED.test(folded)) return UNCLEAR
    if (INTENDED.test(folded) && !/たい|つもり|予定|考え/.test(pending.question)) return UNCLEAR
    // to 「問題ないですか？」 either may be meant
    if (
      /ないですか/.test(pending.question) &&
      !/こと|経験/.test(pending.question) &&
      /^(ある|あります|ない|ないです|なし)$/.test(folded)
    )
      return UNCLEAR
    const agrees = readAgreement(folded, words, pending.question)
    if (agrees === 'mixed') return UNCLEAR
    const said = POLITE_NO.test(folded) ? 'no' : agrees ? (agrees === 'agrees' ? 'yes' : 'no') : readYesNo(words)
    if (said) return { value: said === 'yes' ? yes.value : no.value }
    if (/^(いや|まだ)/.test(folded) && folded.length < 10) return { value: no.value }
    const degree = readBareDegree(folded)
    if (degree && 'value' in degree && !/^(ちょっと|少し|すこし|普通)/.test(folded))
      return { value: degree.value > '3' ? yes.value : no.value }
    const option = pending.options.every(({ label }) => label.length <= 3) ? undefined : readOption(folded, [yes, no])
    return option ?? UNCLEAR
  }

  /** What binds a person takes a yes or no in so many words: 「単純作業わりと好きです」 agrees to nothing here. */
  function readBinding(folded: string, words: string, yes: string, no: string): ReadAnswer | undefined {
    const said = POLITE_NO.test(folded) ? 'no' : readYesNo(words)
    if (said) return { value: said === 'yes' ? yes : no }
    const own = /(?:同意|申し?込|もうしこ|[合あ]って)(.*)$/.exec(folded)
    if (own && DENIES.test(own[1]!)) return { value: no }
    if (own && GOES_THROUGH.test(own[1]!)) return { value: yes }
    const outright = saidOutright(folded)
    return outright && { value: outright === 'agrees' ? yes : no }
  }

  /** What cannot be undone takes a clear yes, or its own verb again; a denial of any kind stops it. */
  function readConfirmation(folded: string, words: string, pending: Pending, yes: string, no: string): ReadAnswer {
    const agrees = agreement(folded, pending.question) ?? agreementOfDoing(folded)
    if (agrees === 'disagrees' || /続け|このまま|そのまま|残し/.test(folded)) return { value: no }
    const said = readYesNo(words)
    if (said) return { value: said === 'yes' ? yes : no }
    return agrees === 'agrees' && /やり直|やりなお|最初から|消し|消す|削除/.test(folded) ? { value: yes } : UNCLEAR
  }
}

const BINDING = /^callback\.(consent|confirm)$/

/** Behind the verb of what binds; what neither goes through with it nor denies it may be anything: 「申し込みは見送ります」. */
const DENIES = /な[いく]|ません|へん|やめ|ねえ|ねー|とらん/
const GOES_THROUGH =
  /^(い|お|を|で|し|み|む|んで?|込み|て|ます|ました|る|た|たい|する|です|よ|ね|わ|な|から|ので|けん|ばい|と思い|っす|り|お願い|おねがい|致|いた|せて|さ|ください|下さい|くれ|もらえ|もらい|いただけ|いただき|頂き|でき|大丈夫|いい|おっけー?|ok)*$/

const UNDECIDED =
  /によ(る|り|って)|半々|(?<!時)間[くぐ]らい|微妙|びみょう|どちらとも|どっちとも|どちらでも|どっちでも|(どちら|どっち)にも|両方|でも.{1,8}でもな|普通(です|かな)?$|なんとも|場合|次第|検討中|考え中|迷/
/** 「いや、いいかな」: declining without a word of denial. */
const POLITE_NO =
  /^(いや|いえ|ううん|今は|いまは).{0,4}(いいかな|いいです|いいや|いいわ|大丈夫です|だいじょうぶです|けっこう|結構)$|^(う[うー]*ん|いや|じゃあ)*(それ)?ならいいや$/

/** What is yet to come, where it is asked how things are. */
const INTENDED = /来[月週年]|これから(?!も)|[おこごそとのぼもろよ]うと?(かな?と)?思|つもり(です|だ|$)/
/** How things are already is how they may stay: no wish for another. */
const CONTENT_AS_IT_IS = /(まま|今の(ところ|仕事|とこ)?)(で|が)(いい|よい|十分|じゅうぶん)/
const OFTEN =
  /毎(日|週|月|年|回)|何(度|回)か?|[0-9一二三](度|回)|(ちょっと|少し|すこし)だけ|たまに|時々|ときどき|しょっちゅう|よく$/

function readAgreement(folded: string, words: string, question: string) {
  // 「土日は休みたいので、あります」: the question's own verb in a sentence of its own
  const last = /[、。.!…]\s*(?:まあ|けっこう|結構|普通に)?((?:あり|ない|なし|ある)[^、。]*)$/.exec(words)?.[1]
  if (last && !/間違い/.test(question) && /(あり|ない|ある)(ます|です)?か?[?？]?$/.test(question))
    return agreementOfDoing(fold(last))
  if (/たい/.test(question) && CONTENT_AS_IT_IS.test(folded)) return 'disagrees'
  const agrees = agreement(folded, question)
  if (agrees) return agrees
  if (/(経験|こと)(は|が)?(あり|ある)/.test(question) && OFTEN.test(folded) && !/な[いかくし]|ません/.test(folded))
    return 'agrees'
  // who has a dog says nothing of what is hard to bear, nor of what is wished for
  if (hasOwnMatter(folded, question))
    return isTroubling(question) || /たい/.test(question) ? undefined : agreementOfDoing(folded)
  const does = agreementOfDoing(folded)
  // who does it finds it bearable: 「引っ越します」 to 「引っ越しは難しいですか」
  if (
    does &&
    does !== 'mixed' &&
    isTroubling(question) &&
    /\p{Script=Han}/u.test(folded.replace(/全然|全く|特に|別に|絶対/g, ''))
  )
    return does === 'agrees' ? 'disagrees' : 'agrees'
  return does
}
