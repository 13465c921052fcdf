/** Beyond this length nothing is matched: long texts cost time and say nothing more. */
const MATCHED = 1000

const DASHES = /[‐‑‒–—―−－ｰ]/g
/** Letters that every step of `plain` leaves as they are; most messages hold nothing else. */
const IS_PLAIN = /^[0-9A-Za-zぁ-ゖァ-ヺー一-鿿々、。]*$/

/** One width, one kind of dash and space; words stay as they are. */
export function plain(text: string, longest = MATCHED): string {
  const read = text.slice(0, longest)
  if (IS_PLAIN.test(read)) return read
  return read
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/[\u200b\u200c\u200e\u200f]|\u200d|\ufe0e|\ufe0f/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Katakana as hiragana: people type either. */
export const hiragana = (text: string) =>
  text.replace(/[ァ-ヶ]+/g, (letters) => {
    let folded = ''
    for (let at = 0; at < letters.length; at++) folded += String.fromCharCode(letters.charCodeAt(at) - 0x60)
    return folded
  })

/** For comparing whole phrases: one script of kana, no case, no spaces, punctuation or pictures. */
export function fold(text: string): string {
  return hiragana(plain(text).toLowerCase())
    .replace(/[\p{Extended_Pictographic}\p{Emoji_Modifier}]/gu, '')
    .replace(/[\s、。，．,.!！?？・…:;「」『』()（）【】"'“”‘’~〜^_*♪☆★♡/\\]/g, '')
    .replace(/[ー-]+/g, 'ー')
    .replace(/ー+$/g, '')
    .replace(/([ぁぃぅぇぉっ])\1+/g, '$1')
}

const DIGITS: Record<string, number> = { 〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }

/** 「十月二十日」 → 「10月20日」; numbers up to 99, where they count something. */
export function arabic(text: string): string {
  return text.replace(/[一二三四五六七八九〇十]+(?=[月日時分年つ個番週か日間]|か月|ヶ月)/g, (kanji) => {
    if (!kanji.includes('十')) return [...kanji].map((one) => DIGITS[one] ?? '').join('')
    const [tens, units] = kanji.split('十') as [string, string]
    return String((tens ? (DIGITS[tens] ?? 1) : 1) * 10 + (units ? (DIGITS[units] ?? 0) : 0))
  })
}
