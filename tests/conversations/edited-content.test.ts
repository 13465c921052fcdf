import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dump, load } from 'js-yaml'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content.ts'
import { startBot } from '../support/bot.ts'
import { ENGINES } from '../support/stores.ts'

const YUI = 'U00000000000000000000000000000001'
const SHIPPED = join(import.meta.dirname, '../../content')

interface Item {
  id: string
  text: string
  reversed?: boolean
}

/** What an editor does to the items while somebody is at the seventh of them. */
const EDITS: { name: string; change(items: Item[]): unknown; next: string; answers: number }[] = [
  {
    name: 'rewords it',
    change: (items) => Object.assign(items[6]!, { text: '順位がつくと、やる気が出るほうだ' }),
    next: '順位がつくと、やる気が出るほうだ',
    answers: 6,
  },
  {
    name: 'reweights an earlier one',
    change: (items) => void swapDirection(items),
    next: '目標の数字やランキング',
    answers: 6,
  },
  {
    name: 'removes it',
    change: (items) => Object.assign(items[6]!, { id: 'another-goal', text: '勝ち負けがあると、がんばれるほうだ' }),
    next: '勝ち負けがあると',
    answers: 6,
  },
  {
    name: 'removes an answered one',
    change: (items) => Object.assign(items[0]!, { id: 'another-talk', text: '人前で話すのは、わりと平気だ' }),
    next: '目標の数字やランキング',
    answers: 5,
  },
  {
    name: 'adds one before it',
    change: (items) => void items.splice(2, 0, { ...items[2]!, id: 'added', text: '新しく足した質問です' }),
    next: '目標の数字やランキング',
    answers: 6,
  },
  {
    name: 'reorders what is left',
    change: (items) => void items.splice(7, 8, ...items.slice(7, 15).reverse()),
    next: '目標の数字やランキング',
    answers: 6,
  },
]

/** Two items of one office change their direction, so that the bank stays balanced. */
function swapDirection(items: Item[]) {
  for (const id of ['talk-first', 'plan-broken']) {
    const item = items.find((one) => one.id === id)!
    item.reversed = !item.reversed
  }
}

for (const { engine, create } of ENGINES) {
  describe(`a questionnaire saved at its seventh item, on ${engine}`, () => {
    let folder: string
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'bot-edited-'))
      cpSync(SHIPPED, folder, { recursive: true })
    })
    afterEach(() => rmSync(folder, { recursive: true, force: true }))

    it.each(EDITS)('goes on when an editor $name', async ({ change, next, answers }) => {
      const test = await create()
      const bot = await startBot(test.store)
      bot.line.addUser({ userId: YUI, displayName: 'ゆい' })
      await bot.say(YUI, '診断をはじめる')
      for (let count = 0; count < 6; count++) await bot.tap(YUI, 'ややあてはまる')

      const file = join(folder, 'fit/items.yaml')
      const data = load(readFileSync(file, 'utf8')) as { version: number; items: Item[] }
      change(data.items)
      data.version++
      writeFileSync(file, dump(data))
      await bot.app.useContent(loadContent(folder))
      const answer = await bot.say(YUI, '続きから')
      const saved = await bot.app.savedOf(`line:${YUI}`)
      await bot.close()
      await test.close()

      expect(answer).toContain(next)
      expect(Object.keys(saved?.context.fit?.answers ?? {})).toHaveLength(answers)
    })
  })
}
