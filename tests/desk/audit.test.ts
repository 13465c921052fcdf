import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditEntry, auditTrail, csvLine } from '../../src/desk/audit.ts'
import { momentOf } from '../../src/time.ts'
import { atDesk, book } from '../support/advisors.ts'
import { ADVISORS, type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'
const root = join(import.meta.dirname, '../..')

describe('the audit trail', () => {
  let test: TestStore
  let bot: Bot
  let reference: string
  const trail = async (from: string, to: string) => {
    const entries: AuditEntry[] = []
    for await (const entry of auditTrail(test.store.db, momentOf(from, '00:00'), momentOf(to, '24:00')))
      entries.push(entry)
    return entries
  }
  beforeAll(async () => {
    test = await ENGINES[0].create()
    bot = await startBot(test.store)
    const desk = atDesk(bot)
    bot.line.addUser({ userId: YUI, displayName: 'ゆい' })
    reference = await book(bot, YUI)
    await desk.press('sato', '担当する')
    await desk.write('sato', 'こんにちは、山田さん')
    await bot.say(YUI, '番号は090-8888-7777です')
    await bot.slack.slash(ADVISORS.mori, '/callbacks', '今日')
    await bot.settle()
    await desk.press('sato', '完了')
    await desk.pressInThread('sato', '話せた')
    await bot.tap(YUI, 'よかった')
  })
  afterAll(async () => {
    await bot.close()
    await test.close()
  })

  it('says who did and saw what, in order', async () => {
    const entries = await trail('2026-11-24', '2026-11-24')

    expect(entries.map(({ reference: about, actor, what, detail }) => [about, actor, what, detail])).toEqual([
      [reference, 'person', 'requested', 'consent 2026-11-25'],
      [reference, 'bot', 'shown', 'advisors'],
      [reference, 'slack:T0TEAM:U0SATO', 'claimed', ''],
      [reference, 'slack:T0TEAM:U0SATO', 'wrote', ''],
      [reference, 'person', 'wrote', ''],
      ['', 'slack:T0TEAM:U0MORI', 'saw queue', 'today'],
      [reference, 'slack:T0TEAM:U0SATO', 'asked outcome', ''],
      [reference, 'slack:T0TEAM:U0SATO', 'completed', 'talked'],
      [reference, 'slack:T0TEAM:U0SATO', 'ended talk', ''],
      [reference, 'person', 'rated', '3'],
    ])
    expect(entries[0]?.at).toMatch(/^2026-11-24T15:00:\d\d\+09:00$/)
  })

  it('has nothing of the person in it', async () => {
    expect(JSON.stringify(await trail('2026-11-24', '2026-11-24'))).not.toMatch(/山田|8888|U000000|ゆい|こんにちは/)
  })

  it('holds the days asked for alone', async () => {
    expect(await trail('2026-11-25', '2026-11-30')).toEqual([])
    expect(await trail('2026-11-01', '2026-11-23')).toEqual([])
  })

  it('is exported by a command, for a spreadsheet too, and the export stands in it', async () => {
    const { PATH } = process.env
    const run = async (...args: string[]) => {
      const done = await promisify(execFile)(process.execPath, ['scripts/audit.ts', ...args], {
        cwd: root,
        env: { PATH, DATABASE_URL: test.url },
      })
      return done.stdout.trim().split('\n')
    }
    const days = ['--from', '2026-11-24', '--to', '2026-11-24']
    const csv = await run(...days, '--csv')

    expect(csv[0]).toBe('at,reference,actor,what,detail')
    expect(csv).toHaveLength(11)
    expect(csv[3]).toMatch(
      new RegExp(`^"2026-11-24T15:00:..\\+09:00","${reference}","slack:T0TEAM:U0SATO","claimed",""$`),
    )
    const exported = await test.store.db.selectFrom('callback_history').select('what').orderBy('id', 'desc').execute()
    expect(exported[0]).toEqual({ what: 'exported audit' })
  })

  it('gives a spreadsheet no formula and no loose quotes', () => {
    const entry = { at: '', reference: '', actor: '=HYPERLINK("x")', what: 'saw', detail: '' }

    expect(csvLine(entry)).toBe('"","","\'=HYPERLINK(""x"")","saw",""')
  })
})
