import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { queueRow } from '../../src/store/outbox.ts'
import { ENGINES, type TestStore } from '../support/stores.ts'

describe('the outbox command', () => {
  let test: TestStore
  const ids: Record<string, number> = {}
  beforeAll(async () => {
    test = await ENGINES[0].create()
    const { store } = test
    const reasons = { a: 'invalid_auth', b: 'invalid_auth (again)', c: 'not_in_channel', d: 'not_in_channel' }
    for (const [key, error] of Object.entries(reasons)) {
      await store.write((db) => queueRow(db, { key, lane: `line:${key}`, messages: '[]', dueAt: 1 }, 1))
      const dead = store.db.updateTable('outbox').set({ status: 'dead', error, done_at: 2 }).where('key', '=', key)
      ids[key] = (await dead.returning('id').executeTakeFirstOrThrow()).id
    }
  })
  afterAll(() => test.close())

  const run = (...args: string[]) => {
    const { PATH } = process.env
    const env = { PATH, DATABASE_URL: test.url } as NodeJS.ProcessEnv
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/outbox.ts', ...args], {
      encoding: 'utf8',
      env,
    })
    return { status, said: stdout + stderr }
  }
  const waiting = async () =>
    (await test.store.db.selectFrom('outbox').select('key').where('status', '=', 'pending').orderBy('key').execute())
      .map(({ key }) => key)
      .join('')

  it.each([
    { args: ['--revive', '1', 'x'], says: /"x" is no row's id/ },
    { args: ['1'], says: /npm run outbox -- --revive 12 15 19/ },
    { args: ['--revive', 'all'], says: /goes with --reason/ },
    { args: ['--revive', '1', '--reason', 'auth'], says: /goes with --reason/ },
  ])('does nothing where it is not clear what: $args', async ({ args, says }) => {
    const { status, said } = run(...args)

    expect([status, said]).toEqual([1, expect.stringMatching(says)])
    expect(await waiting()).toBe('')
  })

  it('tries several rows again, and says which it could not', async () => {
    const { status, said } = run('--revive', String(ids.c), '999999')

    expect(said).toMatch(/row 999999 is not dead.*tried again: 1 of 2.*waiting 1.*given up 3/s)
    expect([status, await waiting()]).toEqual([1, 'c'])
  })

  it('tries all again that were given up for a reason', async () => {
    const { status, said } = run('--revive', 'all', '--reason', 'invalid_auth')

    expect(said).toMatch(/tried again: 2 of 2.*waiting 3.*given up 1/s)
    expect([status, await waiting()]).toEqual([0, 'abc'])
  })
})
