const LONGEST = 50

const BEFORE =
  /^(はじめまして|初めまして|こんにち[はわ]|こんばん[はわ]|おはよう(ございます)?|お世話になります|お疲れ様です|どうも|ども|えっと|えーと|あの|はい|よろしく(お願い|おねがい)(いた|致)?します|よろしく|(わたし|わたくし|私|僕|ぼく|俺|おれ|自分|うち)(の?(名前|なまえ)?は|[、,])|(お)?(名前|なまえ|ナマエ|氏名|しめい|名字|苗字|みょうじ)は|本名は|フルネームは|ニックネームは|(お)?名前[:：]|氏名[:：])[、。,.!！〜ー\s]*/
const AFTER =
  /([、。,.!！〜\s]|です|でーす|でございます|と申します|ともうします|といいます|と言います|っていいます|って言います|と呼んでください|って呼んでください|で(お願い|おねがい)(いた|致)?します|で大丈夫です|でいいです|になります|なんです|だよ|だよー|っす|やで|よろしく(お願い|おねがい)(いた|致)?します|よろしく)$/
/** 「大阪の田中や」: where somebody is from is no part of the name, nor is the dialect behind it. */
const ORIGIN =
  /^[\p{Script=Han}\p{Script=Katakana}ー々]{2,10}の(?=[\p{Script=Han}\p{Script=Katakana}ー々]{1,8}(?: |$))(?!母|父|親|妻|夫|兄|姉|弟|妹|息子|娘|者|子ども)/u
const DIALECT = /(?<=[\p{Script=Han}々]{2})(や(ねん|けど)?|じゃ|だべ|ばい)$/u
const REFUSAL =
  /たくな|ません|しない|できない|わからない|匿名|内緒|ないしょ|秘密|ひみつ|(いや|嫌|イヤ|むり|無理|だめ|ダメ|やめ)(です|だ|$)|^(いや|なし|ない|特に(なし|ない)|パス|スキップ|はい|いいえ|うん|ううん|ok|あとで|後で|また今度|戻る|もどる|やめる|やめます|キャンセル|ヘルプ|メニュー|え|あ|何|なに|誰|だれ|名無し|ななし|テスト|test|(相談|予約)(する|します|したい)?|((相談|予約|申し?込み)(の|を))?(確認|変更|取り?消し|状況)(する|します|したい)?|申し?込(む|みます?)|申し?込みたい|同意(する|します)?|いつでも|何でも(いい)?|なんでも(いい)?)$|必要|個人情報|教え|言えな/
const SENTENCE = /[?？@]|ですか|ますか|って|とは|ください|たい$|けど|から$|\d/

const WITHHELD =
  /匿名|名無し|ななし|(名前|なまえ|本名|氏名|名乗)[^。?？]{0,8}(たくな|嫌|いや|ません(?!か)|無理|むり|なしで|秘密|ひみつ|内緒|ないしょ|伏せ|怖|こわ)/
/** 「名前は言いたくない」 */
export const isWithholdingName = (text: string) => WITHHELD.test(text)

/** A name out of what somebody answered when asked for it; undefined when it is none. */
export function parseName(text: string): string | undefined {
  let name = narrowKana(text.slice(0, 4 * LONGEST))
    // what is copied brings marks along that nobody sees, and some turn the line around
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Cf}|\ufe0e|\ufe0f|[♪☆★♡]/gu, '')
    .replace(/[(（[【][^)）\]】]{0,30}[)）\]】]/g, '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim()
  for (let changed = true; changed; ) {
    const shorter = name.replace(BEFORE, '').replace(AFTER, '').replace(DIALECT, '').replace(ORIGIN, '').trim()
    changed = shorter !== name && shorter !== ''
    if (changed) name = shorter
  }
  if (name === '' || [...name].length > LONGEST) return undefined
  if (REFUSAL.test(name) || SENTENCE.test(name)) return undefined
  return /^[\p{L}\p{M}ー々〆ヶ・'’.\- ]+$/u.test(name) && /\p{L}/u.test(name) ? name : undefined
}

// only what is narrow or wide for want of another keyboard: full NFKC would change rare letters of names
const narrowKana = (text: string) => text.replace(/[\uff01-\uff9f]+/g, (part) => part.normalize('NFKC'))
