import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { changedAt } from './program.ts'

it('tells of a program that was changed under the bots, at any depth', () => {
  const root = mkdtempSync(join(tmpdir(), 'program-'))
  mkdirSync(join(root, 'src/turn'), { recursive: true })
  mkdirSync(join(root, 'data'))
  const write = (path: string, at: number) => {
    writeFileSync(join(root, path), 'x')
    utimesSync(join(root, path), at, at)
    return changedAt(root)
  }
  for (const folder of ['src', 'src/turn']) utimesSync(join(root, folder), 1, 1)
  const seen = [write('src/main.ts', 100), write('data/bot.sqlite', 300)]
  mkdirSync(join(root, 'content'))
  seen.push(write('content/messages.yaml', 4_000_000_000))
  rmSync(root, { recursive: true })

  expect(seen[1]).toBe(seen[0])
  expect(seen[2]).toBe(4_000_000_000_000)
})
