import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { Pool } from 'undici'
import { BODY_LIMIT } from '../../src/http.ts'
import type { Bot } from '../support/bot.ts'
import { type Chance, createChance } from '../torture/random.ts'
import { type Recorded, recordBodies } from './bodies.ts'
import { mutate } from './mutate.ts'

export interface Fuzzed {
  readonly statuses: ReadonlyMap<string, number>
  /** What no body may cause, with what is needed to see it again. */
  readonly problems: readonly string[]
}

const SECRET = 's'
const AT_ONCE = 8
/** Forged and genuine requests in turn, so that the store can be looked at in between. */
const CHUNK = 400

/**
 * Posts odd bodies to both webhooks: some signed by the platform's secret, some
 * forged. A genuine signature over any body must not be answered with a 5xx, nor
 * end the process; a forged one must change nothing.
 */
export async function fuzz(bot: Bot, options: { count: number; seed: number }): Promise<Fuzzed> {
  const bodies = await recordBodies(bot)
  const chance = createChance(options.seed)
  const pool = new Pool(bot.url, { connections: AT_ONCE, headersTimeout: 15_000, bodyTimeout: 15_000 })
  const statuses = new Map<string, number>()
  const problems: string[] = []

  async function post(request: Recorded, headers: Record<string, string>): Promise<number> {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: request.path,
      headers: { ...(request.type ? { 'content-type': request.type } : {}), ...headers },
      body: request.body,
    })
    await body.dump()
    return statusCode
  }

  async function one(isForged: boolean) {
    const request = mutate(chance.pick(bodies), chance)
    // a forged request need not be odd: the best forgery is a real body
    const sent = isForged && chance.happens(0.5) ? chance.pick(bodies) : request
    const kind = `${sent.path.slice('/webhooks/'.length)} ${isForged ? 'forged' : 'genuine'}`
    const headers = isForged ? forge(sent, bot.now(), chance) : sign(sent, bot.now())
    let status: number | string
    try {
      status = await post(sent, headers)
    } catch (error) {
      status = String(error)
    }
    statuses.set(`${kind} ${status}`, (statuses.get(`${kind} ${status}`) ?? 0) + 1)
    // the server may hang up on what is too large before its answer is read
    const isLarge = sent.body.length > BODY_LIMIT / 4 && (status === 413 || String(status).includes('ECONNRESET'))
    const isFine = isLarge || (isForged ? status === 401 : typeof status === 'number' && status < 500)
    if (!isFine) problems.push(`${kind}: ${status} for ${sent.type} ${sent.body.slice(0, 1_000)}`)
  }

  const batch = (count: number, isForged: boolean) => {
    let left = count
    return Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) await one(isForged)
      }),
    )
  }

  try {
    for (let done = 0; done < options.count; done += CHUNK) {
      const size = Math.min(CHUNK, options.count - done)
      await batch(Math.ceil(size / 2), false)
      const before = await traces(bot)
      await batch(Math.floor(size / 2), true)
      const after = await traces(bot)
      if (after !== before) problems.push(`a forged request changed the store: ${before} became ${after}`)
    }
  } finally {
    await pool.close()
  }
  return { statuses, problems }
}

/** What a turn leaves behind for ever. */
async function traces({ store }: Bot): Promise<string> {
  const { rows } = await sql<{ events: number; turns: number }>`
    select (select count(*) from inbox) as events, (select coalesce(sum(turns), 0) from conversations) as turns`.execute(
    store.db,
  )
  return `${rows[0]?.events} events, ${rows[0]?.turns} turns`
}

const lineSignature = (body: string, secret: string) => createHmac('sha256', secret).update(body).digest('base64')
const slackSignature = (body: string, timestamp: string, secret: string) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`

export function sign({ path, body }: Recorded, now: number): Record<string, string> {
  if (path === '/webhooks/line') return { 'x-line-signature': lineSignature(body, SECRET) }
  const timestamp = String(Math.floor(now / 1000))
  return {
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': slackSignature(body, timestamp, SECRET),
  }
}

/** The ways somebody without the secret, or with an old request of Slack's, could try. */
export function forge({ path, body }: Recorded, now: number, chance: Chance): Record<string, string> {
  if (path === '/webhooks/line') {
    const genuine = lineSignature(body, SECRET)
    return chance.pick<Record<string, string>>([
      {},
      { 'x-line-signature': '' },
      { 'x-line-signature': lineSignature(body, 'another') },
      { 'x-line-signature': lineSignature(`${body} `, SECRET) },
      { 'x-line-signature': genuine.slice(0, -2) },
      { 'x-line-signature': genuine.toLowerCase().replace(/^./, '0') },
      { 'x-line-signature': Buffer.from(genuine, 'base64').toString('hex') },
      { 'x-slack-signature': slackSignature(body, '1', SECRET), 'x-slack-request-timestamp': '1' },
    ])
  }
  const seconds = Math.floor(now / 1000)
  const at = (timestamp: string, secret = SECRET) => ({
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': slackSignature(body, timestamp, secret),
  })
  return chance.pick<Record<string, string>>([
    {},
    at(String(seconds), 'another'),
    at(String(seconds - 301)),
    at(String(seconds + 301)),
    at(''),
    at('NaN'),
    at(`${seconds}.5`),
    at('1e9'),
    { ...at(String(seconds)), 'x-slack-signature': '' },
    { ...at(String(seconds)), 'x-slack-signature': 'v0=' },
    { ...at(String(seconds)), 'x-slack-request-timestamp': String(seconds - 1) },
    { 'x-slack-signature': at(String(seconds))['x-slack-signature'] },
    { 'x-line-signature': lineSignature(body, SECRET) },
  ])
}
