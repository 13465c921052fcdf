import { cellText, type Report, type Table } from './figures.ts'

/** The report for a terminal. */
export const reportText = (report: Report): string =>
  [`${report.from} 〜 ${report.to}`, ...report.tables.map(tableText)].join('\n\n')

function tableText({ title, columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => row.map(cellText))]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ''))))
  const drawn = lines.map((line) => line.map((cell, at) => cell + ' '.repeat(widths[at]! - widthOf(cell))).join('  '))
  return [
    `== ${title}`,
    ...drawn.map((line) => line.trimEnd()),
    ...(rows.length === 0 ? ['(まだありません)'] : []),
  ].join('\n')
}

/** Japanese letters take two places. */
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2000' ? 2 : 1), 0)
