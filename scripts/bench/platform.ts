import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'undici'
import { PHRASES } from './phrases.ts'
import { randomFrom } from './statistics.ts'

export const SECRET = 'bench-secret'
const TAPS = 0.7
/** What a person presses who has not been shown a button yet. */
const FIRST_TAP = 'do:start_fit'
/** A reply that takes longer is a failure of the run. */
const PATIENCE = 20_000

export interface Measured {
  turns: number
  failed: number
  seconds: number
  /** Webhook sent → its 200, in ms. */
  webhook: number[]
  /** Webhook sent → the reply at LINE's door, in ms. */
  endToEnd: number[]
}

interface Person {
  readonly id: string
  isBusy: boolean
  choices: string[]
}

/**
 * LINE as both contenders see it, and the people: signed webhooks out, replies
 * in, on one clock. As little work as possible, since it shares the machine
 * with what it measures.
 */
export async function startPlatform() {
  const waiting = new Map<string, (body: string) => void>()
  let next = 1
  const server: Server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      const token = /"replyToken":"([^"]+)"/.exec(body)?.[1]
      if (token) waiting.get(token)?.(body)
      const answer = token ? '{"sentMessages":[{"id":"1","quoteToken":"q"}]}' : '{}'
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))

  /** People who talk to the bots behind `urls`, and remember what they were shown. */
  function crowd(urls: readonly string[], ids: readonly string[], seed: number) {
    const people: Person[] = ids.map((id) => ({ id, isBusy: false, choices: [] }))
    let busy = 0
    const pools = urls.map((url) => new Pool(url, { connections: 128, pipelining: 1 }))
    const random = randomFrom(seed)
    const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!

    /** Undefined where everybody waits for an answer: a bot that falls behind for so long is asked no more. */
    function someone(): Person | undefined {
      if (busy === people.length) return undefined
      for (;;) {
        const person = one(people)
        if (!person.isBusy) return person
      }
    }

    async function act(measured: Measured): Promise<void> {
      const person = someone()
      if (!person) {
        measured.failed++
        return
      }
      person.isBusy = true
      busy++
      const token = `token${next++}`
      const isTap = random() < TAPS
      const what = isTap
        ? { type: 'postback', postback: { data: person.choices.length > 0 ? one(person.choices) : FIRST_TAP } }
        : { type: 'message', message: { id: String(next), type: 'text', quoteToken: 'q', text: one(PHRASES) } }
      const body = JSON.stringify({
        destination: 'Ubench',
        events: [
          {
            ...what,
            mode: 'active',
            timestamp: Date.now(),
            webhookEventId: `01BENCH${String(next).padStart(12, '0')}${seed}`,
            deliveryContext: { isRedelivery: false },
            source: { type: 'user', userId: person.id },
            replyToken: token,
          },
        ],
      })
      const signature = createHmac('sha256', SECRET).update(body).digest('base64')
      const begun = performance.now()
      const replied = new Promise<string | undefined>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE, undefined)
        waiting.set(token, (reply) => {
          clearTimeout(timer)
          measured.endToEnd.push(performance.now() - begun)
          resolve(reply)
        })
      })
      try {
        const answer = await one(pools).request({
          method: 'POST',
          path: '/webhooks/line',
          headers: { 'content-type': 'application/json', 'x-line-signature': signature },
          body,
        })
        await answer.body.dump()
        measured.webhook.push(performance.now() - begun)
        const reply = answer.statusCode === 200 ? await replied : undefined
        if (reply === undefined) measured.failed++
        else {
          measured.turns++
          const shown = [...reply.matchAll(/"data":"([^"]+)"/g)].map((match) => match[1]!)
          const answers = shown.filter((data) => data.startsWith('answer:'))
          person.choices = answers.length > 0 ? answers : shown
        }
      } catch {
        measured.failed++
      } finally {
        waiting.delete(token)
        person.isBusy = false
        busy--
      }
    }

    const measure = async (work: (measured: Measured, until: number) => Promise<unknown>, seconds: number) => {
      const measured: Measured = { turns: 0, failed: 0, seconds: 0, webhook: [], endToEnd: [] }
      const begun = performance.now()
      await work(measured, begun + seconds * 1000)
      measured.seconds = (performance.now() - begun) / 1000
      return measured
    }

    return {
      /** So many at once, each acting again as soon as it is answered: what the bot can do. */
      saturate: (seconds: number, atOnce: number) =>
        measure(
          (measured, until) =>
            Promise.all(
              Array.from({ length: atOnce }, async () => {
                while (performance.now() < until) await act(measured)
              }),
            ),
          seconds,
        ),
      /** So many a second, whether answered or not: how long people wait. */
      pace: (seconds: number, perSecond: number) =>
        measure(async (measured, until) => {
          const begun = performance.now()
          const acts: Promise<void>[] = []
          while (performance.now() < until) {
            const due = Math.floor(((performance.now() - begun) / 1000) * perSecond)
            while (acts.length < due) acts.push(act(measured))
            await new Promise((resolve) => setTimeout(resolve, 1))
          }
          await Promise.all(acts)
        }, seconds),
      close: () => Promise.all(pools.map((pool) => pool.close())),
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    crowd,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
