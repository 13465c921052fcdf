import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/database-url.ts'
import { localKey } from '../../src/keys.ts'
import { openApp } from '../../src/open.ts'

const folder = mkdtempSync(join(tmpdir(), 'bot-tools-'))
const KEYS = `k1:${Buffer.alloc(32).toString('base64')}`
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (script: string, args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) => {
  const { status, stderr } = spawnSync(process.execPath, [`scripts/${script}.ts`, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATABASE_URL: `sqlite:${folder}/nothing.sqlite`, ...env } as NodeJS.ProcessEnv,
  })
  return { status, said: stderr.trim() }
}

describe('a tool for operators', () => {
  it.each([
    { script: 'backup', args: [`${folder}/today.gz`] },
    { script: 'keys-rotate', args: [] },
    { script: 'desk', args: [] },
  ])('does not take a place without a database for an empty one: $script', ({ script, args }) => {
    const { status, said } = run(script, args)

    expect([status, said]).toEqual([1, expect.stringContaining(`DATABASE_URL: there is no database at ${folder}`)])
    expect(existsSync(`${folder}/nothing.sqlite`)).toBe(false)
    expect(existsSync(`${folder}/today.gz`)).toBe(false)
  })

  it.each([
    { script: 'backup', args: ['--help'], env: {}, says: /^Unknown option '--help'/ },
    { script: 'keys-rotate', args: ['--bogus'], env: {}, says: /^Unknown option '--bogus'/ },
    { script: 'chat', args: ['--bogus'], env: {}, says: /^Unknown option '--bogus'/ },
    { script: 'slack-manifest', args: ['--bogus'], env: {}, says: /^Unknown option '--bogus'/ },
    { script: 'outbox', args: [], env: { PORT: 'x' }, says: /^The environment is not complete:\n {2}- PORT: [^\n]+$/ },
    { script: 'audit', args: ['--from', '2026-02-31'], env: {}, says: /^from and to must be days/ },
    {
      script: 'content',
      args: ['--diff', 'nosuch'],
      env: {},
      says: /^比べられません。\n {2}- --diff: 「nosuch」という版が/,
    },
    { script: 'unanswered', args: ['--days', 'a', '--top', 'b'], env: {}, says: /--days: "a"[^\n]+\n.*--top: "b"/ },
    { script: 'desk', args: ['list', '--only', 'x'], env: {}, says: /^--only: "x" is none of all, waiting/ },
    { script: 'desk', args: ['complete', 'AAAAAA', '--as', 's'], env: {}, says: /^--outcome: is missing: say how/ },
    { script: 'desk', args: ['say', 'AAAAAA', '--as', '佐藤'], env: {}, says: /^Say what/ },
    { script: 'restore', args: ['package.json'], env: {}, says: /^package.json is not restored: it is no backup/ },
    { script: 'slack-manifest', args: [], env: {}, says: /^The address is missing:\n.*--url https:/ },
    { script: 'slack-manifest', args: ['--url', 'a.example'], env: {}, says: /--url: "a.example" is none that Slack/ },
    {
      script: 'line-setup',
      args: ['--url', 'http://a.example'],
      env: {},
      says: /--url: "http:[^ ]+ is none that LINE/,
    },
    {
      script: 'line-setup',
      args: ['--url', 'https://a.example/webhooks/line'],
      env: {},
      says: /--url: "https:[^ ]+ is more than the address/,
    },
    {
      script: 'desk',
      args: ['propose', 'A', '--as', 's', '--at', '2026-02-31 15:00'],
      env: {},
      says: /^--at: .* no time/,
    },
  ])('says plainly what is wrong: $script $args', ({ script, args, env, says }) => {
    const { status, said } = run(script, args, env)

    expect(said).toMatch(says)
    expect([status, said.includes('    at ')]).toEqual([1, false])
  })
})

describe('a database that cannot be used', () => {
  it.each([
    {
      what: 'a file of another kind',
      url: 'sqlite:package.json',
      says: 'package.json is no SQLite database, but looks like a text. Nothing was',
    },
    { what: 'a folder', url: `sqlite:${folder}`, says: `${folder} cannot be used (` },
    {
      what: 'nobody there',
      url: 'postgres://u:geheim@127.0.0.1:1/db',
      says: 'PostgreSQL cannot be used (connect ECONN',
    },
  ])('is named with the variable and what to check: $what', async ({ url, says }) => {
    const error = await openDatabase(url).catch((failed: Error) => failed)

    expect(error).toMatchObject({ name: 'ProblemsError', problems: [expect.stringContaining(`DATABASE_URL: ${says}`)] })
    expect(String(error)).not.toContain('geheim')
  })

  it.each([
    { what: 'a text', holds: Buffer.from('1'), says: 'looks like a text' },
    { what: 'a note', holds: Buffer.from('覚え書き\n'), says: 'looks like a text' },
    { what: 'a backup', holds: Buffer.from([0x1f, 0x8b, 8]), says: 'packed with gzip, as a backup is' },
    { what: 'anything', holds: Buffer.from([0, 1, 2, 255]), says: 'a file of another program' },
  ])('is not made of a short file that holds something else: $what', async ({ holds, says }) => {
    const path = `${folder}/short`
    writeFileSync(path, holds)

    await expect(openDatabase(`sqlite:${path}`)).rejects.toThrow(says)
    expect(readFileSync(path)).toEqual(holds)
  })

  it('is made where there is nothing yet, or an empty file', async () => {
    const path = `${folder}/empty.sqlite`
    writeFileSync(path, '')
    await (await openDatabase(`sqlite:${path}`)).close()

    await (await openDatabase(`sqlite:${path}`, { mustExist: true })).close()
  })

  it.each([
    { what: 'is not there', file: () => `${folder}/none.gz` },
    { what: 'is no backup', file: () => 'package.json' },
    {
      what: 'is the half of one',
      file: () => {
        writeFileSync(`${folder}/half.gz`, gzipSync('{"backup":"career-bot","format":1,"migrations":[]}\n'))
        return `${folder}/half.gz`
      },
    },
  ])('is not begun by a backup that $what', ({ file }) => {
    const path = file()
    const { said } = run('restore', [path], { DATABASE_URL: `sqlite:${folder}/restored.sqlite`, DATA_KEYS: KEYS })

    expect(said).toContain(`${path} is not restored: `)
    expect(readdirSync(folder).filter((name) => name.startsWith('restored'))).toEqual([])
  })

  it('is left as it is by a backup that does not fit it', async () => {
    const path = `${folder}/kept.sqlite`
    await (await openDatabase(`sqlite:${path}`)).close()

    run('restore', [`${folder}/none.gz`], { DATABASE_URL: `sqlite:${path}` })
    expect(existsSync(path)).toBe(true)
  })

  it('leaves nothing behind where its backup cannot be kept', async () => {
    const url = `sqlite:${folder}/whole.sqlite`
    await (await openDatabase(url)).close()
    mkdirSync(`${folder}/taken`)

    expect(run('backup', [`${folder}/taken`], { DATABASE_URL: url }).said).toMatch(/^EISDIR/)
    expect(existsSync(`${folder}/taken.part`)).toBe(false)
  })

  it('is named when it can only be read, by the bot and by its tools', async () => {
    const path = `${folder}/readonly.sqlite`
    await (await openDatabase(`sqlite:${path}`)).close()
    // written by an SQLite to come, as the file says: this one may only read it (https://www.sqlite.org/fileformat.html, 1.3.3)
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.from([3]), 0, 1, 18)
    closeSync(file)
    const keys = [{ id: 'k', secret: Buffer.alloc(32) }]
    const opening = openApp({ databaseUrl: `sqlite:${path}`, keys, logLevel: 'silent' })

    await expect(opening).rejects.toThrow(
      /DATABASE_URL: .*readonly.sqlite cannot be used \(attempt to write a readonly/,
    )
    expect(run('outbox', ['--revive', '1'], { DATABASE_URL: `sqlite:${path}` })).toEqual({
      status: 1,
      said: 'The database failed: attempt to write a readonly database',
    })
  })

  it('is not begun where its key cannot be kept', () => {
    expect(() => localKey('sqlite:package.json/bot.sqlite')).toThrow(
      /DATABASE_URL: package.json\/bot.sqlite.key cannot/,
    )
  })

  it('is not begun with a key that was cut off', () => {
    writeFileSync(`${folder}/cut.sqlite.key`, 'c2hvcnQ=')

    expect(() => localKey(`sqlite:${folder}/cut.sqlite`)).toThrow(`${folder}/cut.sqlite.key: has 5 bytes instead of 32`)
  })
})
