import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../src/database-url.ts'
import { localKey } from '../src/keys.ts'
import { createSeal } from '../src/seal.ts'
import { insertUnanswered } from '../src/store/records.ts'
import { parseTopic } from '../src/topics.ts'

const folder = mkdtempSync(join(tmpdir(), 'bot-unanswered-'))
const url = `sqlite:${folder}/bot.sqlite`
const drafts = join(folder, 'faq/looks')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const list = () =>
  execFileSync(process.execPath, ['scripts/unanswered.ts', '--save', drafts], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATABASE_URL: url } as NodeJS.ProcessEnv,
  })

describe('the list of what people asked in vain', () => {
  let said: string
  beforeAll(async () => {
    const seal = createSeal([localKey(url)])
    const { db, close } = await openDatabase(url)
    for (const text of ['金髪でも働けますか', '金髪で働けるところ', '経理の仕事のことを教えてほしいです'])
      await insertUnanswered(db, {
        at: Date.now(),
        text: seal.seal(text, 'unanswered.text'),
        why: 'unknown',
        offered: '[]',
      })
    await close()
    said = list()
  })

  it('leaves out what an editor has answered since', () => {
    expect(said).toContain('答えられなかった質問 2件(ほかに、いまなら答えられる質問 1件)')
    expect(said).not.toContain('経理の仕事内容')
  })

  it('comes with a draft that can stay where it is saved', () => {
    const { topic, problems } = parseTopic('', 'looks.1', readFileSync(join(drafts, 'looks.1.md'), 'utf8'))

    expect(problems).toEqual([])
    expect(topic?.questions).toEqual(['金髪でも働けますか', '金髪で働けるところ'])
  })

  it('never writes over what is there', () => {
    writeFileSync(join(drafts, 'looks.1.md'), 'mine')
    list()

    expect(readFileSync(join(drafts, 'looks.1.md'), 'utf8')).toBe('mine')
    expect(readFileSync(join(drafts, 'looks.2.md'), 'utf8')).toContain('金髪')
  })
})
