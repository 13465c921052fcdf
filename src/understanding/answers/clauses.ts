/** What stands before an answer and gives its reason: 「…払うので、」, 「苦手だから」; or what it is preferred to: 「立つより」. */
const REASON =
  /(?:ので|のに|(?<=[なるただいすう])んで|(?<=[だいるたすん])から|けれど(?:も)?|けど|(?<=[すただ])が(?=、)|(?<=[いるただ])し(?=、)|より(?=.{2,}(?:ほう|方)が))[、。\s]*/g
/** A reason that comes after: 「やりたいです、緊張するので」. */
const AFTERTHOUGHT = /^([^、。!！\s]{2,}?)[、。!！\s]+.*(?:ので|のに|んで|から|けど|し)[。ねなw笑!！]*$/
/** A shorter rest is the end of its sentence, but for a digit. */
const SHORTEST = 2

/**
 * What an answer settles on, without its reasons: 「家賃があるので、決まった額が
 * 入るほうが助かります」 speaks of the rent, and means the sum. Undefined where there is no reason.
 */
export function conclusionOf(words: string): string | undefined {
  const before = AFTERTHOUGHT.exec(words)?.[1]
  if (before !== undefined) return before
  const last = [...words.matchAll(REASON)].findLast(
    ({ 0: reason, index }) =>
      words.length - index - reason.length >= SHORTEST || /^[0-9]$/.test(words.slice(index + reason.length)),
  )
  return last && last.index > 0 ? words.slice(last.index + last[0].length) : undefined
}
