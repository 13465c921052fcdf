/** LINE's own rules for a rich menu and its picture (https://developers.line.biz/en/reference/messaging-api/#rich-menu-object). */
type Json = Record<string, unknown>

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const graphemes = (text: unknown) => (typeof text === 'string' ? [...segmenter.segment(text)].length : 0)

/** The property that is wrong and why; undefined when LINE would take the menu. */
export function richMenuProblem(menu: Json): string | undefined {
  const { width = 0, height = 0 } = (menu.size ?? {}) as { width?: number; height?: number }
  if (width < 800 || width > 2500 || height < 250 || width / height < 1.45) return 'size is invalid'
  if (typeof menu.selected !== 'boolean') return 'selected must be true or false'
  if (graphemes(menu.name) < 1 || graphemes(menu.name) > 300) return 'name must have 1 to 300 characters'
  if (graphemes(menu.chatBarText) < 1 || graphemes(menu.chatBarText) > 14)
    return 'chatBarText must have 1 to 14 characters'
  if (!Array.isArray(menu.areas) || menu.areas.length > 20) return 'areas must be at most 20'
  for (const [index, area] of (menu.areas as Json[]).entries()) {
    const bounds = (area.bounds ?? {}) as Record<'x' | 'y' | 'width' | 'height', number>
    const isInside =
      Object.values(bounds).every((one) => Number.isInteger(one) && one >= 0) &&
      bounds.x + bounds.width <= width &&
      bounds.y + bounds.height <= height
    if (!isInside) return `areas[${index}].bounds must lie inside the menu`
    const problem = actionProblem((area.action ?? {}) as Json)
    if (problem) return `areas[${index}].action.${problem}`
  }
  return undefined
}

function actionProblem(action: Json): string | undefined {
  if (action.label !== undefined && graphemes(action.label) > 20) return 'label must have at most 20 characters'
  if (action.type !== 'postback') return undefined
  if (typeof action.data !== 'string' || action.data.length < 1 || action.data.length > 300)
    return 'data must have 1 to 300 characters'
  if (graphemes(action.displayText) > 300) return 'displayText must have at most 300 characters'
  return undefined
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MOST_BYTES = 1024 * 1024

/** Why LINE would not take the picture; its size is read from its first bytes. */
export function pictureProblem(type: string | string[] | undefined, body: unknown): string | undefined {
  if (type !== 'image/png' && type !== 'image/jpeg') return 'the image must be a JPEG or a PNG'
  if (!Buffer.isBuffer(body) || body.length === 0) return 'the image is empty'
  if (body.length > MOST_BYTES) return 'the image is larger than 1 MB'
  if (type === 'image/jpeg') return undefined
  if (!body.subarray(0, 8).equals(PNG)) return 'the image is not a PNG'
  const width = body.readUInt32BE(16)
  const height = body.readUInt32BE(20)
  return width < 800 || width > 2500 || height < 250 || width / height < 1.45 ? 'the image size is invalid' : undefined
}
