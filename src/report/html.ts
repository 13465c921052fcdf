import { chartOf } from './charts.ts'
import { cellText, type Report, type Table } from './figures.ts'
import { escapeHtml } from './html-text.ts'

const STYLE = `
body{font:15px/1.6 "Hiragino Sans","Noto Sans JP",sans-serif;color:#16324f;max-width:960px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2.2rem 0 .3rem}p{color:#5b7188;margin:.2rem 0 .6rem}
table{border-collapse:collapse;margin:.6rem 0}td,th{border-bottom:1px solid #dde5ec;padding:.25rem .8rem .25rem 0;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto;font-size:12px}svg text{fill:#16324f}
form{margin:1rem 0}a{color:#1769aa}`

/** The report as one page that needs nothing else. `csv` gives each table's address, where it has one. */
export function reportPage(report: Report, csv?: (table: string) => string): string {
  const { from, to, tables } = report
  const form = csv
    ? `<form><label>から <input type="date" name="from" value="${from}"></label> <label>まで <input type="date" name="to" value="${to}"></label> <button>表示</button></form>`
    : ''
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>レポート ${from} 〜 ${to}</title><style>${STYLE}</style></head>
<body><h1>レポート ${from} 〜 ${to}</h1><p>5に満たない数は出していません(人が特定されないように)。</p>${form}
${tables.map((table) => section(table, csv)).join('\n')}
</body></html>
`
}

function section(table: Table, csv: ((table: string) => string) | undefined): string {
  const head = table.columns.map((column) => `<th>${escapeHtml(column)}</th>`).join('')
  const body = table.rows.map(
    (row) =>
      `<tr>${row.map((cell) => `<td${typeof cell === 'number' || cell === 'few' ? ' class="n"' : ''}>${escapeHtml(cellText(cell))}</td>`).join('')}</tr>`,
  )
  const link = csv ? ` <a href="${escapeHtml(csv(table.id))}">CSV</a>` : ''
  return `<section id="${table.id}"><h2>${escapeHtml(table.title)}${link}</h2>${table.note ? `<p>${escapeHtml(table.note)}</p>` : ''}${chartOf(table)}${
    table.rows.length === 0 ? '<p>まだありません。</p>' : `<table><tr>${head}</tr>${body.join('')}</table>`
  }</section>`
}
