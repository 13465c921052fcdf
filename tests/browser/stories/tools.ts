import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { picture, seriousFindings } from '../browser.ts'
import { it } from '../stage.ts'

it('shows editors where a question goes, the chart with the talk’s place, and a mistake as soon as it is saved', async ({
  page,
  on,
  becomes,
  world,
}) => {
  await becomes('ゆめ')
  const editor = page.locator('#pane-editor')
  await editor.getByLabel('質問', { exact: true }).fill('経理の仕事について詳しく知りたいです')
  await on.press(editor, '調べる')
  await on.sees(editor, 'back.jobs.accounting')
  await on.press(editor, '見る')
  await editor.locator('.drawing svg').waitFor()
  await on.say('診断をはじめる')
  await on.sees(editor, 'fit.asking')
  appendFileSync(join(world.contentFolder, 'messages.yaml'), '\nbroken: [')
  await on.sees(editor, /messages\.yaml:\d+: 「.*」で書き方がくずれています/)
  await editor.scrollIntoViewIfNeeded()
  await picture(page, 'editor')
  expect(await seriousFindings(page)).toEqual([])
})

it('moves the clock to the next reminder', async ({ page, on, becomes, books }) => {
  await becomes('りく')
  await books()
  const tools = page.locator('#pane-tools')
  await on.press(tools, '1日進める')

  await on.sees(on.line, '明日18:00')
  await picture(page, 'tools')
})
