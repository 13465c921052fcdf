/** The fewest people or times a figure may stand for: smaller ones could point at a person. */
export const FEWEST = 5

/** A count that may be shown, or that there are too few. */
export type Count = number | 'few'

export const shown = (count: number | undefined): Count => {
  const whole = Number(count ?? 0)
  return whole < FEWEST ? 'few' : whole
}

/** Part of a whole in percent, where both may be shown. */
export const share = (part: Count, whole: Count): string =>
  part === 'few' || whole === 'few' ? '' : `${Math.round((100 * part) / whole)}%`

export interface Table {
  /** Names the table in addresses and files. */
  readonly id: string
  readonly title: string
  readonly note?: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** How a page draws it: bars of the first count, or lines over days. */
  readonly chart?: 'bars' | 'lines'
}

export type Cell = Count | string

export interface Report {
  /** Days in Japan, both within. */
  readonly from: string
  readonly to: string
  readonly tables: readonly Table[]
}

export const cellText = (cell: Cell): string => (cell === 'few' ? `${FEWEST}未満` : String(cell))
