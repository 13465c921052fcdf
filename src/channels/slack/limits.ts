/** Slack's limits, counted in code points (https://docs.slack.dev/reference/block-kit/blocks). */
export const SECTION = 3000
export const BLOCKS = 50
export const BUTTON = 75
export const BUTTONS_PER_ROW = 5
export const HEADER = 150
export const TEXT = 4000
export const OPTION = 75
export const MODAL_TITLE = 24
export const LABEL = 2000

export function cut(text: string, most: number): string {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

/** Parts of at most so many code points, cut between lines where there is one; nothing is lost. */
export function split(text: string, most: number): string[] {
  const parts: string[] = []
  let letters = [...text]
  while (letters.length > most) {
    const line = letters.lastIndexOf('\n', most - 1) + 1
    const end = line > most / 2 ? line : most
    parts.push(letters.slice(0, end).join(''))
    letters = letters.slice(end)
  }
  if (letters.length > 0) parts.push(letters.join(''))
  return parts
}
