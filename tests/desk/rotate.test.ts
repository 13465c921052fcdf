import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { rotateKeys } from '../../src/desk/rotate.ts'
import { openApp } from '../../src/open.ts'
import { createSeal } from '../../src/seal.ts'
import { startBot } from '../support/bot.ts'
import { ENGINES } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'
const [older, newer] = ['old', 'new'].map((id) => ({ id, secret: randomBytes(32) })) as [
  { id: string; secret: Buffer },
  { id: string; secret: Buffer },
]

describe('sealing', () => {
  const seal = createSeal([older])

  it('opens what it sealed, in its place only', () => {
    const sealed = seal.seal('090', 'callbacks.phone.A')

    expect(sealed).not.toContain('090')
    expect(seal.open(sealed, 'callbacks.phone.A')).toBe('090')
    expect(() => seal.open(sealed, 'callbacks.phone.B')).toThrow(/changed or moved/)
  })

  it('names the key that is missing', () => {
    expect(() => createSeal([newer]).open(seal.seal('x', 'p'), 'p')).toThrow(/key "old".*add it/)
  })

  it.each([
    { what: 'sealed with another key', open: () => createSeal([{ ...newer, id: older.id }]) },
    { what: 'whose key is missing', open: () => createSeal([newer]) },
  ])('names nobody whose value does not open: $what', ({ open }) => {
    const place = `conversations.saved.line:${YUI}`

    expect(() => open().open(seal.seal('x', place), place)).toThrow(/a value of conversations\.saved (?!.*U0)/)
  })

  it('counts one person as one after a rotation', () => {
    expect(createSeal([newer, older]).pseudonym('line:U1')).toBe(seal.pseudonym('line:U1'))
  })
})

for (const { engine, create } of ENGINES) {
  describe(`rotating keys on ${engine}`, () => {
    it('makes every value readable without the old key, while people talk', async () => {
      const test = await create()
      const bot = await startBot(test.store, { keys: [newer, older] })
      bot.line.addUser({ userId: YUI, displayName: 'ゆい' })
      const before = await startBot(test.store, { keys: [older] })
      before.line.addUser({ userId: YUI, displayName: 'ゆい' })
      await before.say(YUI, '明日18時に090-8888-7777に電話ください、山田です')
      await before.tap(YUI, '同意する')
      await before.tap(YUI, 'とくになし')
      await before.tap(YUI, 'この内容で申し込む')
      await before.close()

      const [{ changed, unreadable }] = await Promise.all([
        rotateKeys(test.store, createSeal([newer, older])),
        bot.line.say(YUI, 'こんにちは'),
      ])
      await rotateKeys(test.store, createSeal([newer, older]))
      await bot.close()
      const after = await startBot(test.store, { keys: [newer] })
      after.line.addUser({ userId: YUI, displayName: 'ゆい' })

      // the talk may have been sealed anew by the turn that came between
      expect(changed).toBeGreaterThanOrEqual(2)
      expect(unreadable).toBe(0)
      expect(await after.say(YUI, '予約の確認')).toContain('山田')
      await after.close()
      await test.close()
    })
  })
}

describe('keys other than those the data was sealed with', () => {
  const [{ create }] = ENGINES
  const talked = async () => {
    const test = await create()
    const bot = await startBot(test.store, { keys: [older] })
    bot.line.addUser({ userId: YUI, displayName: 'ゆい' })
    await bot.say(YUI, 'こんにちは')
    await bot.close()
    return test
  }
  const start = (url: string, keys: (typeof older)[]) =>
    openApp({ databaseUrl: url, keys, logLevel: 'silent', sends: false })

  it.each([
    { what: 'another under the same name', keys: [{ ...newer, id: older.id }], says: /DATA_KEYS.*key "old".*another/ },
    { what: 'a new one without the old', keys: [newer], says: /DATA_KEYS.*key "old", which is not in DATA_KEYS/ },
  ])('keep the bot from starting: $what', async ({ keys, says }) => {
    const test = await talked()

    await expect(start(test.url, keys)).rejects.toThrow(says)
    await test.close()
  })

  it('are no hindrance where some of it opens', async () => {
    const test = await talked()
    await test.store.db
      .updateTable('conversations')
      .set({ id: `line:${YUI}x` })
      .execute()
    const bot = await startBot(test.store, { keys: [older] })
    bot.line.addUser({ userId: YUI, displayName: 'ゆい' })
    await bot.say(YUI, 'こんにちは')
    await bot.close()

    await (await start(test.url, [older])).close()
    await test.close()
  })
})
