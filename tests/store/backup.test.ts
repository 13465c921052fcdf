import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type BackupHead, type BackupLine, dumpStore } from '../../src/store/dump.ts'
import { queueRow } from '../../src/store/outbox.ts'
import type { Store } from '../../src/store/store.ts'
import { undumpStore } from '../../src/store/undump.ts'
import { MINUTE } from '../../src/time.ts'
import { startBot, TUESDAY } from '../support/bot.ts'
import { ENGINES } from '../support/stores.ts'

const KEY = '123e4567-e89b-42d3-a456-426614174000'
const keys = [{ id: 'k1', secret: randomBytes(32) }]

async function dumped(store: Store): Promise<BackupLine[]> {
  const lines: BackupLine[] = []
  await dumpStore(store, TUESDAY, async (line) => {
    // as it goes through the file
    lines.push(JSON.parse(JSON.stringify(line)))
  })
  return lines
}

async function* given(lines: readonly BackupLine[]) {
  yield* lines
}

const [sqlite, postgres] = ENGINES
const PATHS = [
  { from: sqlite, to: sqlite },
  { from: postgres, to: postgres },
  { from: sqlite, to: postgres },
  { from: postgres, to: sqlite },
]

describe.each(PATHS)('a backup of $from.engine restored into $to.engine', ({ from, to }) => {
  it('goes on with every talk, booking and waiting message where it was', async () => {
    const old = await from.create()
    const before = await startBot(old.store, { keys })
    await before.line.follow('U1')
    await before.say('U1', '診断をはじめる')
    const asked = await before.tap('U1', 'とてもあてはまる')
    await before.line.follow('U2')
    await before.say('U2', '電話で相談したい')
    const question = await before.app.questionOf('line:U2')
    const sealed = before.app.seal.seal('[{"kind":"text","text":"待っていた"}]', `outbox.messages.${KEY}`)
    await old.store.write((db) =>
      queueRow(db, { key: KEY, lane: 'line:U3', messages: sealed, dueAt: TUESDAY + 5 * MINUTE }, TUESDAY),
    )
    const lines = await dumped(old.store)
    await before.close()
    await old.close()

    const fresh = await to.create()
    const rows = await undumpStore(fresh.store, given(lines))
    const after = await startBot(fresh.store, { keys })

    expect(rows).toBe(lines.filter((line) => Array.isArray(line)).length)
    expect((await after.app.savedOf('line:U1'))?.context.fit?.order).toHaveLength(1)
    expect(await after.say('U1', 'つづき')).toContain(asked.split('\n').at(-1))
    expect(await after.app.questionOf('line:U2')).toEqual(question)
    await after.line.follow('U3')
    await after.moveTo(TUESDAY + 9 * MINUTE)
    expect(after.heard('U3').filter((text) => text === '待っていた')).toHaveLength(1)
    await after.close()
    await fresh.close()
  })
})

describe.each(ENGINES)('a backup ($engine)', ({ create }) => {
  it('gives no number again that was given before', async () => {
    const old = await create()
    const add = async (store: Store, key: string) => {
      await store.write((db) => queueRow(db, { key, lane: 'l', messages: '[]', dueAt: 0 }, 0))
      return await store.db.selectFrom('outbox').select('id').where('key', '=', key).executeTakeFirstOrThrow()
    }
    await add(old.store, 'a')
    const { id } = await add(old.store, 'b')
    await old.store.db.deleteFrom('outbox').execute()
    const lines = await dumped(old.store)
    await old.close()
    const fresh = await create()
    await undumpStore(fresh.store, given(lines))

    expect((await add(fresh.store, 'c')).id).toBe(id + 1)
    await fresh.close()
  })

  it('is refused when it is cut off, of a newer release, or the database is in use', async () => {
    const { store, close } = await create()
    const lines = await dumped(store)
    const head = lines[0] as BackupHead
    const newer = [{ ...head, migrations: [...head.migrations, '9999-new'] }, ...lines.slice(1)] as BackupLine[]

    await expect(undumpStore(store, given(lines.slice(0, -1)))).rejects.toThrow('not whole')
    await expect(undumpStore(store, given(newer))).rejects.toThrow('newer release')
    await store.write((db) => queueRow(db, { key: 'a', lane: 'l', messages: '[]', dueAt: 0 }, 0))
    await expect(undumpStore(store, given(lines))).rejects.toThrow('not empty')
    await close()
  })
})
