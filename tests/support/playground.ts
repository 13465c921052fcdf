import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPlayground } from '../../src/playground/index.ts'

/** Tuesday, 24 November 2026, three in the afternoon in Japan: the desk is open. */
const TUESDAY = Date.parse('2026-11-24T15:00:00+09:00')

/** A playground whose clock begins on that Tuesday, with a copy of the content to edit. */
export async function startPlayground() {
  const folder = mkdtempSync(join(tmpdir(), 'bot-playground-'))
  const content = join(folder, 'content')
  cpSync('content', content, { recursive: true })
  const started = Date.now()
  const playground = await openPlayground({
    port: 0,
    serves: 'page',
    databaseUrl: `sqlite:${folder}/bot.sqlite`,
    keys: [{ id: 'k1', secret: randomBytes(32) }],
    logLevel: 'silent',
    contentFolder: content,
    recordings: join(folder, 'recorded'),
    realTime: () => TUESDAY + Date.now() - started,
  })
  return {
    content,
    world: playground.world,
    async close() {
      await playground.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
