import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startLineEmulator } from '../../src/emulators/line/index.ts'
import { readTracing } from '../../src/tracing.ts'

const YUI = 'U00000000000000000000000000000001'

interface Exported {
  readonly service: unknown
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes: { key: string; value: unknown }[]
}

/** A collector of OpenTelemetry's protocol over HTTP, with JSON bodies. */
async function startCollector() {
  const spans: Exported[] = []
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    bodies.push(`${request.method} ${request.url} ${body}`)
    for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
      const service = resource.attributes.find((one: { key: string }) => one.key === 'service.name')?.value.stringValue
      for (const { spans: some } of scopeSpans)
        for (const span of some) spans.push({ ...span, service: service as unknown })
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

it('sends a turn and its delivery as one trace, under the id the logs know it by', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-tracing-'))
  const collector = await startCollector()
  const line = await startLineEmulator({ channelSecret: 's', channelAccessToken: 't' })
  line.addUser({ userId: YUI, displayName: 'ゆい' })
  const bot = spawn(process.execPath, ['src/main.ts'], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: `sqlite:${folder}/bot.sqlite`,
      DATA_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      LINE_CHANNEL_SECRET: 's',
      LINE_CHANNEL_ACCESS_TOKEN: 't',
      LINE_API_BASE_URL: line.url,
      LOG_LEVEL: 'debug',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_SERVICE_NAME: 'bot-under-test',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let log = ''
  bot.stdout.on('data', (chunk) => {
    output += chunk
  })
  bot.stderr.on('data', (chunk) => {
    log += chunk
  })
  try {
    await expect.poll(() => output, { timeout: 15_000 }).toContain('Ready on')
    line.setWebhook(`${/http:\/\/localhost:\d+/.exec(output)![0].replace('localhost', '127.0.0.1')}/webhooks/line`)
    await line.say(YUI, '経理の斎藤みさきです。経理って何をしますか')
    await expect.poll(() => line.chat(YUI).length, { timeout: 15_000 }).toBeGreaterThan(1)
    bot.kill('SIGTERM')
    await new Promise((resolve) => bot.once('exit', resolve))
  } finally {
    bot.kill('SIGKILL')
    await collector.close()
    await line.close()
    rmSync(folder, { recursive: true, force: true })
  }

  const turn = collector.spans.find((span) => span.name === 'turn')!
  const delivery = collector.spans.find((span) => span.name === 'deliver')!
  expect(turn.service).toBe('bot-under-test')
  expect(delivery).toMatchObject({ traceId: turn.traceId, parentSpanId: turn.spanId })
  expect(collector.bodies[0]).toMatch(/^POST \/v1\/traces /)

  const lines = log
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one) as { msg: string; turn?: string; level: number })
  expect(lines.find((one) => one.msg === 'a turn')).toMatchObject({ turn: turn.traceId, channel: 'line' })
  expect(lines.find((one) => one.msg === 'delivered')).toMatchObject({ turn: turn.traceId })
  for (const words of [...collector.bodies, log]) expect(words).not.toMatch(new RegExp(`斎藤|経理|${YUI}|ゆい`))
}, 40_000)

it.each([
  { env: {}, on: false, because: 'nothing is set' },
  { env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, on: true, because: 'a collector is named' },
  { env: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318/v1/traces' }, on: true, because: 'one for traces is' },
  { env: { OTEL_TRACES_EXPORTER: 'otlp' }, on: true, because: 'the default collector is wanted' },
  {
    env: { OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c' },
    on: false,
    because: 'traces are not',
  },
  { env: { OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c' }, on: false, because: 'all is off' },
])('is on: $on, when $because', ({ env, on }) => {
  expect(readTracing(env) !== undefined).toBe(on)
})
