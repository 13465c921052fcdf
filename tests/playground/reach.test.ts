import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LineEmulator, startLineEmulator } from '../../src/emulators/line/index.ts'

const YUI = 'U00000000000000000000000000000001'

/** The real program with an account set: what it calls is a stand-in for the real LINE. */
describe('the playground beside a real account', { timeout: 60_000 }, () => {
  let folder: string
  let real: LineEmulator
  let bot: ChildProcess | undefined
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bot-reach-'))
    // a folder of its own for its data, with the same content
    symlinkSync(join(process.cwd(), 'content'), join(folder, 'content'))
    real = await startLineEmulator({ channelSecret: 's', channelAccessToken: 't' })
  })
  afterEach(async () => {
    bot?.kill('SIGKILL')
    await real.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function start(more: Record<string, string>): Promise<string> {
    const started = spawn(process.execPath, [join(process.cwd(), 'src/main.ts')], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        DATA_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
        LINE_CHANNEL_SECRET: 's',
        LINE_CHANNEL_ACCESS_TOKEN: 't',
        LINE_API_BASE_URL: real.url,
        ...more,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    bot = started
    return new Promise((resolve, reject) => {
      started.stdout.on('data', (chunk) => {
        const url = /http:\/\/localhost:\d+/.exec(String(chunk))?.[0]
        if (url) resolve(url)
      })
      started.on('exit', (code) => reject(new Error(`the bot ended with ${code}`)))
    })
  }

  it('is not there', async () => {
    const url = await start({})

    for (const path of ['/playground', '/playground/', '/playground/view', '/playground/events'])
      expect((await fetch(url + path)).status).toBe(404)
    expect((await fetch(`${url}/playground/act`, { method: 'POST', body: '{}' })).status).toBe(404)
  })

  it('is there by PLAYGROUND=on, and what is tried in it never reaches the platform', async () => {
    const url = await start({ PLAYGROUND: 'on' })
    expect(await (await fetch(`${url}/playground/`)).text()).toContain('Zキャリア')
    const before = real.calls.length
    const answer = await fetch(`${url}/playground/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ do: 'line.say', user: YUI, text: 'こんにちは' }),
    })

    expect(await answer.json()).toMatchObject({ status: 200 })
    await expect
      .poll(async () => (await fetch(`${url}/playground/view?seeker=${YUI}`)).text(), { timeout: 30_000 })
      .toContain('はじめまして')
    expect(real.calls).toHaveLength(before)
  })
})
