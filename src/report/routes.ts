import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Routes, respond } from '../http.ts'
import { tableCsv } from './csv.ts'
import { readPeriod } from './period.ts'
import { makeReport, type ReportWorld } from './report.ts'

/**
 * `/report` and `/report/<table>.csv`, for whoever has the token: as a bearer,
 * or as the password a browser asks for. Never in the address, which ends in logs.
 */
export function reportRoutes(token: string, world: () => ReportWorld, now: () => number): Routes {
  const isAllowed = (request: IncomingMessage) => {
    const [scheme, credentials = ''] = (request.headers.authorization ?? '').split(' ')
    const given =
      scheme?.toLowerCase() === 'basic'
        ? Buffer.from(credentials, 'base64')
            .toString('utf8')
            .replace(/^[^:]*:/, '')
        : credentials
    return timingSafeEqual(digest(given), digest(token))
  }

  async function report(request: IncomingMessage, _body: Buffer, response: ServerResponse) {
    response.setHeader('cache-control', 'no-store')
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
    if (!isAllowed(request)) {
      response.setHeader('www-authenticate', 'Basic realm="report", charset="UTF-8"')
      return respond(response, 401, 'the report needs REPORT_TOKEN, as password or as bearer token')
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const period = readPeriod(searchParams.get('from') ?? undefined, searchParams.get('to') ?? undefined, now())
    if (!period) return respond(response, 400, 'from and to must be days such as 2026-11-01, from not after to')
    const made = await makeReport(world(), period)
    const days = `from=${made.from}&to=${made.to}`
    if (pathname === '/report') {
      // what draws it is loaded by whoever looks at it
      const { reportPage } = await import('./html.ts')
      const page = reportPage(made, (table) => `/report/${table}.csv?${days}`)
      return respond(response, 200, page, 'text/html; charset=utf-8')
    }
    const name = pathname.slice('/report/'.length).replace(/\.csv$/, '')
    const table = made.tables.find((one) => one.id === name)
    if (!table) return respond(response, 404, `there is no table ${name}`)
    response.setHeader('content-disposition', `attachment; filename="${name}-${made.from}-${made.to}.csv"`)
    respond(response, 200, tableCsv(table), 'text/csv; charset=utf-8')
  }
  return { 'GET /report': report, 'GET /report/*': report }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
