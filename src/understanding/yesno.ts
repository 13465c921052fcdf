import type { Lexicon } from './lexicon.ts'
import { fold, plain } from './normalize.ts'

/** Longer is more than a yes or no. */
const LONGEST = 24

/** Said around a yes or no without changing it. */
const AROUND = [
  'です ですね ですよ でしょ ます だ だよ だね よ ね な なあ わ さ で と思います お願いします お願い おねがいします ください',
  'けど んで っす す やで や ねん ぜ ぞ もん w 笑 それ これ そう あ え えっと まあ じゃあ では もう ほんとに 本当に 今 今回は 今は 今日は',
  'やっぱ やっぱり すみません すいません ごめんなさい ごめん ありがとうございます ありがとう の ん ので とく しとく ちょっと 全然 っ 全部 ぜんぶ すべて 内容 こちら こっち ほう 方',
  'そいで ほいで ほんで ほな ばい けん たい っちゃ とよ べ だべ じゃ がな わい がね',
]
  .flatMap((line) => line.split(' '))
  .map(fold)
  .concat('ー')

/**
 * Reads a bare yes or no. The whole message must be made of such words: 「いえ、
 * 大丈夫です」 is a no, for a clear no beside a polite word decides.
 */
export function createYesNoReader(lexicon: Lexicon) {
  const pictures = new Map<string, 'yes' | 'no'>()
  const words: { word: string; says: 'yes' | 'no' | undefined }[] = AROUND.map((word) => ({ word, says: undefined }))
  for (const says of ['yes', 'no'] as const) {
    for (const word of lexicon[says]) {
      const folded = fold(word)
      // emoji do not survive folding: they are compared as they are
      if (folded === '') pictures.set(plain(word), says)
      else words.push({ word: folded, says })
    }
  }
  const byFirst = Map.groupBy(words, ({ word }) => word[0]!)

  return (text: string): 'yes' | 'no' | undefined => {
    const bare = plain(text)
    if ([...bare].length > LONGEST || /[?？]/.test(bare)) return undefined
    const folded = fold(bare)
    const pictured = [...pictures].find(([picture]) => bare.includes(picture))?.[1]
    if (folded === '') return pictured
    const said = readWords(folded)
    // 「🙆で」: words that say nothing leave it to the picture
    return said === 'nothing' ? pictured : said
  }

  function readWords(folded: string): Said | undefined {
    // the fewest words that reach a letter, by what they said: 「間違いない」 is one word, not a no and more
    const fewest: (Record<Said, number> | undefined)[] = [{ yes: Infinity, no: Infinity, nothing: 0 }]
    for (let at = 0; at < folded.length; at++) {
      const before = fewest[at]
      if (!before) continue
      for (const { word, says } of byFirst.get(folded[at]!) ?? []) {
        if (!folded.startsWith(word, at)) continue
        // 「ノー」 and 「り」 are one letter when folded: in a longer text it belongs to other words, as in 「そうなの」
        if (says && word.length === 1 && folded !== word) continue
        const after = fewest[at + word.length] ?? { yes: Infinity, no: Infinity, nothing: Infinity }
        fewest[at + word.length] = after
        for (const said of ['yes', 'no', 'nothing'] as const) {
          const together = said === 'no' || says === 'no' ? 'no' : (says ?? said)
          after[together] = Math.min(after[together], before[said] + 1)
        }
      }
    }
    const read = fewest[folded.length]
    if (!read) return undefined
    if (read.no === Infinity && read.yes === Infinity) return 'nothing'
    return read.no <= read.yes ? 'no' : 'yes'
  }
}

type Said = 'yes' | 'no' | 'nothing'
