import type { Understood } from './understood.ts'

const CALLED_OFF = '(?:キャンセル(?:は|を)?|取り?消し?(?:は|を)?|取り?止め|(?:取り)?やめ|中止|辞退)'
/** 「取りやめてません」 「キャンセルするとは言ってないです」 「取り消した覚えはありません」 */
const DENIED = new RegExp(
  `${CALLED_OFF}(?:(?:し)?て(?:は)?い?(?:ない|ません|なかった|へん)` +
    `|[^、。!！?？\\s]{0,4}(?:と(?:は|か)?|って|なんて|とも)(?:言|い)って(?:は)?い?(?:ない|ません)` +
    `|[しる]?た?(?:覚え|おぼえ|つもり|わけ)(?:は|が|では|じゃ)?(?:ない|ありません))[^、。!！?？\\s]*`,
  'g',
)

/** What is left of a text without the words that deny it was called off; undefined where it denies nothing of the kind. */
export function besideDenial(text: string): string | undefined {
  const said = text.normalize('NFKC')
  const rest = said.replace(DENIED, ' ')
  return rest === said ? undefined : rest.trim()
}

/** What would end, or call off, what the person says they keep. */
export const callsOff = (understood: Understood): boolean =>
  understood.kind === 'command'
    ? understood.command === 'stop' || understood.command === 'cancel_callback'
    : understood.kind === 'answer' && understood.leaving === true
