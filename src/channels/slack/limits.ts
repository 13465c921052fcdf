/** Slack's limits, counted in code points (https://docs.slack.dev/reference/block-kit/blocks). */
export const SECTION = 3000
export const FIELDS = 10
export const BLOCKS = 50
export const VIEW_BLOCKS = 100
export const BUTTON = 75
export const BUTTONS_PER_ROW = 5
export const HEADER = 150
export const TEXT = 4000
export const OPTION = 75
export const OPTIONS = 100
export const MODAL_TITLE = 24
export const LABEL = 2000
export const DIALOG_TITLE = 100
export const DIALOG_TEXT = 300
export const DIALOG_BUTTON = 30
export const METADATA = 3000

/** A letter of more code points is an attack, and is cut like text. */
const LONGEST_LETTER = 30
const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** Letters as people see them, so that no emoji falls apart where a text is cut. */
const letters = (text: string): string[] =>
  [...segmenter.segment(text)].flatMap(({ segment }) => (segment.length > LONGEST_LETTER ? [...segment] : [segment]))

const size = (text: string) => [...text].length

export function cut(text: string, most: number): string {
  if (size(text) <= most) return text
  let kept = ''
  let used = 0
  for (const letter of letters(text)) {
    used += size(letter)
    if (used > most - 1) break
    kept += letter
  }
  return `${kept}…`
}

/**
 * Parts of at most so many code points, cut after a line where there is one in
 * the second half; nothing is lost. `width` is what a letter takes on its way,
 * escaped letters take more.
 */
export function split(text: string, most: number, width: (letter: string) => number = size): string[] {
  const parts: string[] = []
  let part: string[] = []
  let used = 0
  for (const letter of letters(text)) {
    const wide = width(letter)
    if (used + wide > most) {
      const line = part.lastIndexOf('\n') + 1
      const rest = line > part.length / 2 ? part.splice(line) : []
      parts.push(part.join(''))
      part = rest
      used = rest.reduce((sum, one) => sum + width(one), 0)
    }
    part.push(letter)
    used += wide
  }
  if (part.length > 0) parts.push(part.join(''))
  return parts
}
