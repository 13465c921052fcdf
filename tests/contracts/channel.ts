import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelAdapter, ChannelHost, Delivery, Inbound, Outbound } from '../../src/channels/channel.ts'
import { DeliveryError } from '../../src/channels/channel.ts'
import { readBody } from '../../src/http.ts'
import { waitUntil } from '../../src/wait.ts'
import { createMemoryVault } from '../support/vault.ts'

/** What a channel brings to the suite: its adapter against a stand-in for its platform. */
export interface ChannelHarness {
  readonly adapter: ChannelAdapter
  /** A conversation that can be written to. */
  readonly person: string
  /** Makes the platform send a person's words to `url`, correctly signed; resolves with the HTTP status. */
  say(text: string): Promise<number>
  /** Sends the very last request once more, as the platform redelivers. */
  redeliver(): Promise<number>
  press(choiceId: string): Promise<number>
  sendSticker(): Promise<number>
  /** The same request with a signature that does not fit. */
  forge(): Promise<number>
  /** Texts the person has seen, oldest first. */
  seen(): readonly string[]
  /** What the platform objected to; empty when every message was within its limits. */
  objections(): readonly string[]
  /** The next send meets this. */
  fail(how: 'server error' | 'rate limit' | 'refusal' | 'silence after delivery'): void
  close(): Promise<void>
}

export interface HarnessOptions {
  readonly host: ChannelHost
  /** Where the platform finds the adapter. */
  readonly url: string
  readonly timeoutMs: number
}

export interface Exceptions {
  /** Why a send that timed out after delivery may show twice. */
  readonly showsTwice?: string
}

const key = () => crypto.randomUUID()
const text = (words: string, choices: Extract<Outbound, { kind: 'text' }>['choices'] = []): Outbound => ({
  kind: 'text',
  text: words,
  choices,
})

/** Every channel adapter passes these, and nothing else may be assumed about one. */
export function describeChannel(
  name: string,
  setUp: (options: HarnessOptions) => Promise<ChannelHarness>,
  exceptions: Exceptions = {},
) {
  describe(`the ${name} channel`, () => {
    let harness: ChannelHarness
    let server: Server
    let accepted: Inbound[]
    let accept: (inbound: readonly Inbound[]) => Promise<void>
    let logged: string[]

    beforeEach(async () => {
      accepted = []
      logged = []
      accept = async (inbound) => {
        accepted.push(...inbound)
      }
      const host: ChannelHost = {
        accept: (inbound) => accept(inbound),
        openForm: async () => undefined,
        checkForm: () => ({}),
        openHome: async () => [],
        say: async (key) => key,
        advisorName: () => undefined,
        vault: createMemoryVault(),
        now: Date.now,
        until: (moment) => waitUntil(moment, Date.now),
        log: (level, message, facts) => logged.push(JSON.stringify([level, message, facts])),
      }
      server = createServer(async (request, response) => {
        try {
          await harness.adapter.receive(request, await readBody(request), response)
        } catch {
          response.writeHead(500).end()
        }
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      harness = await setUp({ host, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutMs: 300 })
    })

    afterEach(async () => {
      await harness.adapter.close?.()
      await harness.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })

    const delivery = (messages: readonly Outbound[], more: Partial<Delivery> = {}): Delivery => ({
      key: key(),
      to: harness.person,
      messages,
      attempts: 0,
      ...more,
    })

    describe('receiving', () => {
      it('hands over what a person said, with its own name in the ids', async () => {
        expect(await harness.say('こんにちは')).toBe(200)

        expect(accepted).toMatchObject([{ conversation: harness.person, body: { kind: 'text', text: 'こんにちは' } }])
        expect(accepted[0]?.eventId.startsWith(`${harness.adapter.name}:`)).toBe(true)
      })

      it('gives a redelivery the event id of the first delivery', async () => {
        await harness.say('こんにちは')
        await harness.redeliver()

        expect(new Set(accepted.map((one) => one.eventId)).size).toBe(1)
      })

      it('hands over a pressed choice by its id', async () => {
        await harness.adapter.send(delivery([text('どれ？', [{ id: 'answer:fit.a:5', label: 'とても' }])]))
        await harness.press('answer:fit.a:5')

        expect(accepted.at(-1)?.body).toMatchObject({ kind: 'choice', id: 'answer:fit.a:5' })
      })

      it('hands over a message it cannot read as media', async () => {
        await harness.sendSticker()

        expect(accepted.at(-1)?.body).toMatchObject({ kind: 'media' })
      })

      it('does not acknowledge what could not be stored', async () => {
        accept = () => Promise.reject(new Error('disk full'))

        expect(await harness.say('聞こえますか')).toBe(500)
      })

      it('refuses a request whose signature does not fit, and does nothing', async () => {
        await harness.say('こんにちは')
        accepted.length = 0

        expect(await harness.forge()).toBe(401)
        expect(accepted).toEqual([])
      })
    })

    describe('sending', () => {
      const shown: { name: string; message: Outbound; sees: string }[] = [
        { name: 'a text', message: text('やあ'), sees: 'やあ' },
        { name: 'an empty line', message: text(''), sees: '' },
        { name: 'a very long text', message: text(`${'あいうえお。'.repeat(2000)}おわり`), sees: 'おわり' },
        { name: 'text with markup', message: text('<b>&amp; *太字* <!channel> {key}'), sees: '太字' },
        { name: 'letters of two units', message: text('👩‍👩‍👧‍👦'.repeat(1500)), sees: '👩' },
        {
          name: 'thirteen choices',
          message: text(
            'どれ？',
            Array.from({ length: 13 }, (_, index) => ({ id: `do:${index}`, label: `選択肢${index}` })),
          ),
          sees: 'どれ？',
        },
        {
          name: 'thirty choices with long labels',
          message: text(
            'どれ？',
            Array.from({ length: 30 }, (_, index) => ({
              id: `item:${index}`,
              label: `${index}. ${'とても長い質問の文'.repeat(5)}`,
            })),
          ),
          sees: 'どれ？',
        },
        {
          name: 'a date-time picker',
          message: text('いつ？', [
            {
              id: 'answer:t:pick',
              label: '日時を選ぶ',
              pick: { initial: '2026-12-01T10:00', min: '2026-11-24T00:00', max: '2026-12-24T23:30' },
            },
          ]),
          sees: 'いつ？',
        },
        {
          name: 'a result',
          message: {
            kind: 'result',
            title: 'いまの答えは「フロント」寄りです',
            bars: [
              { label: 'フロント', level: 4, band: 'やや高め' },
              { label: 'バック', level: 1, band: '低め' },
            ],
            paragraphs: ['理由です。'.repeat(60), '目安です。'],
            text: 'いまの答えは「フロント」寄りです\n目安です。',
            choices: Array.from({ length: 9 }, (_, index) => ({ id: `do:${index}`, label: `ボタン${index}` })),
          },
          sees: 'フロント',
        },
        {
          name: 'a card',
          message: {
            kind: 'card',
            title: '相談の申し込み',
            facts: [{ label: '状態', value: '担当者がまだいません' }],
            text: '相談の申し込み\n状態：担当者がまだいません',
            choices: [{ id: 'desk:claim:X', label: '担当する' }],
          },
          sees: '相談の申し込み',
        },
        {
          name: 'words of an advisor',
          message: { kind: 'text', text: 'はじめまして', speaker: 'とても長い名前のアドバイザーの田中さんです' },
          sees: 'はじめまして',
        },
      ]

      it.each(shown)('shows $name within the platform’s limits', async ({ message, sees }) => {
        await harness.adapter.send(delivery([message]))

        expect(harness.objections()).toEqual([])
        expect(harness.seen().join('\n')).toContain(sees)
      })

      it('shows the words of an alert whose id it does not know, and of what is no message nothing', async () => {
        await harness.adapter.send(
          delivery([
            { kind: 'text', text: '担当をお願いします', mention: 'nobody here' },
            { kind: 'awaiting', who: 'human' },
          ]),
        )

        expect(harness.seen()).toHaveLength(1)
        expect(harness.seen()[0]).toContain('担当をお願いします')
        expect(harness.seen()[0]).not.toContain('nobody')
        expect(harness.objections()).toEqual([])
      })

      it('shows many messages of one turn in their order', async () => {
        await harness.adapter.send(delivery(Array.from({ length: 7 }, (_, index) => text(`${index}番`))))

        expect(harness.seen().join(' ')).toMatch(/0番.*1番.*2番.*3番.*4番.*5番.*6番/s)
        expect(harness.objections()).toEqual([])
      })

      it('shows a row once that is sent again after it arrived', async () => {
        const row = delivery([text('一度だけ')])
        await harness.adapter.send(row)
        await harness.adapter.send({ ...row, attempts: 1 })

        expect(harness.seen().filter((one) => one.includes('一度だけ'))).toHaveLength(1)
      })

      it(`shows a row once whose first attempt timed out after it arrived${exceptions.showsTwice ? ` (may show twice: ${exceptions.showsTwice})` : ''}`, async () => {
        const row = delivery([text('一度だけ')])
        harness.fail('silence after delivery')
        await expect(harness.adapter.send(row)).rejects.toMatchObject({ retry: true })
        await harness.adapter.send({ ...row, attempts: 1 })

        const times = harness.seen().filter((one) => one.includes('一度だけ')).length
        if (exceptions.showsTwice) expect(times).toBeLessThanOrEqual(2)
        else expect(times).toBe(1)
      })

      it.each([
        { how: 'server error', retry: true },
        { how: 'rate limit', retry: true },
        { how: 'refusal', retry: false },
      ] as const)('says of a $how whether another attempt can succeed: $retry', async ({ how, retry }) => {
        harness.fail(how)

        const failed = await harness.adapter.send(delivery([text('やあ')])).catch((error: unknown) => error)
        expect(failed).toBeInstanceOf(DeliveryError)
        expect(failed).toMatchObject({ retry })
      })

      it('writes nothing a person said, and no secret, to the log', async () => {
        await harness.say('わたしの秘密の話')
        await harness.adapter.send(delivery([text('あなたの秘密の話')]))
        harness.fail('refusal')
        await harness.adapter.send(delivery([text('もっと秘密の話')])).catch((error) => logged.push(String(error)))

        expect(logged.join('\n')).not.toMatch(/秘密|secret|token-for-tests/)
      })
    })
  })
}
