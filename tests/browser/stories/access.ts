import { expect } from 'vitest'
import { picture, seriousFindings } from '../browser.ts'
import { it } from '../stage.ts'

it('keeps nobody out, on a desktop and on a phone', async ({ page, on }) => {
  await on.slack.waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  for (const tab of ['LINE', 'Slack', '相談員', '道具', '編集']) {
    await page.getByRole('tab', { name: tab, exact: true }).click()
    expect(await page.locator('.pane:visible').count()).toBe(1)
    await picture(page, `phone-${tab}`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await seriousFindings(page)).toEqual([])
  }
})
