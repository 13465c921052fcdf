/**
 * Slack's own rules for blocks and views
 * (https://docs.slack.dev/reference/block-kit/blocks). Written apart from the
 * adapter, so that it can catch the adapter. Lengths count code points.
 */
type Json = Record<string, unknown>

const letters = (value: unknown) => (typeof value === 'string' ? [...value].length : 0)
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Slack's error name for a list of blocks, or undefined when all is well. */
export function blocksError(blocks: unknown, most: number): string | undefined {
  if (!Array.isArray(blocks)) return 'invalid_blocks_format'
  if (blocks.length > most) return 'invalid_blocks'
  const actionIds = new Set<string>()
  return blocks.every((block) => isBlock(block, actionIds)) ? undefined : 'invalid_blocks'
}

function isBlock(block: unknown, actionIds: Set<string>): boolean {
  if (!isObject(block) || letters(block.block_id) > 255) return false
  switch (block.type) {
    case 'section':
      return (
        (block.text === undefined || isText(block.text, 1, 3000)) &&
        (block.fields === undefined ||
          (Array.isArray(block.fields) &&
            block.fields.length <= 10 &&
            block.fields.every((field) => isText(field, 1, 2000))))
      )
    case 'header':
      return isText(block.text, 1, 150) && (block.text as Json).type === 'plain_text'
    case 'context':
      return Array.isArray(block.elements) && block.elements.length >= 1 && block.elements.length <= 10
    case 'divider':
      return true
    case 'actions':
      return (
        Array.isArray(block.elements) &&
        block.elements.length >= 1 &&
        block.elements.length <= 25 &&
        block.elements.every((element) => isElement(element, actionIds))
      )
    case 'input':
      return (
        isText(block.label, 1, 2000) &&
        (block.hint === undefined || isText(block.hint, 1, 2000)) &&
        isElement(block.element, actionIds)
      )
    case 'image':
      return (
        letters(block.image_url) >= 1 &&
        letters(block.image_url) <= 3000 &&
        letters(block.alt_text) >= 1 &&
        letters(block.alt_text) <= 2000
      )
    default:
      return false
  }
}

function isText(text: unknown, least: number, most: number): boolean {
  return (
    isObject(text) &&
    (text.type === 'plain_text' || text.type === 'mrkdwn') &&
    letters(text.text) >= least &&
    letters(text.text) <= most
  )
}

function isElement(element: unknown, actionIds: Set<string>): boolean {
  if (!isObject(element)) return false
  const id = String(element.action_id ?? '')
  if (id.length > 255 || (id !== '' && actionIds.has(id))) return false
  actionIds.add(id)
  switch (element.type) {
    case 'button':
      return (
        isText(element.text, 1, 75) &&
        (element.text as Json).type === 'plain_text' &&
        letters(element.value) <= 2000 &&
        letters(element.url) <= 3000 &&
        (element.confirm === undefined || isDialog(element.confirm))
      )
    case 'datetimepicker':
      return element.initial_date_time === undefined || /^\d{10}$/.test(String(element.initial_date_time))
    case 'datepicker':
      return element.initial_date === undefined || /^\d{4}-\d\d-\d\d$/.test(String(element.initial_date))
    case 'timepicker':
      return element.initial_time === undefined || /^\d\d:\d\d$/.test(String(element.initial_time))
    case 'static_select':
      return areOptions(element.options, 100)
    case 'radio_buttons':
    case 'checkboxes':
      return areOptions(element.options, 10)
    case 'plain_text_input':
      return element.max_length === undefined || Number(element.max_length) <= 3000
    case 'email_text_input':
      return true
    default:
      return false
  }
}

const isDialog = (dialog: unknown) =>
  isObject(dialog) &&
  isText(dialog.title, 1, 100) &&
  isText(dialog.text, 1, 300) &&
  isText(dialog.confirm, 1, 30) &&
  isText(dialog.deny, 1, 30)

const areOptions = (options: unknown, most: number) =>
  Array.isArray(options) &&
  options.length >= 1 &&
  options.length <= most &&
  options.every(
    (option) =>
      isObject(option) && isText(option.text, 1, 75) && letters(option.value) >= 1 && letters(option.value) <= 150,
  )

/** Slack's error name for a modal or home view. */
export function viewError(view: unknown): string | undefined {
  if (!isObject(view)) return 'invalid_arguments'
  if (letters(view.private_metadata) > 3000 || letters(view.callback_id) > 255) return 'invalid_arguments'
  if (view.type === 'modal') {
    for (const part of ['title', 'submit', 'close']) {
      if (view[part] !== undefined && !isText(view[part], 1, 24)) return 'invalid_arguments'
    }
    const hasInput =
      Array.isArray(view.blocks) && view.blocks.some((block) => isObject(block) && block.type === 'input')
    if (view.title === undefined || (hasInput && view.submit === undefined)) return 'invalid_arguments'
  } else if (view.type !== 'home') return 'invalid_arguments'
  return blocksError(view.blocks, 100) ? 'invalid_arguments' : undefined
}
