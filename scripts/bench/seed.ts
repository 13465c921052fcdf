import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { createConsoleChannel } from '../../src/channels/console/index.ts'
import { openApp } from '../../src/open.ts'
import { createSeal, type Key } from '../../src/seal.ts'
import { openStore } from '../../src/store/store.ts'

export const idOf = (number: number) => `U${String(number).padStart(32, '0')}`

/** Talks in different places, as the program itself saves them. */
async function savedTalks(key: Key): Promise<string[]> {
  const app = await openApp({
    databaseUrl: 'sqlite::memory:',
    keys: [key],
    logLevel: 'error',
    sends: false,
    channels: [() => createConsoleChannel('line')],
  })
  const talks: string[] = []
  const texts = ['こんにちは', '営業の仕事内容を教えてください', '診断をはじめる', ...Array(12).fill('まあまあかな')]
  for (const [at, text] of texts.entries()) {
    await app.accept([
      { eventId: `line:seed${at}`, conversation: 'line:seed', at: Date.now(), body: { kind: 'text', text } },
    ])
    talks.push(JSON.stringify(await app.savedOf('line:seed')))
  }
  await app.close()
  return talks
}

const CHUNK = 5_000

/**
 * Fills a store as months of use would: each conversation with its saved talk, an
 * event id, and an answer that was sent. Written directly, since turns would take hours.
 */
export async function seed(databaseUrl: string, key: Key, conversations: number): Promise<void> {
  const store = await openStore(databaseUrl)
  await store.close()
  if (conversations === 0) return
  const talks = await savedTalks(key)
  const seal = createSeal([key])
  const write = databaseUrl.startsWith('sqlite:') ? sqliteWriter(databaseUrl) : await postgresWriter(databaseUrl)
  const now = Date.now()
  for (let from = 0; from < conversations; from += CHUNK) {
    const rows: Row[] = []
    for (let number = from; number < Math.min(from + CHUNK, conversations); number++) {
      const id = `line:${idOf(number)}`
      const at = now - (number % 80) * 24 * 60 * 60_000
      const saved = seal.seal(talks[number % talks.length]!, `conversations.saved.${id}`)
      rows.push({ id, saved, at, event: `line:01SEED${number}`, key: randomUUID() })
    }
    await write.rows(rows)
  }
  await write.close()
}

interface Row {
  readonly id: string
  readonly saved: string
  readonly at: number
  readonly event: string
  readonly key: string
}

function sqliteWriter(url: string) {
  const db = new DatabaseSync(url.slice('sqlite:'.length))
  db.exec('pragma synchronous=off; pragma cache_size=-200000')
  const conversation = db.prepare(
    'insert into conversations (id, saved, turns, reachable, reachable_at, created_at, updated_at) values (?, ?, 5, 1, 0, ?, ?)',
  )
  const inbox = db.prepare('insert into inbox (event_id, at) values (?, ?)')
  const outbox = db.prepare(
    "insert into outbox (key, lane, mode, status, attempts, due_at, created_at, done_at) values (?, ?, 'new', 'sent', 1, ?, ?, ?)",
  )
  return {
    async rows(rows: readonly Row[]) {
      db.exec('begin')
      for (const { id, saved, at, event, key } of rows) {
        conversation.run(id, saved, at, at)
        inbox.run(event, at)
        outbox.run(key, id, at, at, at)
      }
      db.exec('commit')
    },
    async close() {
      db.exec('pragma wal_checkpoint(truncate)')
      db.close()
    },
  }
}

async function postgresWriter(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set synchronous_commit = off')
  return {
    async rows(rows: readonly Row[]) {
      const column = (name: keyof Row) => rows.map((row) => row[name])
      await client.query(
        'insert into conversations (id, saved, turns, reachable, reachable_at, created_at, updated_at) select id, saved, 5, 1, 0, at, at from unnest($1::text[], $2::text[], $3::bigint[]) as seeds (id, saved, at)',
        [column('id'), column('saved'), column('at')],
      )
      await client.query('insert into inbox (event_id, at) select * from unnest($1::text[], $2::bigint[])', [
        column('event'),
        column('at'),
      ])
      await client.query(
        "insert into outbox (key, lane, mode, status, attempts, due_at, created_at, done_at) select key, id, 'new', 'sent', 1, at, at, at from unnest($1::text[], $2::text[], $3::bigint[]) as seeds (key, id, at)",
        [column('key'), column('id'), column('at')],
      )
    },
    async close() {
      await client.query('vacuum analyze')
      await client.query('checkpoint')
      await client.end()
    },
  }
}
