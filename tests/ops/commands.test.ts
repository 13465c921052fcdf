import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const run = (script: string, args: readonly string[], env: Record<string, string>) =>
  spawnSync(process.execPath, [`scripts/${script}`, ...args], { encoding: 'utf8', env })

/** What a command asks for before it reads any setting. */
const NEEDED: Record<string, string[]> = {
  // or it would talk to a server that runs from here
  'chat.ts': ['--jsonl'],
  'backup.ts': ['backup.jsonl.gz'],
  'restore.ts': ['backup.jsonl.gz'],
  'line-setup.ts': ['--url', 'https://bot.example.com'],
}

describe('a command of the operator', () => {
  const scripts = readdirSync('scripts').filter(
    (file) => file.endsWith('.ts') && readFileSync(`scripts/${file}`, 'utf8').includes('readConfig('),
  )

  it.each(scripts)('%s says what is wrong with a setting, without a trace', (script) => {
    const { status, stderr } = run(script, NEEDED[script] ?? [], { LOG_LEVEL: 'loud' })

    expect(status).toBe(1)
    expect(stderr).toMatch(/LOG_LEVEL: /)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it.each([
    { script: 'outbox.ts', args: ['--revived', '1'], says: /Unknown option '--revived'/ },
    { script: 'report.ts', args: ['--html', '/nowhere/report.html'], says: /no such file or directory.*\/nowhere/ },
    { script: 'backup.ts', args: ['/nowhere/backup.jsonl.gz'], says: /no such file or directory.*\/nowhere/ },
  ])('$script says what is wrong with $args, without a trace', ({ script, args, says }) => {
    const { status, stderr } = run(script, args, { DATABASE_URL: 'sqlite::memory:' })

    expect(status).toBe(1)
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})
