/**
 * Takes out what could name a person: addresses, links, numbers of four digits
 * and more, and a name that is given as one. What is left still says what was
 * asked.
 */
export function mask(text: string): string {
  return text
    .normalize('NFKC')
    .slice(0, 500)
    .replace(/[\w.+-]+@[\w.-]+/g, '〈メール〉')
    .replace(/https?:\/\/\S+/g, '〈リンク〉')
    .replace(/@[\w.-]{2,}/g, '〈ID〉')
    .replace(/[+(]?\d[\d\s()ー−-]{2,}\d/g, '〈番号〉')
    .replace(
      /(名前は|氏名は|わたしは|私は|僕は|俺は)[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]{2,12}?(です|と申します|といいます|っす)/gu,
      '$1〈名前〉$2',
    )
    .replace(/[\p{Script=Han}\p{Script=Katakana}ー]{2,8}(と申します|といいます)/gu, '〈名前〉$1')
}
