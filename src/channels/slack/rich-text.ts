import { shortcode } from './emoji.ts'
import { escaped } from './mrkdwn.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * A message as it was typed, of the blocks beside its text
 * (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block). The
 * text writes **bold** as `*bold*` and cannot be told from stars that were typed: only the
 * blocks can. Mentions and links stay in Slack's markup. Undefined where there
 * are no such blocks, or one holds what this does not know.
 */
export function fromBlocks(text: string, blocks: unknown): string | undefined {
  if (!Array.isArray(blocks) || blocks.length === 0) return undefined
  const parts: string[] = []
  for (const block of blocks as Json[]) {
    if (block?.type !== 'rich_text') return undefined
    for (const part of listOf(block.elements)) {
      const shown = shownPart(part, text)
      if (shown === undefined) return undefined
      parts.push(shown)
    }
  }
  return parts.map((part) => part.replace(/\n$/, '')).join('\n')
}

const listOf = (value: unknown) => (Array.isArray(value) ? (value as Json[]) : [])

function shownPart(part: Json, text: string): string | undefined {
  if (part.type !== 'rich_text_list') {
    const words = inline(part, text)
    return part.type === 'rich_text_quote' ? words?.replace(/^/gm, '&gt; ') : words
  }
  const first = typeof part.offset === 'number' ? part.offset + 1 : 1
  const items = listOf(part.elements).map((item) => inline(item, text))
  if (items.includes(undefined)) return undefined
  return items.map((item, at) => `${part.style === 'ordered' ? `${first + at}.` : '・'} ${item}`).join('\n')
}

function inline(part: Json, text: string): string | undefined {
  const pieces = listOf(part.elements).map((element) => shownElement(element, text))
  return pieces.includes(undefined) ? undefined : pieces.join('')
}

function shownElement(element: Json, text: string): string | undefined {
  const of = (name: string) => (typeof element[name] === 'string' ? element[name] : undefined)
  switch (element.type) {
    case 'text':
      return escaped(of('text') ?? '')
    case 'link': {
      const [address, label] = [of('url') ?? '', of('text')]
      return `<${escaped(address)}${label ? `|${escaped(label)}` : ''}>`
    }
    case 'user':
      return mention(`@${of('user_id')}`, text)
    case 'channel':
      return mention(`#${of('channel_id')}`, text)
    case 'usergroup':
      return mention(`!subteam^${of('usergroup_id')}`, text)
    case 'broadcast':
      return mention(`!${of('range')}`, text)
    case 'emoji':
      return shortcode(of('name') ?? '', element.skin_tone)
    case 'color':
      return of('value')
    case 'date':
      return of('fallback')
    default:
      return undefined
  }
}

/** As the text has it, where it stands with its name. */
function mention(who: string, text: string): string {
  const at = text.indexOf(`<${who}|`)
  return at < 0 ? `<${who}>` : text.slice(at, text.indexOf('>', at) + 1)
}

const [BEFORE, AFTER] = [String.raw`(?<=^|[\s　。、！？!?「」])`, String.raw`(?=$|[\s　。、！？!?「」])`]
/** Of a pasted text with thousands of marks each would be looked for to the end of its line. */
const LONGEST_MARKED = 300
const MARKED = new RegExp(`${BEFORE}([*_~\`])(?!\\1)(\\S|\\S[^\\n]{0,${LONGEST_MARKED}}?\\S)\\1${AFTER}`, 'gm')

/** Where no blocks tell: marks around whole words, as Slack itself reads them; 「10時~12時」 and a face keep theirs. */
export function withoutMarks(text: string): string {
  const plain = text.replace(/```\n?([\s\S]*?)\n?```/g, '$1').replace(MARKED, '$2')
  return plain === text ? text : withoutMarks(plain)
}
