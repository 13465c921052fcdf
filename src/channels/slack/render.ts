import type { KnownBlock } from '@slack/types'
import type { Choice, Outbound } from '../channel.ts'
import {
  BLOCKS,
  BUTTON,
  BUTTONS_PER_ROW,
  cut,
  DIALOG_BUTTON,
  DIALOG_TEXT,
  DIALOG_TITLE,
  FIELDS,
  HEADER,
  SECTION,
  split,
  TEXT,
} from './limits.ts'
import { type LinkTo, nowhere, withLinks } from './links.ts'
import { escaped, linked } from './mrkdwn.ts'

export interface Rendered {
  /** The whole message in words: phones show it in notifications. */
  readonly text: string
  readonly blocks: KnownBlock[]
}

/** A block with the words it stands for. */
interface Piece {
  readonly block: KnownBlock
  readonly words: string
  /** Markup of ours, as it is: nothing a person wrote. */
  readonly markup?: string
}

type Fact = Extract<Outbound, { kind: 'card' }>['facts'][number]

/** Steps of a bar. */
const STEPS = 5
/** Facts up to this stand side by side. */
const SHORT_FACT = 40

/** Messages as Slack shows them best. */
export function render(message: Outbound, linkTo: LinkTo = nowhere): Rendered[] {
  switch (message.kind) {
    case 'settled':
    case 'awaiting':
      return []
    case 'text': {
      const { speaker, leads } = message
      const said = leads?.length ? leading(message.text, leads, linkTo) : plain(message.text)
      // stars in a name would end the bold type
      const name = speaker
        ? [{ block: section(`*${escaped(speaker.replaceAll('*', ''))}*`), words: `${speaker}：` }]
        : []
      return pack([...alert(message.mention), ...name, ...said], message.choices)
    }
    case 'result': {
      const bars = message.bars.map(({ label, level, band }) => `${bar(level)}  ${label}  ${band}`)
      return pack(
        [header(message.title), ...plain(bars.join('\n')), ...message.paragraphs.flatMap(plain)],
        message.choices,
        message.text,
      )
    }
    case 'card':
      return pack([header(message.title), ...facts(message.facts)], message.choices, message.text)
  }
}

/** As many messages as the blocks need; the buttons stand on the last. `text` says all of it at once. */
function pack(pieces: readonly Piece[], choices: readonly Choice[] = [], text?: string): Rendered[] {
  const rows = buttons(choices)
  const packed: Rendered[] = []
  const room = BLOCKS - rows.length
  for (let at = 0; at < Math.max(1, pieces.length); at += room) {
    const shown = pieces.slice(at, at + room)
    const isLast = at + room >= pieces.length
    const words = (at === 0 && text) || shown.map((piece) => piece.words).join('\n')
    const markup = shown.map((piece) => piece.markup ?? '').join('')
    packed.push({
      text: markup + escaped(cut(words.trim() || '…', TEXT - markup.length)),
      blocks: [...shown.map((piece) => piece.block), ...(isLast ? rows : [])],
    })
  }
  return packed
}

const header = (title: string): Piece => ({
  block: { type: 'header', text: { type: 'plain_text', text: cut(title, HEADER) } },
  words: title,
})

// verbatim: a person's 「@here」 stays words, and alerts nobody
const section = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
  expand: true,
})

/** Alerts a person, a group, or all who are present (https://docs.slack.dev/messaging/formatting-message-text#mentions); nobody by any other word. */
function alert(mention: string | undefined): Piece[] {
  const markup =
    mention === 'here'
      ? '<!here>'
      : /^[UW][A-Z0-9]{2,}$/.test(mention ?? '')
        ? `<@${mention}>`
        : /^S[A-Z0-9]{2,}$/.test(mention ?? '')
          ? `<!subteam^${mention}>`
          : undefined
  return markup ? [{ block: section(markup), words: '', markup: `${markup} ` }] : []
}

const plain = (words: string): Piece[] =>
  split(words.trim() === '' ? '…' : words, SECTION, (letter) => [...escaped(letter)].length).map((part) => {
    const shown = linked(part)
    return { block: section([...shown].length > SECTION ? escaped(part) : shown), words: part }
  })

function leading(...given: Parameters<typeof withLinks>): Piece[] {
  const parts = withLinks(...given)
  // a line too long for a section is cut like any other text
  if (parts.some(({ markup }) => [...markup].length > SECTION)) return plain(given[0])
  return parts.map(({ words, markup }) => ({ block: section(markup), words }))
}

function bar(level: number): string {
  const filled = Math.max(0, Math.min(STEPS, Math.round(level)))
  return '▰'.repeat(filled) + '▱'.repeat(STEPS - filled)
}

/** Short facts stand side by side, long ones below each other. */
function facts(all: readonly Fact[]): Piece[] {
  const pieces: Piece[] = []
  let row: Fact[] = []
  const flush = () => {
    if (row.length === 0) return
    pieces.push({
      block: {
        type: 'section',
        fields: row.map(({ label, value }) => ({
          type: 'mrkdwn',
          text: `*${escaped(label)}*\n${linked(value) || '—'}`,
          verbatim: true,
        })),
      },
      words: row.map(inWords).join('\n'),
    })
    row = []
  }
  for (const fact of all) {
    const isShort = [...`${fact.label}${fact.value}`].length <= SHORT_FACT && !fact.value.includes('\n')
    if (!isShort || row.length === FIELDS) flush()
    if (isShort) row.push(fact)
    else pieces.push(...long(fact))
  }
  flush()
  return pieces
}

function long(fact: Fact): Piece[] {
  const label = `*${escaped(cut(fact.label, HEADER))}*`
  const value = linked(fact.value)
  return [...value].length + [...label].length < SECTION
    ? [{ block: section(`${label}\n${value}`), words: inWords(fact) }]
    : [{ block: section(label), words: fact.label }, ...plain(fact.value)]
}

const inWords = ({ label, value }: Fact) => `${label}：${value}`

function buttons(choices: readonly Choice[]): KnownBlock[] {
  const rows: KnownBlock[] = []
  const shown = choices.slice(0, (BLOCKS - 5) * BUTTONS_PER_ROW)
  for (let at = 0; at < shown.length; at += BUTTONS_PER_ROW) {
    rows.push({
      type: 'actions',
      elements: shown.slice(at, at + BUTTONS_PER_ROW).map((choice, index) => element(choice, at + index)),
    })
  }
  return rows
}

function element(choice: Choice, index: number) {
  const style = choice.style ? { style: choice.style } : {}
  const text = { type: 'plain_text' as const, text: cut(choice.label, BUTTON) }
  if (choice.pick) {
    return {
      type: 'datetimepicker' as const,
      action_id: `pick:${choice.id}`,
      initial_date_time: Math.floor(Date.parse(`${choice.pick.initial}:00+09:00`) / 1000),
    }
  }
  if (choice.url) return { type: 'button' as const, action_id: `url:${index}`, text, url: choice.url }
  const verb = choice.form ? `form:${choice.form}` : 'choice'
  // action ids are unique in a message; the choice itself travels in the value
  const confirm = choice.confirm ? { confirm: dialog(choice.label, choice.confirm) } : {}
  return { type: 'button' as const, action_id: `${verb}:${index}`, text, value: choice.id, ...style, ...confirm }
}

/** Asked by Slack itself before it tells of the press (https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object). */
function dialog(label: string, { text, keep }: NonNullable<Choice['confirm']>) {
  const words = (said: string, most: number) => ({ type: 'plain_text' as const, text: cut(said, most) })
  return {
    title: words(label, DIALOG_TITLE),
    text: words(text, DIALOG_TEXT),
    confirm: words(label, DIALOG_BUTTON),
    deny: words(keep, DIALOG_BUTTON),
  }
}

/** The question that stood on a button, with the answer given instead of the buttons. */
export function renderSettled(question: string, answer: string): Rendered {
  const words = `${question}\n→ ${answer}`
  return { text: escaped(cut(words, TEXT)), blocks: plain(words).map((piece) => piece.block) }
}
