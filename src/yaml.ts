import { load, YAMLException } from 'js-yaml'

/** What a YAML text holds, or what is wrong with it and in which line. */
export function readYaml(
  text: string,
): { readonly data: unknown } | { readonly problem: string; readonly line: number } {
  try {
    return { data: load(text) }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const line = error.mark?.line ?? 0
    return { problem: mend(error.reason, text.split('\n')[line]?.trim().slice(0, 30) ?? ''), line: line + 1 }
  }
}

/** Its reasons are a parser's: to an editor all but two come to the same. */
function mend(reason: string, line: string): string {
  if (reason.startsWith('duplicated')) return `「${line}」と同じ名前の項目が、上にもあります。1つにまとめてください。`
  if (reason.includes('input is empty')) return '中身がありません。もとの中身を書いてください。'
  return `「${line}」で書き方がくずれています。この行か少し上の、字下げ(空白)、「:」のあとの空白、全角の「：」、" や [ ] の閉じ忘れを見てください。`
}
