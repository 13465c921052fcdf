/** One limit of a platform and how much of it a message uses. */
export interface LimitUsed {
  readonly what: string
  readonly used: number
  readonly of: number
}

type Json = Record<string, unknown>

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const graphemes = (text: string) => [...segmenter.segment(text)].length
const letters = (text: string) => [...text].length
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every object inside a message, itself first. */
function within(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(within)
  return isObject(value) ? [value, ...Object.values(value).flatMap(within)] : []
}

/** The longest of several texts, if there is one. */
function longest(what: string, of: number, texts: readonly unknown[], count: (text: string) => number): LimitUsed[] {
  const lengths = texts.filter((text) => typeof text === 'string').map((text) => count(text as string))
  return lengths.length === 0 ? [] : [{ what, used: Math.max(...lengths), of }]
}

const units = (text: string) => text.length

/** https://developers.line.biz/en/reference/messaging-api/ */
export function lineLimits(message: Json): LimitUsed[] {
  const contents = isObject(message.contents) ? message.contents : undefined
  const items = isObject(message.quickReply) ? (message.quickReply.items as Json[]) : []
  const quick = items.map((item) => item.action as Json)
  const buttons = within(contents)
    .filter((one) => one.type === 'button')
    .map((one) => one.action as Json)
  const actions = [...quick, ...buttons]
  return [
    ...(message.type === 'text' ? longest('文章 (UTF-16)', 5000, [message.text], units) : []),
    ...longest('altText', 1500, [message.altText], units),
    ...(contents
      ? [
          {
            what: 'Flex (バイト)',
            used: Buffer.byteLength(JSON.stringify(contents)),
            of: (contents.type === 'carousel' ? 50 : 30) * 1024,
          },
        ]
      : []),
    ...(items.length > 0 ? [{ what: 'クイックリプライ', used: items.length, of: 13 }] : []),
    ...longest(
      'クイックリプライの文字',
      20,
      quick.map((one) => one.label),
      graphemes,
    ),
    ...longest(
      'ボタンの文字',
      40,
      buttons.map((one) => one.label),
      graphemes,
    ),
    ...longest(
      'postback data',
      300,
      actions.map((one) => one.data),
      units,
    ),
    ...(isObject(message.sender) ? longest('送信者の名前', 20, [message.sender.name], graphemes) : []),
  ]
}

/** https://docs.slack.dev/reference/block-kit/blocks */
export function slackLimits(
  message: { readonly text?: unknown; readonly blocks?: unknown },
  isView = false,
): LimitUsed[] {
  const blocks = Array.isArray(message.blocks) ? (message.blocks as Json[]) : []
  const of = (type: string) => within(blocks).filter((one) => one.type === type)
  const textOf = (one: Json) => (isObject(one.text) ? one.text.text : undefined)
  const rows = blocks.filter((one) => one.type === 'actions').map((one) => (one.elements as unknown[]).length)
  return [
    ...longest('text', 40_000, [message.text], letters),
    ...(blocks.length > 0 ? [{ what: 'ブロック', used: blocks.length, of: isView ? 100 : 50 }] : []),
    ...longest('見出し', 150, of('header').map(textOf), letters),
    ...longest('section', 3000, of('section').map(textOf), letters),
    ...(rows.length > 0 ? [{ what: '1列のボタン', used: Math.max(...rows), of: 25 }] : []),
    ...longest('ボタンの文字', 75, of('button').map(textOf), letters),
    ...longest(
      'value',
      2000,
      of('button').map((one) => one.value),
      letters,
    ),
  ]
}
