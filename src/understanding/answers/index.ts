import type { Synonyms } from '../faq/synonyms.ts'
import type { Lexicon } from '../lexicon.ts'
import { fold, plain } from '../normalize.ts'
import type { Pending } from '../understood.ts'
import { agreement, agreementOfDoing, hasOwnMatter, isTroubling, saidOutright } from './agreement.ts'
import { createOptionReader } from './options.ts'
import { amended, byNumber, byPlace, byPosition } from './positions.ts'
import { type ReadAnswer, UNCLEAR } from './read-answer.ts'
import { readBareDegree, readScale } from './scale.ts'

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
export function createAnswerReader(
  lexicon: Lexicon,
  readYesNo: (text: string) => 'yes' | 'no' | undefined,
  { groups, thesaurus }: Synonyms = { groups: [], thesaurus: [] },
) {
  const foldAll = (words: readonly (readonly string[])[]) => words.map((group) => group.map(fold))
  const readOption = createOptionReader(foldAll(lexicon.concepts), foldAll([...groups, ...thesaurus]))

  return (text: string, pending: Pending): ReadAnswer | undefined => {
    const words = withoutEcho(plain(text), pending.question)
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
    const better = amended(words)
    if (better) {
      const place =
        (pending.kind === 'scale' ? byNumber(better, shown) : byPosition(better, shown)) ?? byPlace(better, shown)
      const said = pending.kind === 'yesno' && pending.slot.startsWith('fit.') ? readYesNo(better) : undefined
      if (place ?? said) return place ?? readYes(fold(better), better, pending)
    }
    const instead = pending.kind === 'choice' ? namedInstead(words, pending.question, shown) : undefined
    if (instead) return instead
    const byWords =
      wayOut(folded, pending) ??
      (pending.kind === 'scale' ? byNumber(words, shown) : byPosition(words, shown)) ??
      byPlace(words, shown)
    if (byWords) return byWords
    if (isAsking(words) || isStalling(folded)) return UNCLEAR
    if (pending.kind === 'scale') return readSentences(words, shown) ?? readScale(folded, pending)
    if (pending.kind === 'yesno') return readYes(folded, words, pending)
    return readOption(folded, shown, pending.question) ?? UNCLEAR
  }

  /** 「午前じゃなくて午後」: of two that are named, the one that is not taken back. */
  function namedInstead(words: string, question: string, shown: Pending['options']): ReadAnswer | undefined {
    const [before, after, ...more] = words.split(/じゃなくて?|やなくて|ではなくて?|よりも?/)
    if (!before || !after || more.length > 0) return undefined
    const [refused, meant] = [before, after].map((part) => readOption(fold(part), shown, question))
    return refused && 'value' in refused && meant && 'value' in meant && refused.value !== meant.value
      ? meant
      : undefined
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
  /によ(る|り|って)|半々|(?<!時)間[くぐ]らい|微妙|びみょう|どちらとも|どっちとも|どちらでも|どっちでも|両方|でも.{1,8}でもな|普通(です|かな)?$|なんとも|場合|次第|検討中|考え中|迷/
/** 「いや、いいかな」: declining without a word of denial. */
const POLITE_NO =
  /^(いや|いえ|ううん|今は|いまは).{0,4}(いいかな|いいです|いいや|いいわ|大丈夫です|だいじょうぶです|けっこう|結構)$/

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

/** 「計画？ゼロです」 takes up a word before answering; it asks nothing. */
const withoutEcho = (words: string, question: string) =>
  words.replace(/^([^?？]{1,8})[?？](?=.*[^?？\s])/, (asked, word: string) => (question.includes(word) ? '' : asked))

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
  // 「その場で決められる」 is answered by it
  if (/決め|選/.test(pending.question) && /^.{0,5}(決められ|選べ)/.test(folded) && pending.kind === 'scale')
    return undefined
  if (
    !NOT_KNOWING.test(folded) &&
    !(
      /(決め|選べ|きめ|えらべ)(られ)?(ない|ません|ん|へん)(です|なあ?|わ|よ|ね)*$|決めかね/.test(folded) &&
      !/決め|選/.test(pending.question)
    ) &&
    !/(から|ので|けど).{0,4}(わから|分から|わかり)(ない|ません|ん|へん)(です|な)*$/.test(folded)
  )
    return undefined
  const own =
    pending.options.find((option) => option.value === 'unknown') ??
    pending.options.find((option) => /わからない|わかりません|決めてい?ない|決まってい?ない|未定/.test(option.label))
  return own ? { value: own.value } : UNCLEAR
}

const NOT_KNOWING =
  /^(うーん|んー|えー|正直|まだ|よく|ちょっと|今は|いまいち|自分でも|あんまり|全然)*(わからない|分からない|わかんない|分かんない|わかりません|分かりません|わからん|分からん|わからへん|わかんね|しらない|知らない|知らん|不明|さあ|決められない|決めてない|決まってない|覚えて(い)?ない|覚えてません|忘れた|わかりかね(る|ます))(です|な|なあ|ね|わ|よ|かも|かな|けど|っす)*$/

const isAsking = (words: string) =>
  /[?？]|(なん|何|なに)(で|のため)(そ|こ|知|聞|き)|(なに|何)それ|(誰|だれ|何|なん|どれ|どこ)のこと|意味(が|は)?(わか[らんり]|分か[らんり]|不明|ふめい)|どういう|(どっち|どちら|どれ|何|なに|なん|いつ|どこ|だれ|誰)(?!か|でも|も|と).{0,8}(の|んだろう?)$|って(何|なに|どこ|どれ|どう|なん)|とは$|(です|ます|でしょう)か[。]?$|教えて|入る\?|ふくま|含ま|なきゃ(だめ|ダメ)|ないと(だめ|ダメ)|いくら(です|もら|く)|どのくらい|どれくらい/.test(
    words,
  )

const isStalling = (folded: string) =>
  /^(うーん|んー|ん|えっと|えーと|いやー?(?=どう|わか|むず)|そうだなあ?|どうだろう?|どうかなあ?|どうかしら|考え中|迷う|まよう|難しい質問|むずい|ちょっと待って|待って|まって|あとで|後で)+(だ|ね|な|なあ|です|る|て|ください|くださいね|かも|かな|どうだろう?|どうかなあ?|ちょっと|答え(ます|る)?)*$/.test(
    folded,
  ) ||
  /(また|ので|から|んで|けど)(あとで|後で|後ほど)|また(返|送|連絡|れんらく|来)|待って|まってて|考えさせて|考える時間|あとで答え|後で答え/.test(
    folded,
  )
