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

/** What a person wrote, without Slack's markup: links by their label and where they lead, mentions without brackets. */
export function unwrapped(text: string): string {
  return text
    .replace(/<(?:tel|mailto):([^|>]+)(?:\|([^>]*))?>/g, (_, target: string, label?: string) => label ?? target)
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, (_, address: string, label: string) =>
      // `example.com` is made a link by Slack itself
      label === '' || bare(label) === bare(address) ? label || address : `${label}(${address})`,
    )
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/<[@#!]([^|>]+)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => label ?? id)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
