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
    return { problem: mend(error.reason, text.split('\n').slice(0, line + 1)), line: line + 1 }
  }
}

/** Full-width signs where YAML wants others: it stumbles over them lines later. */
const WIDE = /^ *[\w.-]+：|^ *\u3000/

/** Its reasons are a parser's: to an editor all but two come to the same. */
function mend(reason: string, lines: readonly string[]): string {
  const quoted = (at: number) => `「${lines[at]?.trim().slice(0, 30)}」`
  const last = quoted(lines.length - 1)
  if (reason.startsWith('duplicated')) return `${last}と同じ名前の項目が、上にもあります。1つにまとめてください。`
  if (reason.includes('input is empty')) return '中身がありません。もとの中身を書いてください。'
  const wide = lines.findLastIndex((one) => WIDE.test(one))
  return wide < 0
    ? `${last}で書き方がくずれています。この行か少し上の、字下げ(空白)、「:」のあとの空白、" や [ ] の閉じ忘れを見てください。`
    : `${last}で書き方がくずれています。${quoted(wide)}の、全角の「：」か空白を、半角に直してください。`
}
