import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Runs the scripted chat as a script would, and reads what comes out. */
function chat(lines: (object | string)[], args: string[] = []) {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const run = spawnSync(process.execPath, ['scripts/chat.ts', '--jsonl', ...args], { input, encoding: 'utf8' })
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('the scripted chat', () => {
  it('writes exactly one line for each it reads, in order, bad ones too', () => {
    const replies = chat([
      { user: 'u1', text: 'こんにちは' },
      'not json',
      { user: 'u2', text: '診断をはじめる' },
      { user: 'u1' },
      { user: 'u2', tap: 'とてもあてはまる' },
    ])

    expect(replies.map((reply) => reply.user ?? 'error')).toEqual(['u1', 'error', 'u2', 'error', 'u2'])
    expect(replies[2]).toMatchObject({
      state: 'fit',
      intent: 'start_fit',
      pending: { slot: 'fit.talk-first' },
      progress: { answered: 0, of: 15 },
    })
    expect(replies[4]).toMatchObject({ state: 'fit', intent: 'answer', answers: { 'talk-first': '5' } })
  })

  it('offers the article that may have been meant beside what we do not cover', () => {
    const [reply] = chat([{ user: 'u1', text: '土日休みの求人を探して' }])

    expect(reply.messages.flatMap((message: { choices: { id: string }[] }) => message.choices)).toContainEqual(
      expect.objectContaining({ id: 'topic:back.merits.holidays' }),
    )
  })

  it('tells topic, confidence and messages of an answered question', () => {
    const [reply] = chat([{ user: 'u1', text: '経理の仕事について詳しく知りたいです' }])

    expect(reply).toMatchObject({
      state: 'idle',
      intent: 'ask',
      topic: 'back.jobs.accounting',
      pending: null,
      result: null,
      bookings: [],
    })
    expect(reply.confidence).toBeGreaterThan(0.5)
    expect(reply.messages[1].choices.length).toBeGreaterThan(0)
  })

  it('takes a repeated id for a redelivery', () => {
    const replies = chat([
      { user: 'u1', text: 'こんにちは', id: 'e1' },
      { user: 'u1', text: 'こんにちは', id: 'e1' },
    ])

    expect(replies[1]).toMatchObject({ messages: [], intent: null })
  })

  it('tells bookings, and keeps the talk in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bot-chat-'))
    const db = ['--db', join(folder, 'talk.sqlite')]
    chat(
      [
        { user: 'u1', text: 'あした18時に090-8888-7777に電話ください、山田です', at: '2026-11-24T15:00:00+09:00' },
        { user: 'u1', tap: '同意する' },
        { user: 'u1', tap: 'とくになし' },
      ],
      db,
    )
    const [reply] = chat([{ user: 'u1', text: 'はい', at: '2026-11-24T15:05:00+09:00' }], db)
    rmSync(folder, { recursive: true, force: true })

    expect(reply.bookings).toMatchObject([
      { status: 'requested', name: '山田', phone: '+819088887777', date: '2026-11-25', from: '18:00' },
    ])
    expect(reply.state).toBe('idle')
  })
})

it('takes a number in the terminal as a person would type it, and presses buttons by /number', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-terminal-'))
  // the sixth button is an answer, 6 is none
  const input = '/1\n6\n4\n'
  const run = spawnSync(process.execPath, ['scripts/chat.ts', '--db', join(folder, 'talk.sqlite')], {
    input,
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })

  expect(run.stdout).toContain('[/1] 適性チェックをはじめる')
  expect(run.stdout).toContain('2/15')
  expect(run.stdout).not.toContain('3/15')
})
