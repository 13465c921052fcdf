/** LINE's limits (https://developers.line.biz/en/reference/messaging-api/, https://developers.line.biz/en/docs/messaging-api/text-character-count/). */
export const TEXT = 5000
export const LABEL = 20
export const FLEX_LABEL = 40
export const QUICK_REPLIES = 13
export const DISPLAY_TEXT = 300
export const ALT_TEXT = 1500
export const SENDER = 20
export const OBJECTS_PER_CALL = 5

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** At most so many graphemes, as LINE counts labels. */
export function cutGraphemes(text: string, most: number): string {
  // a grapheme has at least one unit: most labels need not be taken apart
  if (text.length <= most) return text
  const graphemes = Array.from(segmenter.segment(text), ({ segment }) => segment)
  return graphemes.length <= most ? text : `${graphemes.slice(0, most - 1).join('')}…`
}

/** At most so many UTF-16 units, as LINE counts texts, without half a letter at the end. */
export function cutUnits(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

/** Parts of at most so many UTF-16 units, cut between lines or sentences where there is one; nothing is lost. */
export function splitUnits(text: string, most: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > most) {
    const head = rest.slice(0, most)
    const at = Math.max(head.lastIndexOf('\n') + 1, head.lastIndexOf('。') + 1)
    let end = at > most / 2 ? at : most
    if (/[\ud800-\udbff]/.test(rest[end - 1] ?? '')) end--
    parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  if (rest !== '') parts.push(rest)
  return parts
}
