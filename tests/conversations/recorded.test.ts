import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { RECORDED, type RecordedLine, replay } from '../../src/playground/record.ts'
import { createKnowledge } from '../../src/turn/knowledge.ts'

const knowledge = await createKnowledge(loadContent(), console.warn)
const files = existsSync(RECORDED) ? readdirSync(RECORDED).filter((file) => file.endsWith('.jsonl')) : []

it.each(files)('the recorded talk %s goes as it went', async (file) => {
  const recorded = readFileSync(join(RECORDED, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedLine)
  const script = recorded.map(({ expect: _, ...line }) => line)

  expect(await replay(script, knowledge)).toEqual(recorded)
})
