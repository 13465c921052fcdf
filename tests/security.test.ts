import { createHmac } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BODY_LIMIT, createHttp } from '../src/http.ts'
import { silentLog } from '../src/log.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { type Bot, startBot } from './support/bot.ts'

const YUI = 'U00000000000000000000000000000001'
const STRANGER = 'U00000000000000000000000000000002'
const root = join(import.meta.dirname, '..')

describe('what outsiders try', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-security-'))
  let store: Store
  let bot: Bot

  beforeAll(async () => {
    store = await openStore(`sqlite:${folder}/bot.sqlite`)
    bot = await startBot(store)
    bot.line.addUser({ userId: YUI, displayName: 'ゆい' })
  })
  afterAll(async () => {
    await bot.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const post = (body: string) =>
    fetch(`${bot.url}/webhooks/line`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-line-signature': createHmac('sha256', 's').update(body).digest('base64'),
      },
      body,
    }).then((answer) => answer.status)
  const turns = async () => (await sql<{ n: number }>`select count(*) as n from inbox`.execute(store.db)).rows[0]?.n

  it('refuses a body above the limit before it is read', async () => {
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${bot.url}/webhooks/line`, {
        method: 'POST',
        headers: { 'content-length': BODY_LIMIT + 1 },
      })
      sent.once('response', (response) => resolve(`${response.statusCode} ${response.headers.connection}`))
      sent.once('error', reject)
      // nothing of the body is ever written
      sent.flushHeaders()
    })
    expect(status).toBe('413 close')
  })

  it('refuses a body that grows above the limit while it comes', async () => {
    const status = await new Promise((resolve) => {
      const sent = request(`${bot.url}/webhooks/line`, {
        method: 'POST',
        headers: { 'transfer-encoding': 'chunked' },
      })
      sent.once('response', (response) => resolve(response.statusCode))
      // the server may hang up before all is sent
      sent.once('error', () => resolve(413))
      sent.end(Buffer.alloc(BODY_LIMIT + 1, 0x20))
    })
    expect(status).toBe(413)
  })

  it('hangs up on a sender that dawdles', async () => {
    const server = createHttp({ 'POST /slow': (_request, _body, response) => void response.end() }, silentLog, {
      bodyTime: 100,
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const { port } = server.address() as AddressInfo
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      let words = ''
      socket.on('data', (chunk) => {
        words += chunk
      })
      socket.once('close', () => resolve(words))
      socket.write('POST /slow HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nonly this')
    })
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
    server.close()
  })

  it.each([
    { body: `{"events":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, because: 'lists' },
    { body: `{"events":[${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}]}`, because: 'objects' },
  ])('refuses what is nested too deeply: $because', async ({ body }) => {
    expect(await post(body)).toBe(400)
  })

  it('takes brackets that a person typed', async () => {
    expect(await bot.say(YUI, `${'['.repeat(200)}"\\"${'{'.repeat(200)}`)).not.toBe('')
  })

  it('changes nothing by a request that was recorded and sent again', async () => {
    await bot.say(YUI, 'こんにちは')
    const before = [bot.heard(YUI).length, await turns()]
    expect(await bot.line.redeliver()).toBe(200)
    await bot.settle()
    expect([bot.heard(YUI).length, await turns()]).toEqual(before)
  })

  it('lets nobody act on a request that is another person’s', async () => {
    const at = bot.now()
    await sql`insert into callbacks (reference, conversation, status, wish, consent_version, consent_at, topics_read, created_at, updated_at, version)
      values ('K7Q2M', ${`line:${YUI}`}, 'requested', 'chat', '1', ${at}, '[]', ${at}, ${at}, 0)`.execute(store.db)
    for (const act of ['cancel', 'change', 'accept'])
      await bot.tap(STRANGER, `booking:${act}:K7Q2M${act === 'accept' ? `:${at}` : ''}`)
    await bot.tap(STRANGER, 'talk:K7Q2M:1')

    const { rows } = await sql`select conversation, status, feedback, version from callbacks`.execute(store.db)
    expect(rows).toEqual([{ conversation: `line:${YUI}`, status: 'requested', feedback: null, version: 0 }])
  })

  it('leaves nothing readable in the files of the database', async () => {
    await bot.say(YUI, 'わたしは斎藤みさきです。090-8888-7777に電話ください')
    await bot.say(YUI, 'misaki.saito@example.jp の佐渡島金山支店の夜勤ってどうですか')

    const bytes = readdirSync(folder).map((file) => readFileSync(join(folder, file)))
    expect(bytes.length).toBeGreaterThan(0)
    for (const words of ['斎藤', '8888', 'misaki', '佐渡島金山'])
      expect([words, bytes.some((file) => file.includes(words))]).toEqual([words, false])
  })
})

it('compares no signature and no secret letter by letter', () => {
  const compared = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('emulators'))
    .filter((file) =>
      /\b(signature|secret|password|digest)\w*\s*[!=]==\s*(?!undefined|null|'string'|"string")\w/i.test(
        readFileSync(join(root, 'src', file), 'utf8').replace(/typeof \w+/g, ''),
      ),
    )
  expect(compared).toEqual([])
})

it('names a test that exists for every threat in the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const table = readme.slice(readme.indexOf('#### Who could do what'))
  const rows = table
    .split('\n\n')[1]!
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'))
  expect(rows.length).toBeGreaterThan(10)
  for (const row of rows) {
    const tests = [...row.matchAll(/`(tests\/[\w./-]+\.test\.ts)`/g)].map((match) => match[1]!)
    expect([row, tests.length > 0]).toEqual([row, true])
    for (const test of tests) expect([test, readFileSync(join(root, test), 'utf8').length > 0]).toEqual([test, true])
  }
})
