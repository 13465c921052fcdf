import { describe, expect, it } from 'vitest'
import { DESK, USER, useSlackChannel } from '../support/slack-channel.ts'

describe('what the Slack channel sends', () => {
  const t = useSlackChannel()

  it('keeps to one message a second in a channel and holds no other channel back', async () => {
    const order: string[] = []
    const said = async (name: string, sending: Promise<unknown>) => {
      await sending
      order.push(name)
    }
    const desk = () =>
      t.adapter.send({
        key: crypto.randomUUID(),
        to: `slack:channel:${DESK}`,
        messages: [{ kind: 'text', text: '机' }],
        attempts: 0,
      })
    await said('first', t.send('一'))
    await Promise.all([said('second', t.send('二')), said('desk', desk())])

    // Slack would have answered a second message within the second with 429
    expect(t.slack.calls.some((call) => call.answer.error === 'ratelimited')).toBe(false)
    expect(order).toEqual(['first', 'desk', 'second'])
  })

  it('obeys Retry-After', async () => {
    t.slack.fail('chat.postMessage', { kind: 'status', status: 429, retryAfter: 7 })

    await expect(t.send('やあ')).rejects.toMatchObject({ reason: 'rate_limited', after: 7000 })
  })

  it('lets a channel rest as long as Slack asked, and no other', async () => {
    t.slack.fail('chat.postMessage', { kind: 'status', status: 429, retryAfter: 30 })
    await t.send('一').catch(() => {})
    const again = t.send('一').catch((error: unknown) => error)
    await t.send('机', { to: `slack:channel:${DESK}` })

    expect(await again).toMatchObject({ reason: 'rate_limited', after: expect.any(Number) })
    expect(t.slack.messages(DESK)).toHaveLength(1)
    // it was not even asked
    expect(t.slack.calls.filter(({ method, answer }) => method === 'chat.postMessage' && !answer.ok)).toEqual([])
  })

  it('goes on where Slack stopped it in the middle of a turn', async () => {
    const row = { key: crypto.randomUUID(), messages: ['一', '二'].map((text) => ({ kind: 'text', text })) }
    t.slack.fail('chat.postMessage', { kind: 'status', status: 429, retryAfter: 1, spared: 1 })
    const stopped = await t.send('', row).catch((error: unknown) => error)
    await t.send('', { ...row, attempts: 1 })

    expect(stopped).toMatchObject({ reason: 'rate_limited', mayHaveArrived: true })
    expect(t.slack.direct(USER).map((one) => one.text)).toEqual(['一', '二'])
  })

  it('leaves what has not gone out to whoever may have taken it over meanwhile', async () => {
    let asked = 0
    const row = { messages: ['一', '二'].map((text) => ({ kind: 'text', text })), isHeld: () => asked++ === 0 }

    await expect(t.send('', row)).rejects.toMatchObject({ reason: 'taken_over', retry: true, mayHaveArrived: true })
    expect(t.slack.direct(USER).map((one) => one.text)).toEqual(['一'])
  })

  it('goes on where its token ended in the middle of a turn', async () => {
    const row = { key: crypto.randomUUID(), messages: ['一', '二'].map((text) => ({ kind: 'text', text })) }
    t.slack.fail('chat.postMessage', { kind: 'error', error: 'token_expired', spared: 1 })

    await expect(t.send('', row)).rejects.toMatchObject({ reason: 'token_expired', retry: true, mayHaveArrived: true })
  })

  it('finds what it had posted among many later messages', async () => {
    const row = { key: crypto.randomUUID(), messages: [{ kind: 'text', text: '一度だけ' }] }
    t.slack.fail('chat.postMessage', { kind: 'timeoutAfterDelivery' })
    await t.send('', row).catch(() => {})
    for (let count = 0; count < 110; count++) await t.slack.dm(USER, 'ねえ')
    await t.send('', { ...row, attempts: 1 })

    expect(t.slack.direct(USER).filter((one) => one.isBot)).toHaveLength(1)
  })

  it('shows that it works on an answer, and that it is done, in the person’s thread', async () => {
    await t.slack.dm(USER, '経理って何？')
    const { channel, ts } = t.slack.direct(USER)[0]!
    const reply = { channel, thread_ts: ts }
    await t.adapter.showTyping?.(`slack:T0TEAM:${USER}`, reply)
    expect(t.slack.status(channel)).toBe('processing')
    await t.send('お金の流れを', { reply })

    await expect.poll(() => t.slack.status(channel)).toBe('active')
  })

  it('lets a human be awaited in one thread: where the person wrote last', async () => {
    const threads: string[] = []
    for (const text of ['相談したい', '予約の確認']) {
      await t.slack.dm(USER, text)
      threads.push(t.slack.direct(USER).at(-1)!.ts)
      const reply = { channel: t.slack.directChannel(USER), thread_ts: threads.at(-1)! }
      await t.send('', { reply, messages: [{ kind: 'awaiting', who: 'human' }] })
    }
    const statuses = () => threads.map((thread) => t.slack.status(t.slack.directChannel(USER), thread))

    await expect.poll(statuses).toEqual(['active', 'suspended'])
    await t.send('', { messages: [{ kind: 'awaiting', who: 'bot' }] })
    await expect.poll(statuses).toEqual(['active', 'active'])
  })

  it('asks once whether this Slack knows sessions, and never waits for it', async () => {
    await t.slack.dm(USER, '経理って何？')
    const { channel, ts } = t.slack.direct(USER)[0]!
    const reply = { channel, thread_ts: ts }
    t.slack.fail('agents.sessions.setStatus', { error: 'unknown_method' })
    await t.adapter.showTyping?.(`slack:T0TEAM:${USER}`, reply)
    await t.adapter.showTyping?.(`slack:T0TEAM:${USER}`, reply)

    expect(t.slack.calls.filter(({ method }) => method === 'agents.sessions.setStatus')).toEqual([])
    await expect(t.send('はい', { reply })).resolves.toBeDefined()
  })

  it('shows the answer where the buttons were, and keeps the question', async () => {
    await t.adapter.send({
      key: crypto.randomUUID(),
      to: `slack:T0TEAM:${USER}`,
      attempts: 0,
      messages: [{ kind: 'text', text: '好きですか？', choices: [{ id: 'answer:a:5', label: 'とても' }] }],
    })
    const { channel, ts } = t.slack.direct(USER)[0]!
    await t.slack.press(USER, channel, ts, 'とても')
    const body = t.accepted[0]!.body
    await t.adapter.send({
      key: crypto.randomUUID(),
      to: `slack:T0TEAM:${USER}`,
      attempts: 0,
      messages: [{ kind: 'settled', source: 'source' in body ? body.source! : {}, answer: 'とても' }],
    })

    const [message] = t.slack.direct(USER)
    expect(message?.text).toBe('好きですか？\n→ とても')
    expect(JSON.stringify(message?.blocks)).not.toContain('button')
  })

  it('asks the next question although the answered one could not be changed just now', async () => {
    await t.send('好きですか？')
    const { channel, ts } = t.slack.direct(USER)[0]!
    t.slack.fail('chat.update', { kind: 'status', status: 429, retryAfter: 30 })
    await t.send('', {
      messages: [
        { kind: 'settled', source: { channel, ts, question: '好きですか？' }, answer: 'とても' },
        { kind: 'text', text: '得意ですか？' },
      ],
    })

    expect(t.slack.direct(USER).map((one) => one.text)).toEqual(['好きですか？\n→ とても', '得意ですか？'])
  })

  it('answers beside a thread whose first message was deleted', async () => {
    await t.slack.dm(USER, 'やっぱり消します')
    const { channel, ts } = t.slack.direct(USER)[0]!
    await t.slack.remove(USER, channel, ts)
    const row = { key: crypto.randomUUID(), reply: { channel, thread_ts: ts } }
    await t.send('はい', row)
    await t.send('はい', { ...row, attempts: 1 })

    expect(t.slack.direct(USER)).toMatchObject([{ text: 'はい', thread_ts: undefined }])
  })

  it('changes a card in place, text and blocks together', async () => {
    const receipt = await t.adapter.send({
      key: crypto.randomUUID(),
      to: `slack:channel:${DESK}`,
      attempts: 0,
      messages: [{ kind: 'card', title: '申し込み', facts: [], text: '申し込み', choices: [] }],
    })
    await t.adapter.send({
      key: crypto.randomUUID(),
      to: `slack:channel:${DESK}`,
      attempts: 0,
      replaces: receipt.refs[0]!,
      messages: [{ kind: 'card', title: '担当ずみ', facts: [], text: '担当ずみ', choices: [] }],
    })

    expect(t.slack.messages(DESK)).toHaveLength(1)
    expect(t.slack.messages(DESK)[0]).toMatchObject({ text: '担当ずみ' })
    expect(JSON.stringify(t.slack.messages(DESK)[0]?.blocks)).toContain('担当ずみ')
  })

  describe('words that lead to a message', () => {
    const line = (number: number) => `・R${number}　${'時'.repeat(30)}<${number}>`
    const list = (count: number) => {
      const numbers = Array.from({ length: count }, (_, index) => index + 1)
      return {
        messages: [
          {
            kind: 'text' as const,
            text: numbers.map(line).join('\n'),
            leads: numbers.map((number) => ({
              words: `R${number}`,
              to: { channel: DESK, ts: `1700000000.${String(number).padStart(6, '0')}` },
            })),
          },
        ],
      }
    }
    const markup = () =>
      t.slack
        .direct(USER)
        .at(-1)!
        .blocks!.map((block) => (block.text as { text: string }).text)

    it('are links as Slack writes them, and every line has its own, however many there are', async () => {
      await t.send('', list(100))
      const lines = markup().join('\n').split('\n')

      expect(lines).toHaveLength(100)
      expect(lines[0]).toBe(
        `・<https://zcareer.slack.com/archives/${DESK}/p1700000000000001|R1>　${'時'.repeat(30)}&lt;1&gt;`,
      )
      expect(lines[99]).toContain('/p1700000000000100|R100>')
      expect(t.slack.direct(USER).at(-1)?.text).not.toContain('https:')
    })

    it('cost one call for all there will be, and none where nothing leads anywhere', async () => {
      const asked = () => t.slack.calls.filter(({ method }) => method === 'auth.test').length
      await t.send('やあ')
      expect(asked()).toBe(0)
      await t.send('', list(3))
      await t.send('', list(20))

      expect(asked()).toBe(1)
      expect(t.slack.calls.some(({ method }) => method === 'chat.getPermalink')).toBe(false)
    })

    it('are words alone while Slack does not tell where it is', async () => {
      t.slack.fail('auth.test', { kind: 'error', error: 'fatal_error' })
      await t.send('', list(1))
      expect(markup()[0]).toMatch(/^・R1　/)
      await t.send('', list(1))

      expect(markup()[0]).toMatch(/^・<https/)
    })
  })
})
