import { html } from './view.js'

const entities = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const MARK = /(<[^<>\n]+>|```[\s\S]+?```|`[^`\n]+`|(?<![\w*])\*[^*\n]+\*(?![\w*])|(?<!\w)_[^_\n]+_(?!\w)|~[^~\n]+~)/

/** Slack's own markup as elements: what is text stays text. */
export function Mrkdwn({ text, names = {} }) {
  return text.split(MARK).map((part, index) => (index % 2 === 0 ? entities(part) : marked(part, names, index)))
}

function marked(part, names, key) {
  const inner = part.slice(1, -1)
  if (part.startsWith('<')) {
    const [target, label] = inner.split('|')
    if (target.startsWith('@'))
      return html`<span key=${key} class="slack-mention">@${names[target.slice(1)] ?? target.slice(1)}</span>`
    if (target.startsWith('#')) return html`<span key=${key} class="slack-mention">#${label ?? target.slice(1)}</span>`
    if (target.startsWith('!')) return html`<span key=${key} class="slack-mention">@${label ?? target.slice(1)}</span>`
    // what a person typed must not become a script
    if (!/^(https?|mailto|tel):/.test(target)) return entities(part)
    return html`<a key=${key} href=${entities(target)} target="_blank" rel="noopener">${entities(label ?? target)}</a>`
  }
  if (part.startsWith('```')) return html`<pre key=${key}>${entities(part.slice(3, -3))}</pre>`
  if (part.startsWith('`')) return html`<code key=${key}>${entities(inner)}</code>`
  const nested = html`<${Mrkdwn} text=${inner} names=${names} />`
  if (part.startsWith('*')) return html`<strong key=${key}>${nested}</strong>`
  if (part.startsWith('_')) return html`<em key=${key}>${nested}</em>`
  return html`<s key=${key}>${nested}</s>`
}
