import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'
const ops = join(import.meta.dirname, '../../src/ops')

/** Metrics named in a PromQL expression: words that are neither functions, labels, values, nor keywords. */
function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, ' ')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .replace(/\boffset\s+\w+/g, ' ')
  return [...bare.matchAll(/[a-zA-Z_:][\w:]*/g)]
    .filter((match) => !/^\s*\(/.test(bare.slice(match.index + match[0].length)))
    .map((match) => match[0])
    .filter((word) => !['and', 'or', 'unless', 'bool'].includes(word) && !/^\d/.test(word))
}

const missing = (expressions: readonly string[], text: string) =>
  expressions.flatMap(metricsIn).filter((name) => name !== 'up' && !new RegExp(`^${name}[ {]`, 'm').test(text))

describe.each(ENGINES)('what the operator sees, on $engine', ({ create }) => {
  let place: TestStore
  let bot: Bot
  const metrics = () => fetch(`${bot.url}/metrics`).then((answer) => answer.text())

  beforeAll(async () => {
    place = await create()
    bot = await startBot(place.store)
    bot.line.setQuota(200)
    await bot.say(YUI, 'こんにちは')
    await bot.say(YUI, '相談員と話したい')
  })
  afterAll(async () => {
    await bot.close()
    await place.close()
  })

  it('tells turns, latency, deliveries and the outbox', async () => {
    const text = await metrics()

    expect(text).toMatch(/^bot_turns_total\{channel="line",intent="greeting"\} 1$/m)
    expect(text).toMatch(/^bot_turn_seconds_count\{channel="line"\} 2$/m)
    expect(text).toMatch(/^bot_webhook_seconds_count\{channel="line",status="200"\} 2$/m)
    expect(text).toMatch(/^bot_deliveries_total\{channel="line",result="sent"\} [1-9]/m)
    expect(text).toMatch(/^bot_outbox_pending 0$/m)
    expect(text).toMatch(/^bot_store_up 1$/m)
  })

  it('tells the messages paid for, as the platform counts them', async () => {
    await expect.poll(metrics).toMatch(/^bot_push_quota_limit\{channel="line"\} 200$/m)
    expect(await metrics()).toMatch(/^bot_push_quota_used\{channel="line"\} 0$/m)
  })

  it('tells failures by their reason, and what was given up', async () => {
    bot.line.fail('/v2/bot/message/reply', { status: 401 })
    await bot.say(YUI, 'ありがとう')

    const text = await metrics()
    expect(text).toMatch(/^bot_deliveries_total\{channel="line",result="dead_credentials"\} 1$/m)
    expect(text).toMatch(/^bot_outbox_dead 1$/m)
  })

  it('tells how many people wait for an advisor, and how long the first has waited', async () => {
    const request = (reference: string, at: number, status: string) =>
      sql`insert into callbacks (reference, conversation, status, wish, consent_version, consent_at, topics_read, created_at, updated_at, version)
          values (${reference}, 'line:U2', ${status}, 'chat', '1', ${at}, '[]', ${at}, ${at}, 0)`.execute(
        place.store.db,
      )
    await request('AAAAA', bot.now() - 90_000, 'requested')
    await request('BBBBB', bot.now() - 30_000, 'requested')
    await request('CCCCC', bot.now() - 900_000, 'claimed')

    const text = await metrics()
    expect(text).toMatch(/^bot_desk_waiting 2$/m)
    expect(text).toMatch(/^bot_desk_age_seconds 90$/m)
  })

  it('exports every metric the dashboard and the alert rules name', async () => {
    const dashboard = JSON.parse(readFileSync(join(ops, 'grafana-dashboard.json'), 'utf8')) as {
      panels: { targets?: { expr: string }[] }[]
    }
    const rules = load(readFileSync(join(ops, 'alerts.yaml'), 'utf8')) as {
      groups: { rules: { alert: string; expr: string }[] }[]
    }
    const shown = dashboard.panels.flatMap((panel) => panel.targets ?? []).map((target) => target.expr)
    const alerts = rules.groups.flatMap((group) => group.rules).map((rule) => rule.expr)
    const text = await metrics()

    expect(shown.length).toBeGreaterThan(15)
    expect(alerts.length).toBeGreaterThan(10)
    expect(missing(shown, text)).toEqual([])
    expect(missing(alerts, text)).toEqual([])
    expect(missing(['sum by (le) (rate(bot_renamed_seconds_bucket[5m])) > 0.5 * up'], text)).toEqual([
      'bot_renamed_seconds_bucket',
    ])
  })
})

it('still answers when the store is away, and says that it is', async () => {
  const place = await ENGINES[0].create()
  const bot = await startBot(place.store)
  await place.close()

  const text = await fetch(`${bot.url}/metrics`).then((answer) => answer.text())
  expect(text).toMatch(/^bot_store_up 0$/m)
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(503)
  expect((await fetch(`${bot.url}/livez`)).status).toBe(200)
  // those who watch from outside may ask by HEAD
  const heads = await Promise.all(['livez', 'readyz'].map((one) => fetch(`${bot.url}/${one}`, { method: 'HEAD' })))
  expect(heads.map(({ status }) => status)).toEqual([200, 503])
  await bot.close()
})
