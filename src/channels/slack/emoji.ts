/** Slack's texts carry emoji by name, `:wave::skin-tone-2:`; the signs themselves stand in the blocks beside (https://docs.slack.dev/reference/block-kit/block-elements/emoji-element). */
export function withEmoji(text: string, blocks: unknown): string {
  if (!/:[^\s:]+:/.test(text)) return text
  const signs = new Map<string, string>()
  collect(blocks, signs)
  // a name alone would be found in the one with a skin tone, too
  const names = [...signs.keys()].sort((a, b) => b.length - a.length)
  return names.reduce((shown, name) => shown.replaceAll(name, () => signs.get(name)!), text)
}

/** How a text names an emoji: a skin tone stands behind it, unless the name has one. */
export function shortcode(name: string, skinTone: unknown): string {
  const tone = typeof skinTone === 'number' && !name.includes('::') ? `:skin-tone-${skinTone}:` : ''
  return `:${name}:${tone}`
}

const CODES = /^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/
const HIGHEST = 0x10ffff

function collect(node: unknown, signs: Map<string, string>): void {
  if (typeof node !== 'object' || node === null) return
  const { type, name, unicode, skin_tone } = node as Readonly<Record<string, unknown>>
  if (type === 'emoji' && typeof name === 'string' && typeof unicode === 'string' && CODES.test(unicode)) {
    const codes = unicode.split('-').map((code) => Number.parseInt(code, 16))
    if (codes.every((code) => code <= HIGHEST)) signs.set(shortcode(name, skin_tone), String.fromCodePoint(...codes))
  }
  for (const child of Object.values(node)) collect(child, signs)
}
