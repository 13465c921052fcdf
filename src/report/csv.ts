import { cellText, type Table } from './figures.ts'

/** Spreadsheets run a cell that begins so as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** A table as spreadsheets read it: UTF-8 with the mark that Excel needs for Japanese. */
export function tableCsv(table: Table): string {
  const lines = [table.columns, ...table.rows.map((row) => row.map(cellText))]
  return `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
}

function quoted(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
