import type { KnownBlock, View } from '@slack/types'
import type { Choice, Form, FormField, Outbound } from '../channel.ts'
import {
  BLOCKS,
  BUTTON,
  BUTTONS_PER_ROW,
  cut,
  HEADER,
  LABEL,
  MODAL_TITLE,
  OPTION,
  SECTION,
  split,
  TEXT,
} from './limits.ts'
import { escaped } from './mrkdwn.ts'

export interface Rendered {
  /** The whole message in words: phones show it in notifications. */
  readonly text: string
  readonly blocks: KnownBlock[]
}

/** Messages as Slack shows them best. */
export function render(message: Outbound): Rendered[] {
  switch (message.kind) {
    case 'settled':
      return []
    case 'text': {
      const words = message.speaker ? `${message.speaker}：\n${message.text}` : message.text
      return pack(sections(words), words, message.choices)
    }
    case 'result': {
      const bars = message.bars.map(
        (bar) => `${'▰'.repeat(bar.level)}${'▱'.repeat(5 - bar.level)}  ${bar.label}  ${bar.band}`,
      )
      return pack(
        [header(message.title), ...sections(bars.join('\n')), ...message.paragraphs.flatMap(sections)],
        message.text,
        message.choices,
      )
    }
    case 'card': {
      const facts = message.facts.map(({ label, value }) => `*${escaped(label)}*\n${escaped(value)}`)
      return pack([header(message.title), ...facts.flatMap((fact) => markdown(fact))], message.text, message.choices)
    }
  }
}

/** As many messages as the blocks need; the buttons stand on the last. */
function pack(content: KnownBlock[], words: string, choices: readonly Choice[] = []): Rendered[] {
  const rows = buttons(choices)
  const packed: Rendered[] = []
  const room = BLOCKS - rows.length
  for (let at = 0; at < Math.max(1, content.length); at += room) {
    const isLast = at + room >= content.length
    const blocks = [...content.slice(at, at + room), ...(isLast ? rows : [])]
    packed.push({ text: escaped(cut(packed.length === 0 ? words.trim() || '…' : '…', TEXT)), blocks })
  }
  return packed
}

const header = (title: string): KnownBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: cut(title, HEADER) },
})
const sections = (words: string): KnownBlock[] => markdown(escaped(words.trim() === '' ? '…' : words))
const markdown = (words: string): KnownBlock[] =>
  split(words, SECTION).map((part) => ({ type: 'section', text: { type: 'mrkdwn', text: part }, expand: true }))

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
  return { type: 'button' as const, action_id: `${verb}:${index}`, text, value: choice.id, ...style }
}

/** The question that stood on a button, with the answer given instead of the buttons. */
export function renderSettled(question: string, answer: string): Rendered {
  const words = `${question}\n→ ${answer}`
  return { text: escaped(cut(words, TEXT)), blocks: sections(words) }
}

/** A form as a modal. `private_metadata` brings its id back. */
export function renderForm(form: Form, target: string): View {
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: JSON.stringify({ form: form.id, target }),
    title: { type: 'plain_text', text: cut(form.title, MODAL_TITLE) },
    submit: { type: 'plain_text', text: cut(form.submit, MODAL_TITLE) },
    close: { type: 'plain_text', text: cut(form.close, MODAL_TITLE) },
    blocks: [...(form.intro ? sections(form.intro) : []), ...form.fields.map(input)],
  }
}

function input(field: FormField): KnownBlock {
  const label = { type: 'plain_text' as const, text: cut(field.label, LABEL) }
  const hint = field.hint ? { hint: { type: 'plain_text' as const, text: cut(field.hint, LABEL) } } : {}
  const common = { type: 'input' as const, block_id: field.name, optional: field.optional ?? false, label, ...hint }
  const action_id = field.name
  switch (field.kind) {
    case 'date':
      return { ...common, element: { type: 'datepicker', action_id } }
    case 'time':
      return { ...common, element: { type: 'timepicker', action_id } }
    case 'email':
      // plain text: our own check speaks Japanese and folds full-width letters
      return { ...common, element: { type: 'plain_text_input', action_id, max_length: 200 } }
    case 'choice':
      return {
        ...common,
        element: {
          type: 'static_select',
          action_id,
          options: (field.options ?? []).slice(0, 100).map(({ value, label: words }) => ({
            value,
            text: { type: 'plain_text', text: cut(words, OPTION) },
          })),
        },
      }
    case 'longtext':
      return { ...common, element: { type: 'plain_text_input', action_id, multiline: true, max_length: 500 } }
    default:
      return { ...common, element: { type: 'plain_text_input', action_id, max_length: 100 } }
  }
}
