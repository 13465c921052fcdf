import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import type { Cell, Table } from './figures.ts'
import { escapeHtml } from './html-text.ts'

const WIDTH = 720
const BAR = 26
const MOST_BARS = 20
const COLOURS = ['#1769aa', '#e07a1f', '#2a8a57']

/** A picture of the table, or nothing where there is nothing to draw. Too small counts are left out, not drawn as none. */
export function chartOf(table: Table): string {
  if (table.chart === 'bars') return bars(table)
  return table.chart === 'lines' ? lines(table) : ''
}

const isCount = (cell: Cell | undefined): cell is number => typeof cell === 'number'

function bars({ title, rows }: Table): string {
  const drawn = rows.filter((row) => isCount(row[1])).slice(0, MOST_BARS)
  if (drawn.length === 0) return ''
  const left = 280
  const x = scaleLinear([0, Math.max(...drawn.map((row) => row[1] as number))], [0, WIDTH - left - 60])
  const body = drawn.map((row, at) => {
    const y = at * BAR
    const width = x(row[1] as number)
    const label = clip(String(row[0]), 21)
    return `<text x="${left - 8}" y="${y + 17}" text-anchor="end">${escapeHtml(label)}</text><rect x="${left}" y="${y + 3}" width="${width.toFixed(1)}" height="${BAR - 8}" rx="3" fill="${COLOURS[0]}"/><text x="${(left + width + 6).toFixed(1)}" y="${y + 17}">${row[1]}</text>`
  })
  return svg(title, drawn.length * BAR, body.join(''))
}

function lines({ title, columns, rows }: Table): string {
  const counts = rows.flatMap((row) => row.slice(1).filter(isCount))
  if (counts.length === 0 || rows.length < 2) return ''
  const height = 220
  const x = scalePoint(
    rows.map((row) => String(row[0])),
    [40, WIDTH - 10],
  )
  const y = scaleLinear([0, Math.max(...counts)], [height, 10]).nice()
  const grid = y
    .ticks(4)
    .map(
      (tick) =>
        `<line x1="40" x2="${WIDTH - 10}" y1="${y(tick)}" y2="${y(tick)}" stroke="#dde5ec"/><text x="34" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
    )
  const drawn = columns.slice(1).map((name, at) => {
    const path = line<readonly Cell[]>()
      .defined((row) => isCount(row[at + 1]))
      .x((row) => x(String(row[0]))!)
      .y((row) => y(row[at + 1] as number))(rows)
    return `<path d="${path ?? ''}" fill="none" stroke="${COLOURS[at]}" stroke-width="2" stroke-linecap="round"/><rect x="${40 + at * 190}" y="${height + 34}" width="12" height="12" fill="${COLOURS[at]}"/><text x="${58 + at * 190}" y="${height + 45}">${escapeHtml(name)}</text>`
  })
  const ends = [rows[0]!, rows.at(-1)!].map(
    (row, at) =>
      `<text x="${x(String(row[0]))}" y="${height + 20}" text-anchor="${at === 0 ? 'start' : 'end'}">${escapeHtml(String(row[0]))}</text>`,
  )
  return svg(title, height + 52, [...grid, ...drawn, ...ends].join(''))
}

const svg = (title: string, height: number, body: string) =>
  `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-label="${escapeHtml(title)}">${body}</svg>`

function clip(text: string, most: number): string {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}
