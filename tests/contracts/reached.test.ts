import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { Outbound } from '../../src/channels/channel.ts'
import { createConsoleChannel } from '../../src/channels/console/index.ts'
import { render as renderForLine } from '../../src/channels/line/render.ts'
import { render as renderForSlack } from '../../src/channels/slack/render.ts'
import { loadContent } from '../../src/content.ts'
import { complaintsAbout } from '../../src/emulators/line/rules.ts'
import { blocksError } from '../../src/emulators/slack/rules.ts'
import { silentLog } from '../../src/log.ts'
import { createSeal } from '../../src/seal.ts'
import { openStore } from '../../src/store/store.ts'
import { createKnowledge } from '../../src/turn/knowledge.ts'

/** Talks until nothing new is said: every button that appears is pressed, and everything people may type is typed. */
async function everythingSaid(): Promise<Outbound[]> {
  const content = loadContent()
  const store = await openStore('sqlite::memory:')
  let now = Date.parse('2026-11-24T15:00:00+09:00')
  const app = await createApp({
    store,
    content,
    knowledge: await createKnowledge(content, () => {}),
    seal: createSeal([{ id: 'k', secret: Buffer.alloc(32, 1) }]),
    log: silentLog,
    lanes: { advisors: undefined, webhook: undefined },
    now: () => now,
    channels: [() => createConsoleChannel('line')],
  })
  const said: Outbound[] = []
  let person = 0
  const talk = async (...steps: ({ text: string } | { id: string })[]) => {
    person++
    let last: readonly Outbound[] = []
    for (const step of steps) {
      now += 1000
      const body =
        'text' in step ? { kind: 'text' as const, text: step.text } : { kind: 'choice' as const, id: step.id }
      const [report] = await app.accept([
        { eventId: `line:${person}:${now}`, conversation: `line:p${person}`, at: now, body },
      ])
      last = report?.messages ?? []
      said.push(...last)
    }
    return last
  }

  const begin = { id: 'do:start_fit' }
  for (const values of [
    ['5', '1'],
    ['4', '2'],
    ['1', '5'],
    ['3', '3'],
    ['unknown', 'unknown'],
    ['5', '3'],
  ]) {
    const steps: ({ text: string } | { id: string })[] = [begin]
    for (const item of content.bank.items) {
      const options = item.options.map((option) => option.value)
      const wanted =
        item.kind === 'scale'
          ? values[item.reversed ? 1 : 0]!
          : (options[values[0]!.charCodeAt(0) % options.length] ?? options[0]!)
      steps.push({ id: `answer:fit.${item.id}:${wanted}` })
    }
    await talk(
      ...steps,
      { id: 'do:why_result' },
      { id: 'do:change_answer' },
      { id: 'do:share_result' },
      { id: 'do:history' },
      { id: 'do:show_result' },
    )
  }
  for (const topic of content.topics.keys()) await talk({ id: `topic:${topic}` })
  await talk(
    begin,
    { id: 'topic:front.jobs.sales' },
    { text: 'ぽぽぽぽ' },
    { text: 'ほげほげほげ' },
    { text: 'ぱぱぱぱぱ' },
    { id: 'do:back' },
    { id: 'do:why_question' },
    { id: 'do:stop' },
    { id: 'do:resume' },
    { id: 'do:restart' },
  )
  for (const wish of ['phone', 'chat', 'email']) {
    await talk(
      { id: 'do:talk_to_human' },
      { id: 'answer:callback.consent:yes' },
      { id: `answer:callback.wish:${wish}` },
      { text: '山田です' },
      ...(wish === 'phone' ? [{ text: '090-8888-7777' }] : wish === 'email' ? [{ text: 'a@example.jp' }] : []),
      ...(wish === 'email'
        ? []
        : [{ text: '日曜の10時' }, { text: '来週の火曜の午後' }, { id: 'answer:callback.slot:window' }]),
      { id: 'answer:callback.topic:none' },
      { id: 'answer:callback.confirm:no' },
      { id: 'answer:callback.choosingChange:none' },
      { id: 'answer:callback.confirm:yes' },
      { id: 'do:callback_status' },
      { id: 'do:change_callback' },
      { id: 'do:stop' },
      { id: 'do:cancel_callback' },
      { id: 'do:delete_my_data' },
      { id: 'answer:confirm.erase:yes' },
    )
  }
  for (const text of ['死にたい', 'ありがとう', 'バカ', 'こんにちは', 'ヘルプ', '？？？', 'www', '疲れた', 'AIなの？'])
    await talk({ text: 'やあ' }, { text })
  await app.stop({ grace: 100 })
  await store.close()
  return said
}

const said = await everythingSaid()

describe('every message a talk reaches', () => {
  it('is many, and of every kind people see', () => {
    expect(said.length).toBeGreaterThan(250)
    expect(new Set(said.map((message) => message.kind))).toEqual(new Set(['text', 'result']))
  })

  it('stays within LINE’s limits, alone', () => {
    for (const message of said) expect(complaintsAbout(renderForLine([message]).slice(0, 5))).toEqual([])
  })

  it('stays within Slack’s limits', () => {
    for (const message of said)
      for (const { blocks, text } of renderForSlack(message)) {
        expect(blocksError(blocks, 50)).toBeUndefined()
        expect(text.length).toBeGreaterThan(0)
      }
  })

  it('leaves no brace of a sentence unfilled', () => {
    expect(said.filter((message) => 'text' in message && /\{\w+\}/.test(message.text))).toEqual([])
  })
})
