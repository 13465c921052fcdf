/** Makes a text show as it is: these three are all that Slack's markup needs escaped (https://docs.slack.dev/messaging/formatting-message-text). */
export const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** A web address ends before Japanese text and before the punctuation of the sentence around it. */
const ADDRESS = /https?:\/\/[!-~]+/g

/** Escaped, with web addresses as links: in blocks with `verbatim` Slack makes none of its own. */
export function linked(text: string): string {
  let shown = ''
  let from = 0
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(/[)\]}>"'.,;:!?|<]+$/, '')
    if (/[<>|"]/.test(address)) continue
    shown += `${escaped(text.slice(from, index))}<${escaped(address)}>`
    from = index + address.length
  }
  return shown + escaped(text.slice(from))
}

const bare = (address: string) => address.replace(/^https?:\/\/|\/$/g, '')

const MENTION = /<([@#!])([^|>]+)(?:\|([^>]*))?>/g

/** What is mentioned in a text without telling what it is called: people, channels, groups. */
export const namelessIn = (text: string): string[] => [
  ...new Set(
    Array.from(text.matchAll(MENTION))
      .filter(([, kind, id = '', label]) => kind === '@' || (!label && (kind === '#' || id.startsWith('subteam^'))))
      .map(([, , id = '']) => id),
  ),
]

/**
 * What a person wrote, without Slack's markup: links by their label and where they lead, mentions as Slack shows them,
 * with `names` for what the text itself does not name.
 */
export function unwrapped(text: string, names?: ReadonlyMap<string, string>): string {
  return text
    .replace(/<(?:tel|mailto):([^|>]+)(?:\|([^>]*))?>/g, (_, target: string, label?: string) => label ?? target)
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, (_, address: string, label: string) =>
      // `example.com` is made a link by Slack itself
      label === '' || bare(label) === bare(address) ? label || address : `${label}(${address})`,
    )
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(MENTION, (_, kind: string, id: string, label?: string) => {
      if (kind === '@') return names?.get(id) ?? (label || id)
      if (kind === '#') return label ? `#${label}` : (names?.get(id) ?? id)
      return label || (names?.get(id) ?? `@${id}`)
    })
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
