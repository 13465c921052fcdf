import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LineEmulator, startLineEmulator } from '../src/emulators/line/index.ts'
import { freePort } from './support/free-port.ts'

const YUI = 'U00000000000000000000000000000001'
const KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`

/** The real program in a process of its own, between restarts that nobody announced. */
describe('the process', { timeout: 90_000 }, () => {
  let folder: string
  let line: LineEmulator
  let port: number
  let bot: ChildProcess | undefined
  let output: string

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bot-process-'))
    port = await freePort()
    line = await startLineEmulator({
      channelSecret: 's',
      channelAccessToken: 't',
      webhookUrl: `http://127.0.0.1:${port}/webhooks/line`,
    })
    line.addUser({ userId: YUI, displayName: 'ゆい' })
  })
  afterEach(async () => {
    bot?.kill('SIGKILL')
    await line.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function start(more: Record<string, string> = {}) {
    output = ''
    const env = {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE_URL: `sqlite:${folder}/bot.sqlite`,
      DATA_KEYS: KEYS,
      LINE_CHANNEL_SECRET: 's',
      LINE_CHANNEL_ACCESS_TOKEN: 't',
      LINE_API_BASE_URL: line.url,
      WEBHOOK_BUDGET_MS: '60000',
      STOP_NOTICE_MS: '0',
      ...more,
    }
    const started = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    bot = started
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk) => (output += chunk))
    const exited = new Promise<number | null>((resolve) => started.on('exit', resolve))
    return { exited, ready: () => until(() => fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok)) }
  }
  const heard = () =>
    line
      .chat(YUI)
      .filter((one) => one.from === 'bot')
      .map((one) => String(one.message.text ?? one.message.altText))

  it('says at the start which channels are open', async () => {
    await (await start()).ready()

    await expect.poll(() => output).toContain('(open: line)')
  })

  it('goes on where it was after being killed in the middle of a talk', async () => {
    await (await start()).ready()
    await line.say(YUI, '診断をはじめる')
    await until(async () => heard().some((one) => one.includes('1/15')))
    await line.tap(YUI, 'とてもあてはまる')
    bot?.kill('SIGKILL')
    await (await start()).ready()
    await until(async () => heard().some((one) => one.includes('2/15')))
    await line.say(YUI, 'まあまあかな')
    await until(async () => heard().some((one) => one.includes('3/15')))

    expect(heard().filter((one) => one.includes('2/15'))).toHaveLength(1)
  })

  it('sends after a restart what it had promised before it was killed', async () => {
    await (await start()).ready()
    let asked = 0
    line.setWeather((path) => {
      if (path !== '/v2/bot/message/reply') return undefined
      asked++
      return { kind: 'timeout' }
    })
    await line.say(YUI, '営業の仕事内容を教えてください')
    await until(async () => asked > 0)
    bot?.kill('SIGKILL')
    line.setWeather(undefined)
    expect(heard()).toEqual([])
    await (await start()).ready()
    // once the row is no longer the dead process's
    await until(async () => heard().length > 0)

    expect(heard().filter((one) => one.includes('契約'))).toHaveLength(1)
  })

  it('ends by SIGTERM with 0 and refuses nothing it accepted', async () => {
    const { exited, ready } = await start()
    await ready()
    const said = line.say(YUI, 'こんにちは')
    expect(await said).toBe(200)
    bot?.kill('SIGTERM')

    expect(await exited).toBe(0)
    expect(heard().join()).toContain('はじめまして')
  })

  it('tells balancers first that it stops, still takes what they send, and answers it before it ends', async () => {
    const { exited, ready } = await start({ STOP_NOTICE_MS: '3000' })
    await ready()
    bot?.kill('SIGTERM')
    const states: number[] = []
    await until(async () => {
      const { status } = await fetch(`http://127.0.0.1:${port}/readyz`)
      states.push(status)
      return status === 503
    })
    const late = await line.say(YUI, 'こんにちは')

    expect(states.at(-1)).toBe(503)
    expect(late).toBe(200)
    expect(await exited).toBe(0)
    expect(heard().join()).toContain('はじめまして')
  })

  it('ends within its limit, with 0, though the platform does not answer; what is left is sent by the next', async () => {
    const { exited, ready } = await start({ STOP_DRAIN_MS: '300' })
    await ready()
    let asked = 0
    line.setWeather((path) => {
      if (path !== '/v2/bot/message/reply') return undefined
      return asked++ === 0 ? { kind: 'status', status: 500 } : { kind: 'timeout' }
    })
    await line.say(YUI, '営業の仕事内容を教えてください')
    await until(async () => asked === 1)
    await line.say('U00000000000000000000000000000002', '営業の仕事内容を教えてください')
    await until(async () => asked > 1)
    const begun = performance.now()
    bot?.kill('SIGTERM')

    expect(await exited).toBe(0)
    // the platform is given eight seconds to answer a call
    expect(performance.now() - begun).toBeLessThan(5_000)
    expect(heard()).toEqual([])
    line.setWeather(undefined)
    await (await start()).ready()
    await until(async () => heard().join().includes('契約'))
  })

  it('does not wait for a collector of traces that is silent', async () => {
    const collector = createServer(() => undefined)
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
    const { port } = collector.address() as AddressInfo
    const { exited, ready } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` })
    await ready()
    await line.say(YUI, 'こんにちは')
    const begun = performance.now()
    bot?.kill('SIGTERM')

    expect(await exited).toBe(0)
    expect(performance.now() - begun).toBeLessThan(5_000)
    collector.close()
  })

  it('says all that is wrong with its settings at once, and ends', async () => {
    const { exited } = await start({ DATA_KEYS: 'k1:c2hvcnQ=', PORT: 'many', LOG_LEVEL: 'loud' })

    expect(await exited).toBe(1)
    for (const name of ['DATA_KEYS', 'PORT', 'LOG_LEVEL']) expect(output).toContain(name)
    expect(output).not.toMatch(/\n\s+at /)
  })

  it('names the port that another program has, and ends', async () => {
    const other = createServer().listen(0)
    const { port } = other.address() as AddressInfo
    const { exited } = await start({ PORT: String(port) })

    expect(await exited).toBe(1)
    expect(output).toContain(`PORT: ${port}: another program listens there already`)
    expect(output).not.toMatch(/\n\s+at /)
    other.close()
  })

  it('listens at the address that is set, and nowhere else', async () => {
    await start({ HOST: '127.0.0.2' })
    await until(() => fetch(`http://127.0.0.2:${port}/readyz`).then((answer) => answer.ok))

    expect(output).toContain(`Ready on http://127.0.0.2:${port} `)
    await expect(fetch(`http://127.0.0.1:${port}/readyz`)).rejects.toThrow()
  })

  it('is reached by its stand-ins where it listens', async () => {
    await start({
      HOST: '127.0.0.2',
      LINE_CHANNEL_SECRET: '',
      LINE_CHANNEL_ACCESS_TOKEN: '',
      LINE_API_BASE_URL: '',
      PLAYGROUND: 'on',
    })
    const act = (body: object) =>
      fetch(`http://127.0.0.2:${port}/playground/act`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    await until(() => fetch(`http://127.0.0.2:${port}/readyz`).then((answer) => answer.ok))

    expect((await act({ do: 'line.say', user: YUI, text: 'こんにちは' })).status).toBe(200)
    await until(async () =>
      (await (await fetch(`http://127.0.0.2:${port}/playground/view?seeker=${YUI}`)).text()).includes('はじめまして'),
    )
  })

  it.each(['192.0.2.1', 'nowhere.invalid'])('names an address that is not its own, and ends: %s', async (HOST) => {
    const { exited } = await start({ HOST })

    expect(await exited).toBe(1)
    expect(output).toContain(`HOST: ${HOST}: `)
    expect(output).not.toMatch(/\n\s+at /)
  })

  it('writes nothing a person said to its logs', async () => {
    await (await start({ LOG_LEVEL: 'debug' })).ready()
    await line.say(YUI, 'わたしは斎藤みさきです。090-8888-7777に電話ください')
    await until(async () => heard().length > 0)

    expect(output).not.toMatch(/斎藤|8888/)
  })
})

async function until(holds: () => Promise<boolean>, within = 60_000): Promise<void> {
  const end = Date.now() + within
  for (;;) {
    if (await holds().catch(() => false)) return
    if (Date.now() > end) throw new Error('it did not come true in time')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
