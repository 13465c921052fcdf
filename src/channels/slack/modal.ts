import type { KnownBlock, View } from '@slack/types'
import type { Form, FormField, MessageRef, ReplyAddress } from '../channel.ts'
import { parseJson } from '../json.ts'
import { cut, LABEL, METADATA, MODAL_TITLE, OPTION, OPTIONS, SECTION, split } from './limits.ts'
import { linked } from './mrkdwn.ts'

/** What a modal brings back: which form it is, whether it was opened at the advisors' desk, and where its answer goes. */
export interface Opened {
  readonly form: string
  readonly isDesk: boolean
  readonly reply?: ReplyAddress | undefined
  /** The message its button stood on. */
  readonly source?: MessageRef | undefined
}

/** A form as a modal (https://docs.slack.dev/surfaces/modals). */
export function renderForm(form: Form, opened: Opened): View {
  const intro = split(form.intro, SECTION / 2).map(
    (part): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text: linked(part), verbatim: true } }),
  )
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: metadata(opened),
    title: { type: 'plain_text', text: cut(form.title, MODAL_TITLE) },
    submit: { type: 'plain_text', text: cut(form.submit, MODAL_TITLE) },
    close: { type: 'plain_text', text: cut(form.close, MODAL_TITLE) },
    blocks: [...intro, ...form.fields.map(input)],
  }
}

/** A message too long to carry along keeps its buttons, which explain themselves when they are pressed. */
function metadata(opened: Opened): string {
  const whole = JSON.stringify(opened)
  return whole.length <= METADATA ? whole : JSON.stringify({ ...opened, source: undefined })
}

/** What the form was opened for; undefined for a view that is none of ours. */
export function openedBy(privateMetadata: string | null | undefined): Opened | undefined {
  const opened = parseJson(privateMetadata ?? '') as Partial<Opened> | null | undefined
  if (typeof opened?.form !== 'string') return undefined
  const { form, isDesk, reply, source } = opened
  return {
    form,
    isDesk: isDesk === true,
    ...(typeof reply?.channel === 'string' ? { reply } : {}),
    ...(typeof source?.channel === 'string' ? { source } : {}),
  }
}

/** Choices that can all be seen at once. */
const FEW = 5

function input(field: FormField): KnownBlock {
  const label = { type: 'plain_text' as const, text: cut(field.label, LABEL) }
  const hint = field.hint ? { hint: { type: 'plain_text' as const, text: cut(field.hint, LABEL) } } : {}
  // errors are shown by block id
  const common = { type: 'input' as const, block_id: field.name, optional: field.optional ?? false, label, ...hint }
  const action_id = field.name
  const options = (field.options ?? []).slice(0, OPTIONS)
  if (field.kind === 'choice' && options.length > 0) {
    const shown = options.map(({ value, label: words }) => ({
      value,
      text: { type: 'plain_text' as const, text: cut(words, OPTION) },
    }))
    // one thing to tick, a few side by side, many in a list
    if (shown.length === 1) return { ...common, element: { type: 'checkboxes', action_id, options: shown } }
    if (shown.length <= FEW) return { ...common, element: { type: 'radio_buttons', action_id, options: shown } }
    return { ...common, element: { type: 'static_select', action_id, options: shown } }
  }
  switch (field.kind) {
    case 'date':
      return { ...common, element: { type: 'datepicker', action_id } }
    case 'time':
      return { ...common, element: { type: 'timepicker', action_id } }
    case 'email':
      // plain text: our own check speaks Japanese and folds full-width letters
      return { ...common, element: { type: 'plain_text_input', action_id, max_length: 200 } }
    case 'longtext':
      return { ...common, element: { type: 'plain_text_input', action_id, multiline: true, max_length: 500 } }
    default:
      return { ...common, element: { type: 'plain_text_input', action_id, max_length: 100 } }
  }
}

type Inputs = Record<
  string,
  {
    readonly value?: string | null
    readonly selected_date?: string | null
    readonly selected_time?: string | null
    readonly selected_option?: { readonly value: string } | null
    readonly selected_options?: readonly { readonly value: string }[]
  }
>

/** What was typed and chosen, by field name; empty fields are left out. */
export function fieldsOf(values: unknown): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, inputs] of Object.entries(values as Record<string, Inputs>)) {
    const input = Object.values(inputs)[0]
    const chosen = input?.selected_option?.value ?? input?.selected_options?.[0]?.value
    const value = input?.value ?? input?.selected_date ?? input?.selected_time ?? chosen
    if (value) fields[name] = value
  }
  return fields
}
