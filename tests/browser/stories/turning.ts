import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { it } from '../stage.ts'

/** Holds back what the page asks for, until it is let through. */
async function hold(page: Page, path: 'act' | 'view'): Promise<() => void> {
  const { promise: open, resolve: letThrough } = Promise.withResolvers<void>()
  await page.route(`**/playground/${path}*`, async (route) => {
    await open
    // the page may be gone by then
    await route.continue().catch(() => undefined)
  })
  return letThrough
}

it.for(['act', 'view'] as const)(
  'lets nobody speak as the person before while a new one comes, if %s is slow',
  async (path, { page, on }) => {
    await on.line.getByLabel('LINEのメッセージ').fill('書きかけ')
    const letThrough = await hold(page, path)
    page.once('dialog', (dialog) => dialog.accept('まお'))
    await on.press(on.line, '人を増やす')
    await on.sees(on.line, 'トークを開いています')
    expect(await on.line.getByLabel('LINEのメッセージ').count()).toBe(0)
    letThrough()
    await on.sees(on.line, 'はじめまして')

    expect(await on.line.getByLabel('LINEのメッセージ').inputValue()).toBe('')
    expect(await on.line.getByLabel('この人として').locator('option:checked').innerText()).toBe('まお')
  },
)

it('shows an advisor nothing of another’s while theirs is on the way', async ({ page, on }) => {
  const field = on.desk.getByLabel('相談デスクへのメッセージ', { exact: true })
  await field.waitFor()
  const letThrough = await hold(page, 'view')
  await on.desk.getByLabel('この相談員として').selectOption('森')
  await on.sees(on.desk, 'Slackを開いています')
  expect(await field.count()).toBe(0)
  letThrough()

  await on.desk.getByLabel('森さんのSlack').waitFor()
})

it('takes the quick replies away with the tap: a second one finds nothing', async ({ page, on, becomes }) => {
  await becomes('ゆず')
  const letThrough = await hold(page, 'act')
  const quick = on.line.getByRole('group', { name: 'クイックリプライ' })
  await on.tap('質問の例を見る')
  expect(await quick.count()).toBe(0)
  letThrough()

  await quick.waitFor()
})
