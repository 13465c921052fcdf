import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.ts'
import { loadContent } from '../src/content.ts'
import { silentLog } from '../src/log.ts'
import { tableCsv } from '../src/report/csv.ts'
import { reportPage } from '../src/report/html.ts'
import { readPeriod } from '../src/report/period.ts'
import { makeReport } from '../src/report/report.ts'
import { reportText } from '../src/report/text.ts'
import { createSeal } from '../src/seal.ts'
import { addHistory, insertCallback } from '../src/store/callbacks.ts'
import { insertHappenings, insertItemEvents, insertUnanswered } from '../src/store/records.ts'
import type { Db } from '../src/store/store.ts'
import { MINUTE } from '../src/time.ts'
import { TUESDAY } from './support/bot.ts'
import { ENGINES, type TestStore } from './support/stores.ts'

const content = loadContent()
const seal = createSeal([{ id: 'k1', secret: randomBytes(32) }])
const TOKEN = 'a-report-token-of-some-length'
const people = (count: number) => Array.from({ length: count }, (_, at) => `p${at}`)

/** Twenty people come; twelve start, nine finish, six book, five talk; one more day lies outside. */
async function seed(db: Db) {
  const happened = (what: string, count: number, about: string | null = null, at = TUESDAY) =>
    insertHappenings(
      db,
      people(count).map((person) => ({ at, what, about, channel: 'line', person })),
    )
  await happened('followed', 20)
  await happened('fit.started', 12)
  await happened('fit.started', 3) // once more by the same people
  await happened('fit.finished', 6, 'front')
  await insertHappenings(
    db,
    people(9)
      .slice(6)
      .map((person) => ({ at: TUESDAY, what: 'fit.finished', about: 'back', channel: 'line', person })),
  )
  await happened('callback.booked', 6)
  await happened('topic.shown', 7, 'front.jobs.sales')
  await happened('topic.helpful', 5, 'front.jobs.sales')
  await happened('topic.unhelpful', 5, 'front.jobs.sales')
  await happened('topic.shown', 4, 'back.jobs.hr')
  await happened('fit.started', 40, null, Date.parse('2026-12-01T00:00:00+09:00'))

  const item = content.bank.items[0]!.id
  const event = (what: 'shown' | 'answered' | 'unknown', runs: string[], at = TUESDAY) =>
    insertItemEvents(
      db,
      runs.map((run) => ({ at, bank_version: 1, item, what, value: null, ms: null, run })),
    )
  const runs = people(25)
  await event('shown', runs.slice(0, 20))
  await event('answered', runs.slice(0, 5))
  await event('answered', runs.slice(0, 5)) // gone back to, and answered once more
  await event('unknown', runs.slice(5, 7))
  await event('answered', runs.slice(7, 10), Date.parse('2026-12-03T00:00:00+09:00')) // taken up again after the days asked for
  for (const what of ['shown', 'answered'] as const)
    await event(what, runs.slice(20), Date.parse('2026-12-02T00:00:00+09:00'))

  for (const [at, conversation] of people(6).entries()) {
    const reference = `R${at}`
    await insertCallback(db, {
      ...{ reference, conversation, status: 'done', wish: 'phone', name: null, phone: null, email: null, topic: null },
      ...{ date: null, from_time: null, to_time: null, slot_at: null, consent_version: '1', consent_at: TUESDAY },
      ...{ claimed_by: null, claimed_name: null, outcome: at < 5 ? 'talked' : 'unreachable', verdict: null },
      ...{ feedback: null, fit_result: null, topics_read: '[]', created_at: TUESDAY, updated_at: TUESDAY, version: 0 },
    })
    // given back and taken again: the first time counts
    for (const wait of [(at + 1) * 10, 500])
      await addHistory(db, { reference, at: TUESDAY + wait * MINUTE, actor: 'a', what: 'claimed' })
  }
  for (const at of people(6).keys()) {
    const result = JSON.stringify({ office: at < 5 ? 'front' : 'back' })
    await db
      .insertInto('fit_results')
      .values({ conversation: `c${at}`, at: TUESDAY, bank_version: 1, answers: '{}', result, verdict: 'right' })
      .execute()
  }
  const ask = (text: string) =>
    insertUnanswered(db, { at: TUESDAY, text: seal.seal(text, 'unanswered.text'), why: 'unknown', offered: '[]' })
  for (let at = 0; at < 6; at++) await ask('副業はしてもいいですか')
  for (let at = 0; at < 4; at++) await ask('社食のメニューを知りたいです')
}

describe.each(ENGINES)('the report ($engine)', ({ create }) => {
  let store: TestStore
  const quotas = new Map([['line', { limit: 200, used: 17 }]])
  const period = readPeriod('2026-11-24', '2026-11-30', TUESDAY)!
  const rowsOf = async (id: string) => {
    const { tables } = await makeReport({ store: store.store, content, seal, quotas }, period)
    return tables.find((table) => table.id === id)!.rows
  }

  beforeAll(async () => {
    store = await create()
    await store.store.write(seed)
  })
  afterAll(() => store.close())

  it('counts people from the first word to the talk, each once', async () => {
    expect((await rowsOf('funnel')).map(([name, count]) => [name, count])).toEqual([
      ['話しかけた・使った人', 20],
      ['適性チェックを始めた', 12],
      ['適性チェックを終えた', 9],
      ['相談の申し込みを始めた', 'few'],
      ['相談を申し込んだ', 6],
      ['アドバイザーと話した', 5],
    ])
  })

  it('counts times by the day in Japan, and nothing outside the days asked for', async () => {
    const days = await rowsOf('days')
    expect(days[0]).toEqual(['2026-11-24', 15, 9, 6])
    expect(days.map((row) => row[0])).toHaveLength(7)
    expect(days.slice(1).every((row) => row.slice(1).every((cell) => cell === 'few'))).toBe(true)
  })

  it('shows where the questionnaire is left', async () => {
    const { id, text } = content.bank.items[0]!
    expect((await rowsOf('items'))[0]).toEqual([id, text, 20, 10, '50%', 'few', 'few'])
  })

  it('hides every count below five, in results, verdicts and topics', async () => {
    expect(await rowsOf('results')).toEqual([
      [content.bank.offices.front.name, 6],
      [content.bank.offices.back.name, 'few'],
    ])
    expect(await rowsOf('verdicts')).toContainEqual([content.bank.offices.front.name, 5, 'few', 'few'])
    expect(await rowsOf('verdicts')).toContainEqual([content.bank.offices.back.name, 'few', 'few', 'few'])
    expect(await rowsOf('topics')).toEqual([
      [content.topics.get('front.jobs.sales')!.title, 7, 5, 5, '50%', 'front.jobs.sales'],
    ])
  })

  it('shows what was asked in vain only where five asked alike', async () => {
    expect(await rowsOf('unanswered-kinds')).toEqual([['副業はしてもいいですか', 6]])
    expect((await rowsOf('unanswered'))[0]).toEqual(['わからなかった', 10])
  })

  it('tells how long people waited for an advisor', async () => {
    expect(await rowsOf('waiting')).toEqual([
      ['担当が決まった件数', 6],
      ['半分の人はこれ以内', '30分'],
      ['10人中9人はこれ以内', '1.0時間'],
      ['いちばん長い', '1.0時間'],
    ])
  })

  it('shows the plan’s messages as the platform counts them', async () => {
    expect(await rowsOf('pushes')).toEqual([['line', 0, 17, 200]])
  })

  it('is a page with charts, a text and tables for spreadsheets', async () => {
    const report = await makeReport({ store: store.store, content, seal, quotas }, period)
    const page = reportPage(report, (id) => `/report/${id}.csv`)
    expect(page.match(/<svg/g)!.length).toBeGreaterThanOrEqual(4)
    expect(page).toContain('<td class="n">5未満</td>')
    expect(page).not.toMatch(/https?:\/\//)
    expect(reportText(report)).toMatch(/話しかけた・使った人 +20/)
    expect(tableCsv(report.tables[0]!)).toContain('\uFEFF段階,人,')
  })

  it('opens to its token alone, at the server', async () => {
    const app = await createApp({
      store: store.store,
      content,
      seal,
      log: silentLog,
      sends: false,
      lanes: { advisors: undefined, webhook: undefined },
      now: () => TUESDAY,
      channels: [],
      reportToken: TOKEN,
    })
    const port = await app.listen(0, '127.0.0.1')
    const get = (path: string, authorization?: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, authorization ? { headers: { authorization } } : {})
    const basic = `Basic ${Buffer.from(`me:${TOKEN}`).toString('base64')}`

    expect((await get('/report')).status).toBe(401)
    expect((await get('/report', 'Bearer wrong')).status).toBe(401)
    expect((await get(`/report?token=${TOKEN}`)).status).toBe(401)
    expect(await (await get('/report', basic)).text()).toContain('人の流れ')
    const csv = await get('/report/funnel.csv?from=2026-11-24&to=2026-11-30', `Bearer ${TOKEN}`)
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(await csv.text()).toContain('適性チェックを始めた,12,60%')
    expect((await get('/report/nothing.csv', basic)).status).toBe(404)
    expect((await get('/report?from=2026-12-01&to=2026-11-01', basic)).status).toBe(400)
    await app.stop({ grace: 100 })
  })
})

describe('a table as CSV', () => {
  it('quotes what needs it, and lets no cell run as a formula', () => {
    const csv = tableCsv({ id: 't', title: 't', columns: ['a', 'b'], rows: [['=1+1', 'x,"y"']] })
    expect(csv).toBe('\uFEFFa,b\r\n\'=1+1,"x,""y"""\r\n')
  })
})
