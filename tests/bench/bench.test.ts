import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { validateSignature } from '@line/bot-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SECRET, startPlatform } from '../../scripts/bench/platform.ts'
import { idOf, seed } from '../../scripts/bench/seed.ts'
import { percentile } from '../../scripts/bench/statistics.ts'
import { startBot } from '../support/bot.ts'
import { ENGINES } from '../support/stores.ts'

const KEY = { id: 'bench', secret: Buffer.alloc(32, 7) }

describe('the benchmark', () => {
  let platform: Awaited<ReturnType<typeof startPlatform>>
  const bodies: string[] = []
  let forged = 0
  /** The least a bot can be: answers each event by its token. */
  const bot = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (!validateSignature(body, SECRET, String(request.headers['x-line-signature']))) forged++
    bodies.push(body)
    const [event] = JSON.parse(body).events
    const reply = { replyToken: event.replyToken, messages: [{ quickReply: { data: 'answer:fit.x:3' } }] }
    response.end('{}')
    await fetch(`${platform.url}/v2/bot/message/reply`, { method: 'POST', body: JSON.stringify(reply) })
  })
  beforeAll(async () => {
    platform = await startPlatform()
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', () => resolve()))
  })
  afterAll(async () => {
    bot.closeAllConnections()
    bot.close()
    await platform.close()
  })

  it('measures every turn to its reply, seven taps in ten, signed, of what was shown', async () => {
    const url = `http://127.0.0.1:${(bot.address() as AddressInfo).port}`
    const crowd = platform.crowd(
      [url],
      Array.from({ length: 50 }, (_, person) => idOf(person)),
      1,
    )
    let [turns, failed, webhook, endToEnd] = [0, 0, 0, 0]
    // however slow the machine is: enough turns to tell seven in ten
    while (turns < 60 && failed === 0) {
      const measured = await crowd.saturate(0.2, 8)
      turns += measured.turns
      failed += measured.failed
      webhook += measured.webhook.length
      endToEnd += measured.endToEnd.length
    }
    const paced = await crowd.pace(0.3, 100)
    await crowd.close()

    expect([failed, paced.failed, forged]).toEqual([0, 0, 0])
    expect([webhook, endToEnd]).toEqual([turns, turns])
    expect(paced.turns).toBeLessThanOrEqual(40)
    const taps = bodies.filter((body) => body.includes('"postback"'))
    expect(taps.length / bodies.length).toBeGreaterThan(0.5)
    expect(taps.length / bodies.length).toBeLessThan(0.9)
    expect(taps.some((body) => body.includes('answer:fit.x:3'))).toBe(true)
  })

  it('takes the value below which so many lie', () => {
    const values = Array.from({ length: 100 }, (_, at) => 99 - at)
    expect([percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1)]).toEqual([50, 99, 99])
  })
})

it.each(ENGINES)('talks that the benchmark stores go on as if they had been talked, on $engine', async ({ create }) => {
  const place = await create()
  await seed(place.url, KEY, 20)
  const bot = await startBot(place.store, { keys: [KEY] })
  // the sixth of the talks waits for an answer to a question
  const person = idOf(5)
  expect(await bot.say(person, 'とてもあてはまる')).toMatch(/\d+\/15/)
  await bot.close()
  await place.close()
})
