import type { messagingApi } from '@line/bot-sdk'

export interface MenuButton {
  readonly label: string
  readonly note?: string | undefined
  readonly icon: string
  readonly choice: string
  readonly main: boolean
}

export interface Menu {
  readonly bar: string
  readonly buttons: readonly MenuButton[]
}

export interface Cell {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** LINE's two usual sizes (https://developers.line.biz/en/docs/messaging-api/using-rich-menus/). */
const WIDTH = 2500
const LOW = 843
const HIGH = 1686

export const sizeOf = (menu: Menu) => ({ width: WIDTH, height: menu.buttons.length <= 3 ? LOW : HIGH })

/** One row of up to three; four stand two by two; five and six in rows of three. */
export function cellsOf(menu: Menu): Cell[] {
  const count = menu.buttons.length
  const { width, height } = sizeOf(menu)
  const rows = count <= 3 ? [count] : count === 4 ? [2, 2] : [3, count - 3]
  return rows.flatMap((columns, row) =>
    Array.from({ length: columns }, (_, column) => {
      const x = Math.round((column * width) / columns)
      const y = (row * height) / rows.length
      return { x, y, width: Math.round(((column + 1) * width) / columns) - x, height: height / rows.length }
    }),
  )
}

/** The menu as LINE's API takes it. */
export function menuObject(menu: Menu, name: string): messagingApi.RichMenuRequest {
  const cells = cellsOf(menu)
  return {
    size: sizeOf(menu),
    selected: true,
    name,
    chatBarText: menu.bar,
    areas: menu.buttons.map((button, at) => ({
      bounds: cells[at]!,
      action: { type: 'postback', label: button.label, data: button.choice, displayText: button.label },
    })),
  }
}
