import { parseTimeWish, withoutTime } from './datetime.ts'
import { parseEmail } from './email.ts'
import { insteadIn } from './instead.ts'
import { parseName } from './name.ts'
import { plain } from './normalize.ts'
import { parsePhone } from './phone.ts'
import type { Fields } from './understood.ts'

const NUMBER = /\+?\d[\d\-() ]{8,}\d/g
const ADDRESS = /[\w.+%-]+@[\w.-]+/g

/** What of a callback one message holds: 「明日18時に090-…に電話ください、山田です」. */
export function parseFields(text: string, now: number): Fields {
  const better = insteadIn(text)?.but ?? ''
  const phone = parsePhone(better) ?? parsePhone(text)
  const email = parseEmail(better) ?? parseEmail(text)
  const rest = withoutContact(text)
  const time = parseTimeWish(rest, now)
  const name = nameIn(rest)
  return {
    ...(name ? { name } : {}),
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
    ...('ok' in time ? { time: time.ok } : {}),
  }
}

/** A text without its numbers and addresses. */
export const withoutContact = (text: string) =>
  plain(text)
    .replace(/<[^>]*>/g, ' ')
    .replace(/(?<=\d)ー+(?=\d)/g, '-')
    .replace(ADDRESS, ' ')
    .replace(NUMBER, ' ')

const WAYS: readonly (readonly [way: NonNullable<Fields['wish']>, names: string, asked: string])[] = [
  ['chat', 'チャット|LINE|ライン|メッセージ|文字|ここ', ''],
  ['email', 'メール|mail', '|を?(ください|下さい|ほし|お願い)'],
  ['phone', '電話|通話|でんわ', '|を?(ください|下さい|ほし|欲し|お願い|して(?!こ|ほしくな)|もら|かけて)'],
]
const ASKED_FOR = WAYS.map(
  ([way, names, asked]) =>
    [
      way,
      new RegExp(`(${names})(だけ)?((の(ほう|方))?(で|に(し|す|変|かえ)|が(いい|よ|希望)${asked})|のまま)`, 'i'),
    ] as const,
)
const NAMED = WAYS.map(([way, names]) => [way, new RegExp(`^(${names})(の(ほう|方))?[。!！]*$`, 'i')] as const)

/** 「チャットではなくて」 */
const WAY_REFUSED = new RegExp(`(${WAYS.map(([, names]) => names).join('|')})(で)?(じゃ|では|や|で)な[くし]`, 'gi')

/** The way to talk that a text asks for. */
function wayIn(text: string) {
  const words = plain(text).replace(WAY_REFUSED, ' ')
  return ASKED_FOR.find(([, pattern]) => pattern.test(words))?.[0]
}

/** The way to talk that a text names, and says nothing else. */
export const wayNamed = (text: string) => NAMED.find(([, pattern]) => pattern.test(plain(text)))?.[0]

/** What a text that asks for a talk leaves of itself once its time and its name are taken out. */
export function requestIn(text: string, now: number): string {
  const name = nameIn(plain(text))
  return withoutTime(name === undefined ? text : plain(text).replace(name, ' '), now)
}

/** Days that are not for talking to us: 「明日面接なので相談したい」. */
const OTHER_OCCASION = /面接|説明会|選考|試験|テスト|授業|締め?切|入社|インターン|バイト|出勤|セミナー|面談が/

/** Fields of a text that asks for a talk. */
export function parseRequest(text: string, now: number): Fields {
  const { time, ...fields } = parseFields(text, now)
  const wish = wayIn(text)
  return { ...fields, ...(time && !OTHER_OCCASION.test(text) ? { time } : {}), ...(wish ? { wish } : {}) }
}

/** Words that stand before です without being anybody's name. */
const NO_NAME =
  /^(大丈夫|希望|可能|無理|未経験|学生|大学生|高校生|無職|正社員|電話|携帯|番号|連絡先|メール|午後|午前|夕方|夜|朝|昼|今日|明日|明後日|平日|土日|いつでも|以上|相談|予約|お願い|よろしく|初めて|はじめて|営業|経理|事務|人事|販売|接客|不安|心配|本当|結構|了解|失礼|はい|いいえ|最高|元気|[月火水木金土日]曜日?|.*(時|分|日|頃|ごろ|以降|まで|ない|いい|たい|好き|苦手|得意|欲しい|ほしい)|何.*|誰.*|どう.*|そう|こちら|ここ|これ|それ)$/

function nameIn(text: string): string | undefined {
  const instead = insteadIn(text)
  if (!instead) return introducedIn(text)
  const isNamed = /名前|名字|苗字/.test(instead.not)
  return introducedIn(isNamed ? `名前は${instead.but}` : instead.but) ?? introducedIn(instead.not)
}

/** 「息子の名前は」 introduces somebody else. */
function introducedIn(text: string): string | undefined {
  const given =
    /(?:(?<!(?:息子|娘|子|子ども|子供|主人|夫|妻|嫁|弟|妹|兄|姉|彼|彼女|友達|友だち)の)お?名前は|氏名は|名前[:：]|氏名[:：]|(?:私|わたし|僕|俺)は)\s*([^、。,!！\n]{1,20}?)(?:です|(?<![ひえ])で(?=$|お願い|[、。])|と申します|といいます|っす|[、。,!！\n]| (?=電話|tel|メール|mail|希望|連絡|日時)|$)/iu.exec(
      text,
    )?.[1]
  const introduced =
    /([\p{Script=Han}\p{Script=Katakana}ー々]{1,8}[ ]?[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー々]{0,8}?)(?:と申します|といいます|と言います)/u.exec(
      text,
    )?.[1]
  const closing =
    /(?:^|[、。,.!！\s])([\p{Script=Han}\p{Script=Katakana}ー々]{1,5}(?: ?[\p{Script=Han}\p{Script=Katakana}ー々]{1,5})?)(?:です|っす)(?:[、。,.!！\s]|$)/u.exec(
      text,
    )?.[1]
  const found = given ?? introduced ?? closing
  return found && !NO_NAME.test(found.trim()) ? parseName(found) : undefined
}
