import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import satori from 'satori'
import { ICONS } from './icons.ts'
import { type Cell, cellsOf, type Menu, type MenuButton, sizeOf } from './menu-object.ts'

const PAPER = '#eef3f8'
const CARD = '#ffffff'
const INK = '#16324f'
const SOFT = '#5b7188'
const ACCENT = '#1769aa'
const GAP = 22
const PADDING = 44
/** Largest and smallest letters; what is longer than fits breaks into lines of like length. */
const LABEL = [92, 62] as const
const NOTE = [50, 42] as const

type Node = { type: string; props: Record<string, unknown> }
const box = (style: object, ...children: (Node | string)[]): Node => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children: children.length === 1 ? children[0] : children },
})

const require = createRequire(import.meta.url)
/** Letters and kanji come in files of their own; the version is pinned, so the picture is the same everywhere. */
const fonts = (['japanese', 'latin'] as const).flatMap((subset) =>
  ([400, 700] as const).map((weight) => ({
    name: `Noto ${subset}`,
    data: readFileSync(require.resolve(`@fontsource/noto-sans-jp/files/noto-sans-jp-${subset}-${weight}-normal.woff`)),
    weight,
    style: 'normal' as const,
  })),
)

/** Draws a menu: one card a button, its letters as outlines. */
export async function menuSvg(menu: Menu): Promise<string> {
  const cells = cellsOf(menu)
  const size = sizeOf(menu)
  const sheet = box(
    { ...size, background: PAPER, position: 'relative', fontFamily: 'Noto japanese, Noto latin' },
    ...menu.buttons.map((button, at) => card(button, cells[at]!)),
  )
  return await satori(sheet as never, { ...size, fonts })
}

/** PNG in few colours' worth of bytes: far below LINE's 1 MB. */
export function pictureOf(svg: string): Buffer {
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng()
}

function card(button: MenuButton, cell: Cell): Node {
  const [paper, ink, soft] = button.main ? [ACCENT, CARD, '#d6e8f7'] : [CARD, INK, SOFT]
  return box(
    {
      position: 'absolute',
      left: cell.x + GAP,
      top: cell.y + GAP,
      width: cell.width - 2 * GAP,
      height: cell.height - 2 * GAP,
      background: paper,
      borderRadius: 56,
      flexDirection: 'column',
      alignItems: 'center',
      justifyContent: 'center',
      boxSizing: 'border-box',
      padding: PADDING,
    },
    icon(button.icon, button.main ? CARD : ACCENT),
    box(
      {
        fontSize: fitting(button.label, cell.width, LABEL),
        fontWeight: 700,
        color: ink,
        marginTop: 44,
        textAlign: 'center',
        textWrap: 'balance',
        lineHeight: 1.2,
      },
      button.label,
    ),
    ...(button.note
      ? [
          box(
            { fontSize: fitting(button.note, cell.width, NOTE), color: soft, marginTop: 24, textAlign: 'center' },
            button.note,
          ),
        ]
      : []),
  )
}

/** The size at which a text stands in one line, within bounds. */
function fitting(text: string, width: number, [most, least]: readonly [number, number]): number {
  const room = width - 2 * (GAP + PADDING)
  return Math.max(least, Math.min(most, Math.floor(room / [...text].length)))
}

function icon(name: string, pen: string): Node {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${pen}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${ICONS[name]}</svg>`
  const src = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  return { type: 'img', props: { src, width: 250, height: 250 } }
}
