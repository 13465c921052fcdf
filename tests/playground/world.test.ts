import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Act } from '../../src/playground/acts.ts'
import type { FaultName } from '../../src/playground/faults.ts'
import { startPlayground } from '../support/playground.ts'

/** The page's own HTTP, without a page; one bot for all, a new person for each. */
describe('the world behind the playground', { timeout: 60_000 }, () => {
  let playground: Awaited<ReturnType<typeof startPlayground>>
  let user: string

  beforeAll(async () => {
    playground = await startPlayground()
  })
  afterAll(() => playground?.close())

  const url = (path: string) => `http://127.0.0.1:${playground.world.port}/playground/${path}`
  async function act(does: Act): Promise<{ status: number; body?: Record<string, unknown> }> {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(url('act'), { method: 'POST', headers, body: JSON.stringify(does) })
    return (await answer.json()) as { status: number }
  }
  const chat = () => playground.world.emulators.line.chat(user)
  const heard = () => chat().filter(({ from }) => from === 'bot')
  const words = () => heard().map(({ message }) => String(message.text ?? message.altText))
  const hears = (text: string) => expect.poll(() => words().join('\n'), { timeout: 30_000 }).toContain(text)
  const arm = (name: FaultName) => act({ do: 'world.fault', name })
  const journal = () => playground.world.journal.notes.map(({ text }) => text).join('\n')
  async function book() {
    await act({ do: 'line.say', user, text: '明日18時に090-8888-7777に電話ください、山田です' })
    for (const label of ['同意する', 'とくになし', 'この内容で申し込む']) {
      await expect.poll(() => JSON.stringify(chat().at(-1)?.message), { timeout: 30_000 }).toContain(`"${label}"`)
      await act({ do: 'line.tap', user, data: label, label })
    }
    await hears('受付番号は')
  }

  beforeEach(async () => {
    user = String((await act({ do: 'line.add', name: 'ゆい' })).body?.userId)
    await hears('はじめまして')
  })

  it('pushes what a lost reply token cannot carry', async () => {
    await arm('line-token-lost')
    await act({ do: 'line.say', user, text: '経理って？' })
    await hears('経理は、')

    expect(heard().at(-1)?.by).toBe('push')
    expect(journal()).toContain('起きました：LINE：応答トークン')
  })

  it('says nothing twice when LINE delivered but did not answer, or delivers a webhook again', async () => {
    await arm('line-timeout')
    await act({ do: 'line.say', user, text: '経理って？' })
    await hears('経理は、')
    await act({ do: 'world.redeliver', platform: 'line' })

    expect(words().filter((text) => text.includes('経理は、'))).toHaveLength(1)
    expect(journal()).toContain('増えたメッセージ：0')
  })

  it('waits when LINE is crowded, and says it then', async () => {
    await arm('line-429')
    await act({ do: 'line.say', user, text: '経理って？' })

    await hears('経理は、')
  })

  it('says after a crash in the middle of sending what it had promised, once', async () => {
    await arm('crash')
    await act({ do: 'line.say', user, text: '経理って？' })
    await hears('経理は、')

    expect(words().filter((text) => text.includes('経理は、'))).toHaveLength(1)
    expect(journal()).toContain('ボットが起動しなおしました')
  })

  it('moves the clock for the bot and both platforms: reminders come', async () => {
    await book()
    await act({ do: 'world.move', ms: 3 * 3_600_000 + 5 * 60_000 })

    await hears('明日18:00')
  })

  it('saves a talk as a test that holds', async () => {
    await act({ do: 'line.say', user, text: '診断をはじめる' })
    await hears('1/15')
    await act({ do: 'line.tap', user, data: 'とてもあてはまる', label: 'とてもあてはまる' })
    const { body } = await act({ do: 'world.record', user, name: 'fit' })
    const lines = readFileSync(String(body?.file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

    expect(lines.map(({ event, text, tap }) => event ?? text ?? tap)).toEqual([
      'follow',
      '診断をはじめる',
      'とてもあてはまる',
    ])
    expect(lines.at(-1).expect).toMatchObject({ state: 'fit', intent: 'answer', answered: 1 })
  })

  it('follows the files: a talk goes on in new words, and a mistake leaves the last good ones', async () => {
    const file = join(playground.content, 'fit/items.yaml')
    const first = readFileSync(file, 'utf8')
    const problems = () => playground.world.content.problems
    const { version } = playground.world.content
    await act({ do: 'line.say', user, text: '診断をはじめる' })
    await hears('1/15')
    writeFileSync(
      file,
      first.replace('同じ作業でも、コツコツ続けるのは苦にならない', '同じ作業を、ずっと続けられるほうだ'),
    )
    await expect.poll(() => playground.world.content.version, { timeout: 30_000 }).not.toBe(version)
    await act({ do: 'line.tap', user, data: 'とてもあてはまる', label: 'とてもあてはまる' })
    await hears('同じ作業を、ずっと続けられるほうだ')

    writeFileSync(file, `${first}\n  broken: [`)
    await expect
      .poll(() => problems().join(), { timeout: 30_000 })
      .toMatch(/fit\/items\.yaml:\d+: 「.*」で書き方がくずれています/)
    const restarts = () => journal().split('ボットが起動しなおしました').length
    const before = restarts()
    await act({ do: 'world.restart' })
    await expect.poll(restarts, { timeout: 30_000 }).toBeGreaterThan(before)
    await act({ do: 'line.say', user, text: 'ひとつもどる' })
    await act({ do: 'line.say', user, text: 'とてもあてはまる' })
    await expect
      .poll(() => words().filter((text) => text.includes('ずっと続けられるほうだ')).length, { timeout: 30_000 })
      .toBe(2)

    writeFileSync(file, first)
    await expect.poll(() => problems(), { timeout: 30_000 }).toEqual([])
  })

  it('tells editors where a question would go, where the talk is, and how the items stand', async () => {
    await act({ do: 'line.say', user, text: '診断をはじめる' })
    await hears('1/15')
    await act({ do: 'line.tap', user, data: 'とてもあてはまる', label: 'とてもあてはまる' })
    await hears('2/15')
    const get = async (path: string) => JSON.parse(await (await fetch(url(path))).text())
    const asked = await get(`ask?text=${encodeURIComponent('経理の仕事について詳しく知りたいです')}`)
    const inside = await get(`inside?seeker=${user}`)

    expect(asked).toMatchObject({ decision: 'answer', understood: { kind: 'topic', topic: 'back.jobs.accounting' } })
    expect(asked.hits[0].id).toBe('back.jobs.accounting')
    expect(asked.why.map(({ token }: { token: string }) => token)).toContain('経理')
    expect(inside.chart.now).toBe('fit.asking')
    expect(inside.chart.drawings[0].text).toContain('class fit now')
    expect(inside.items[0]).toMatchObject({
      id: 'talk-first',
      answer: 'とてもあてはまる',
      answered: expect.any(Number),
    })
  })

  it('takes nothing from other sites’ pages, and no file from outside the page', async () => {
    const plain = await fetch(url('act'), { method: 'POST', body: '{"do":"world.restart"}' })
    expect(plain.status).toBe(415)
    for (const path of ['../package.json', 'vendor/font/../package.json', 'vendor/..%2fpackage.json', 'view.ts'])
      expect([path, (await fetch(url(path))).status]).toEqual([path, 404])
  })
})
