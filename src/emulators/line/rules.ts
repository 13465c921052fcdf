/**
 * LINE's own rules for messages, as its reference states them
 * (https://developers.line.biz/en/reference/messaging-api/). Written apart from
 * the adapter, so that it can catch the adapter.
 */
export interface Complaint {
  readonly message: string
  readonly property: string
}

type Json = Record<string, unknown>

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const graphemes = (text: string) => [...segmenter.segment(text)].length
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Everything LINE would object to in a list of message objects. */
export function complaintsAbout(messages: unknown): Complaint[] {
  const complaints: Complaint[] = []
  const complain = (property: string, message: string) => complaints.push({ property, message })
  if (!Array.isArray(messages) || messages.length < 1 || messages.length > 5) {
    complain('messages', 'Size must be between 1 and 5')
    return complaints
  }
  for (const [index, message] of messages.entries()) checkMessage(message, `messages[${index}]`)
  return complaints

  function text(
    value: unknown,
    at: string,
    most: number,
    count: (text: string) => number = (one) => one.length,
    least = 1,
  ) {
    if (typeof value !== 'string') complain(at, 'May not be empty')
    else if (count(value) < least || count(value) > most) complain(at, `Length must be between ${least} and ${most}`)
  }

  function checkMessage(message: unknown, at: string) {
    if (!isObject(message)) return complain(at, 'must be an object')
    if (message.type === 'text') text(message.text, `${at}.text`, 5000)
    else if (message.type === 'flex') checkFlex(message, at)
    else if (message.type === 'image')
      for (const key of ['originalContentUrl', 'previewImageUrl']) text(message[key], `${at}.${key}`, 2000)
    else if (message.type === 'sticker')
      for (const key of ['packageId', 'stickerId']) text(message[key], `${at}.${key}`, 20)
    else complain(`${at}.type`, 'unknown message type')
    if (isObject(message.sender) && message.sender.name !== undefined)
      text(message.sender.name, `${at}.sender.name`, 20, graphemes)
    if (message.quickReply !== undefined) checkQuickReply(message.quickReply, `${at}.quickReply`)
    for (const key of Object.keys(message)) {
      if (!KNOWN[message.type as string]?.includes(key)) complain(`${at}.${key}`, 'unknown property')
    }
  }

  function checkQuickReply(quickReply: unknown, at: string) {
    const items = isObject(quickReply) ? quickReply.items : undefined
    if (!Array.isArray(items) || items.length < 1 || items.length > 13)
      return complain(`${at}.items`, 'Size must be between 1 and 13')
    for (const [index, item] of items.entries()) {
      const where = `${at}.items[${index}]`
      if (!isObject(item) || item.type !== 'action') complain(`${where}.type`, 'must be action')
      else checkAction(item.action, `${where}.action`, 20, true)
    }
  }

  function checkAction(action: unknown, at: string, label: number, needsLabel: boolean) {
    if (!isObject(action)) return complain(at, 'must be specified')
    if (needsLabel || action.label !== undefined) text(action.label, `${at}.label`, label, graphemes)
    switch (action.type) {
      case 'postback':
        text(action.data, `${at}.data`, 300)
        if (action.displayText !== undefined) text(action.displayText, `${at}.displayText`, 300, graphemes)
        if (action.text !== undefined && action.displayText !== undefined)
          complain(`${at}.text`, 'cannot be used with displayText')
        return
      case 'message':
        return text(action.text, `${at}.text`, 300)
      case 'uri':
        text(action.uri, `${at}.uri`, 1000)
        if (typeof action.uri === 'string' && !/^(https?|line|tel):/.test(action.uri))
          complain(`${at}.uri`, 'invalid uri scheme')
        return
      case 'datetimepicker':
        return checkPicker(action, at)
      case 'clipboard':
        return text(action.clipboardText, `${at}.clipboardText`, 1000)
      default:
        complain(`${at}.type`, 'unknown action type')
    }
  }

  function checkPicker(action: Json, at: string) {
    text(action.data, `${at}.data`, 300)
    const form = { date: /^\d{4}-\d\d-\d\d$/, time: /^\d\d:\d\d$/, datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d$/ }[
      action.mode as string
    ]
    if (!form) return complain(`${at}.mode`, 'invalid mode')
    for (const key of ['initial', 'min', 'max']) {
      if (action[key] !== undefined && !form.test(String(action[key]))) complain(`${at}.${key}`, 'invalid date format')
    }
    if (action.min !== undefined && action.max !== undefined && String(action.max) <= String(action.min))
      complain(`${at}.max`, 'must be greater than min')
  }

  function checkFlex(message: Json, at: string) {
    text(message.altText, `${at}.altText`, 1500)
    const { contents } = message
    if (!isObject(contents)) return complain(`${at}.contents`, 'must be specified')
    const size = Buffer.byteLength(JSON.stringify(contents))
    if (contents.type === 'bubble') {
      if (size > 30 * 1024) complain(`${at}.contents`, 'bubble is larger than 30 KB')
      checkBubble(contents, `${at}.contents`)
    } else if (contents.type === 'carousel') {
      if (size > 50 * 1024) complain(`${at}.contents`, 'carousel is larger than 50 KB')
      const bubbles = contents.contents
      if (!Array.isArray(bubbles) || bubbles.length < 1 || bubbles.length > 12)
        complain(`${at}.contents.contents`, 'Size must be between 1 and 12')
      else for (const [index, bubble] of bubbles.entries()) checkBubble(bubble, `${at}.contents.contents[${index}]`)
    } else complain(`${at}.contents.type`, 'must be bubble or carousel')
  }

  function checkBubble(bubble: unknown, at: string) {
    if (!isObject(bubble)) return complain(at, 'must be an object')
    for (const part of ['header', 'body', 'footer']) {
      if (bubble[part] !== undefined) checkComponent(bubble[part], `${at}.${part}`, 0)
    }
    if (!['header', 'hero', 'body', 'footer'].some((part) => bubble[part] !== undefined))
      complain(at, 'at least one block must be specified')
    if (
      bubble.size !== undefined &&
      !['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga'].includes(String(bubble.size))
    )
      complain(`${at}.size`, 'invalid size')
  }

  function checkComponent(component: unknown, at: string, depth: number) {
    if (!isObject(component)) return complain(at, 'must be an object')
    switch (component.type) {
      case 'box': {
        if (depth > 9) complain(at, 'nested too deeply')
        if (!['horizontal', 'vertical', 'baseline'].includes(String(component.layout)))
          complain(`${at}.layout`, 'invalid layout')
        if (!Array.isArray(component.contents)) return complain(`${at}.contents`, 'must be specified')
        for (const [index, child] of component.contents.entries())
          checkComponent(child, `${at}.contents[${index}]`, depth + 1)
        return
      }
      case 'text':
        return text(component.text, `${at}.text`, 2000)
      case 'button':
        return checkAction(component.action, `${at}.action`, 40, true)
      case 'image':
        return text(component.url, `${at}.url`, 2000)
      case 'separator':
      case 'filler':
      case 'spacer':
        return
      default:
        complain(`${at}.type`, 'unknown component type')
    }
  }
}

const COMMON = ['type', 'quickReply', 'sender']
const KNOWN: Record<string, string[]> = {
  text: [...COMMON, 'text', 'emojis', 'quoteToken'],
  flex: [...COMMON, 'altText', 'contents'],
  image: [...COMMON, 'originalContentUrl', 'previewImageUrl'],
  sticker: [...COMMON, 'packageId', 'stickerId', 'quoteToken'],
}
