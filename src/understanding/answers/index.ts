import type { Lexicon } from '../lexicon.ts'
import { fold, plain } from '../normalize.ts'
import type { Pending } from '../understood.ts'
import { agreement, agreementOfDoing, saidOutright } from './agreement.ts'
import { createOptionReader } from './options.ts'
import { byNumber, byPlace, byPosition } from './positions.ts'
import { type ReadAnswer, UNCLEAR } from './read-answer.ts'
import { readScale } from './scale.ts'

export type { ReadAnswer } from './read-answer.ts'

/** An answer is short; more is a story or a question. */
const LONGEST = 40

/** Ways out of an item, which no position or number means. */
const isWayOut = (option: Pending['options'][number]) => option.value === 'unknown' || option.value === 'skip'

/**
 * Reads a free-typed answer to a question with options, by the question's own
 * words. Undefined when the text is about something else. Where it could be
 * two answers, or a doubt, nothing is recorded.
 */
export function createAnswerReader(lexicon: Lexicon, readYesNo: (text: string) => 'yes' | 'no' | undefined) {
  const readOption = createOptionReader(lexicon.concepts.map((group) => group.map(fold)))

  return (text: string, pending: Pending): ReadAnswer | undefined => {
    const words = plain(text)
    const folded = fold(words)
    if ([...words].length > LONGEST || words === '') return undefined
    const shown = pending.options.filter((option) => !isWayOut(option))
    // 👍 agrees, without saying how much
    if (folded === '' && pending.kind === 'scale') {
      const pictured = readYesNo(words)
      return pictured && { value: pictured === 'yes' ? '4' : '2' }
    }
    const exact = pending.options.find((option) =>
      [option.label, ...(option.also ?? [])].some((label) => fold(label) === folded),
    )
    if (exact) return { value: exact.value }
    const byWords =
      wayOut(folded, pending) ??
      (pending.kind === 'scale' ? byNumber(words, shown) : byPosition(words, shown)) ??
      byPlace(words, shown)
    if (byWords) return byWords
    if (isAsking(words) || isStalling(folded)) return UNCLEAR
    if (pending.kind === 'scale') return readScale(folded, pending)
    if (pending.kind === 'yesno') return readYes(folded, words, pending)
    return readOption(folded, shown) ?? UNCLEAR
  }

  function readYes(folded: string, words: string, pending: Pending): ReadAnswer | undefined {
    const yes = pending.options.find((option) => option.value === 'yes') ?? pending.options[0]
    const no = pending.options.find((option) => option.value === 'no') ?? pending.options[1]
    if (!yes || !no) return undefined
    if (pending.slot.startsWith('confirm.')) return readConfirmation(folded, words, pending, yes.value, no.value)
    if (BINDING.test(pending.slot)) return readBinding(folded, words, yes.value, no.value)
    // 「全然いけます」 and 「まったく」 alone lean one way; 「普通」 and 「日による」 none
    if (UNDECIDED.test(folded)) return UNCLEAR
    const agrees = agreement(folded, pending.question) ?? agreementOfDoing(folded)
    if (agrees === 'mixed') return UNCLEAR
    const said = POLITE_NO.test(folded) ? 'no' : agrees ? (agrees === 'agrees' ? 'yes' : 'no') : readYesNo(words)
    if (said) return { value: said === 'yes' ? yes.value : no.value }
    if (/^(いや|まだ)/.test(folded) && folded.length < 10) return { value: no.value }
    const option = pending.options.every(({ label }) => label.length <= 3) ? undefined : readOption(folded, [yes, no])
    return option ?? UNCLEAR
  }

  /** What binds a person takes a yes or no in so many words: 「単純作業わりと好きです」 agrees to nothing here. */
  function readBinding(folded: string, words: string, yes: string, no: string): ReadAnswer | undefined {
    const said = POLITE_NO.test(folded) ? 'no' : readYesNo(words)
    if (said) return { value: said === 'yes' ? yes : no }
    const own = /(同意|申し?込|合って)(.*)$/.exec(folded)
    if (own) return { value: /な[いく]|ません|へん|やめ/.test(own[2]!) ? no : yes }
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

const UNDECIDED =
  /によ(る|り|って)|半々|(?<!時)間[くぐ]らい|微妙|びみょう|どちらとも|どっちとも|どちらでも|どっちでも|両方|普通(です|かな)?$|なんとも|場合|次第|検討中|考え中|迷/
/** 「いや、いいかな」: declining without a word of denial. */
const POLITE_NO =
  /^(いや|いえ|ううん|今は|いまは).{0,4}(いいかな|いいです|いいや|いいわ|大丈夫です|だいじょうぶです|けっこう|結構)$/

/** Passing over an item, or not knowing; an answer only where an option says so. */
function wayOut(folded: string, pending: Pending): ReadAnswer | undefined {
  if (
    /^((この|今の|いまの)(質問|やつ)?は?)?(すきっぷ|とばす|とばし|とばして|飛ばす|飛ばし|飛ばして|ぱす|次|次へ|つぎ|つぎへ|次いこう?|答えたくない|こたえたくない|のーこめんと)(で|する|します|お願いします|したい|たい|です|ください)*$/.test(
      folded,
    )
  ) {
    const skip = pending.options.find((option) => option.value === 'skip')
    return skip ? { value: skip.value } : UNCLEAR
  }
  if (
    !NOT_KNOWING.test(folded) &&
    !/(から|ので|けど).{0,4}(わから|分から|わかり)(ない|ません|ん|へん)(です|な)*$/.test(folded)
  )
    return undefined
  const own =
    pending.options.find((option) => option.value === 'unknown') ??
    pending.options.find((option) => /わからない|わかりません/.test(option.label))
  return own ? { value: own.value } : UNCLEAR
}

const NOT_KNOWING =
  /^(うーん|んー|えー|正直|まだ|よく|ちょっと|今は|いまいち|自分でも|あんまり|全然)*(わからない|分からない|わかんない|分かんない|わかりません|分かりません|わからん|分からん|わからへん|わかんね|しらない|知らない|知らん|不明|さあ|決められない|決めてない|決まってない|覚えて(い)?ない|覚えてません|忘れた|わかりかね(る|ます))(です|な|なあ|ね|わ|よ|かも|かな|けど|っす)*$/

const isAsking = (words: string) =>
  /[?？]|(なん|何|なに)(で|のため)(そ|こ|知|聞|き)|(なに|何)それ|(誰|だれ|何|なん|どれ|どこ)のこと|意味(が|は)?(わから|分から|不明)|どういう|って(何|なに|どこ|どれ|どう|なん)|とは$|(です|ます|でしょう)か[。]?$|教えて|入る\?|ふくま|含ま|なきゃ(だめ|ダメ)|ないと(だめ|ダメ)|いくら(です|もら|く)|どのくらい|どれくらい/.test(
    words,
  )

const isStalling = (folded: string) =>
  /^(うーん|んー|ん|えっと|えーと|いやー?(?=どう|わか|むず)|そうだなあ?|どうだろう?|どうかなあ?|どうかしら|考え中|迷う|まよう|難しい質問|むずい|ちょっと待って|待って|まって|あとで|後で)+(だ|ね|な|なあ|です|る|て|ください|くださいね|かも|かな|どうだろう?|どうかなあ?|ちょっと|答え(ます|る)?)*$/.test(
    folded,
  ) || /待って|まってて|考えさせて|考える時間|あとで答え|後で答え/.test(folded)
