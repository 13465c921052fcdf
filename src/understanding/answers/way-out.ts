import type { Pending } from '../understood.ts'
import { type ReadAnswer, UNCLEAR } from './read-answer.ts'

/** Passing over an item, or not knowing; an answer only where an option says so. */
export function wayOut(folded: string, pending: Pending): ReadAnswer | undefined {
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
  /^(うーん|んー|えー|正直|まだ|よく|ちょっと|今は|いまいち|自分でも|あんまり|全然)*(わからない|分からない|わかんない|分かんない|わかりません|分かりません|わからん|分からん|わからへん|わかんね|しらない|知らない|知らん|しらん|知るか|しるか|不明|さあ|決められない|決めてない|決まってない|覚えて(い)?ない|覚えてません|忘れた|わかりかね(る|ます))(です|な|なあ|ね|わ|よ|かも|かな|けど|っす)*$/
