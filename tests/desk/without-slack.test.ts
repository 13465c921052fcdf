import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { book } from '../support/advisors.ts'
import { type Bot, startBot } from '../support/bot.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'
const KEY = Buffer.alloc(32, 7)
const SECRET = 'between-us'
const root = join(import.meta.dirname, '../..')

interface Told {
  readonly body: string
  readonly signature: string
  readonly timestamp: string
}

describe('a desk without Slack', () => {
  let test: TestStore
  let bot: Bot
  let other: Server
  let reference: string
  const told: Told[] = []
  let failures = 1
  let webhookUrl = ''
  beforeAll(async () => {
    other = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      if (failures-- > 0) return void response.writeHead(500).end()
      const { 'x-signature': signature = '', 'x-timestamp': timestamp = '' } = request.headers
      told.push({ body, signature: String(signature), timestamp: String(timestamp) })
      response.end()
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()))
    webhookUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    test = await ENGINES[0].create()
    const keys = [{ id: 'k1', secret: KEY }]
    bot = await startBot(test.store, { keys, desk: { webhookUrl, webhookSecret: SECRET } })
    bot.line.addUser({ userId: YUI, displayName: 'ゆい' })
    reference = await book(bot, YUI)
    await bot.moveTo(bot.now() + 5_000)
  })
  afterAll(async () => {
    await bot.close()
    await test.close()
    other.close()
  })

  const terminal = async (...args: string[]) => {
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: test.url,
      DATA_KEYS: `k1:${KEY.toString('base64')}`,
      DESK_WEBHOOK_URL: webhookUrl,
      DESK_WEBHOOK_SECRET: SECRET,
    }
    const done = await promisify(execFile)(process.execPath, ['scripts/desk.ts', ...args], { cwd: root, env })
    return done.stdout
  }
  const work = () => ({
    db: test.store.db,
    content: bot.app.knowledge.content,
    seal: bot.app.seal,
    now: bot.now(),
  })
  const act = () => ({ reference, advisor: 'terminal:佐藤', name: '佐藤' })

  it('tells the other system of a request, signed, again after it failed, and nothing personal', () => {
    const [{ body, signature, timestamp } = { body: '', signature: '', timestamp: '' }] = told

    expect(signature).toBe(`v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`)
    expect(JSON.parse(body)).toMatchObject({ type: 'callback', callback: { reference, status: 'requested' } })
    expect(body).not.toMatch(/山田|8888/)
  })

  it('is worked in the terminal: the queue, a claim, the request with its number', { timeout: 90_000 }, async () => {
    expect(await terminal('list')).toContain(reference)
    expect(await terminal('find', '090', '8888', '7777', '--as', '佐藤')).toContain(reference)
    expect(await terminal('claim', reference, '--as', '佐藤')).toBe('done\n')
    await bot.settle()
    expect(bot.heard(YUI).at(-1)).toContain('担当が決まりました：佐藤さん')

    const shown = await terminal('show', reference, '--as', '佐藤')
    expect(shown).toContain('佐藤さんが担当')
    expect(shown).toContain('090-8888-7777')
    expect(shown).toContain('saw  terminal:佐藤')
  })

  it('carries the talk: what the person writes is kept for the terminal', async () => {
    await test.store.write((db) => bot.app.advisors.write({ ...work(), db }, act(), 'こんにちは', undefined))
    await bot.settle()
    expect(bot.heard(YUI).at(-1)).toBe('こんにちは')
    expect(await bot.say(YUI, 'よろしくお願いします')).toBe('')

    const carried = await test.store.db.selectFrom('relay_messages').select('direction').orderBy('id').execute()
    expect(carried.map(({ direction }) => direction)).toEqual(['to_person', 'to_advisor'])
  })

  it('tells the other system of each change', async () => {
    await test.store.write((db) => bot.app.advisors.complete({ ...work(), db }, act(), 'talked'))
    await bot.settle()
    const states = told.map(({ body }) => JSON.parse(body).callback.status)

    expect(states).toEqual(['requested', 'scheduled', 'done'])
    expect(bot.heard(YUI).at(-1)).toContain('相談はいかがでしたか')
  })

  it('takes an outcome back from the terminal, once', async () => {
    const reopen = () => terminal('reopen', reference, '--as', '森')
    expect([await reopen(), await reopen()]).toEqual(['done\n', 'done\n'])
    await bot.settle()

    expect(bot.heard(YUI).filter((words) => words.includes('記録のまちがいでした'))).toHaveLength(1)
    expect(JSON.parse(told.at(-1)!.body).callback).toMatchObject({ status: 'scheduled', outcome: '' })
    expect(await terminal('show', reference, '--as', '佐藤')).toMatch(
      /佐藤さんが担当[\s\S]*reopened {2}terminal:森 {2}talked/,
    )
  })
})
