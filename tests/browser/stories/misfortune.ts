import { expect } from 'vitest'
import { picture } from '../browser.ts'
import { it } from '../stage.ts'

it.for([
  { fault: 'Slack：混みあっていると断る(429)', ask: '営業って？', answer: '営業は、' },
  { fault: 'Slack：届けたあとで応答しない', ask: '人事って？', answer: '人事は、' },
])(
  'says it once in spite of "$fault", and nothing more when Slack delivers again',
  async ({ fault, ask, answer }, { page, on }) => {
    const tools = page.locator('#pane-tools')
    const answers = on.slack.getByText(answer)
    const nothingMore = tools.getByText('増えたメッセージ：0')
    const before = { answers: await answers.count(), nothingMore: await nothingMore.count() }
    // what the story before still sends would meet the fault meant for this one
    await on.sees(tools, '送信待ち 0')
    await on.press(tools, fault)
    await tools.getByRole('button', { name: fault, pressed: true }).waitFor()
    await on.dm(ask)
    await on.sees(tools, `起きました：${fault}`)
    await tools.getByRole('button', { name: fault, pressed: false }).waitFor()
    await on.sees(tools, '送信待ち 0')
    await on.press(tools, 'Slackの直前のWebhookをもう一度')
    await expect.poll(() => nothingMore.count(), { timeout: 20_000 }).toBe(before.nothingMore + 1)

    expect(await answers.count()).toBe(before.answers + 1)
  },
)

it('shows that it is at work while LINE is crowded, and no longer once the answer is there', async ({
  page,
  on,
  becomes,
}) => {
  await becomes('ひな')
  await on.press(page.locator('#pane-tools'), 'LINE：混みあっていると断る(429)')
  await on.say('経理って？')
  const sign = on.line.getByRole('status', { name: '入力中' })
  await sign.waitFor()
  await on.line.scrollIntoViewIfNeeded()
  await picture(page, 'loading')
  await on.sees(on.line, '経理は、')

  expect(await sign.count()).toBe(0)
})

it('brings what a person did in the order they did it, however slow the way', async ({ page, on, becomes }) => {
  await becomes('しおり')
  const { promise: open, resolve: letThrough } = Promise.withResolvers<void>()
  await page.route('**/act', async (route) => {
    if (route.request().postData()?.includes('ひとつめ')) await open
    await route.continue()
  })
  await on.say('ひとつめです')
  await on.say('ふたつめです')
  // long enough for the second to overtake, if it could
  await page.evaluate(() => fetch('view'))
  letThrough()
  await on.sees(on.line, 'ふたつめです')

  expect(await on.line.locator('.line-row.person .line-bubble').allInnerTexts()).toEqual([
    'ひとつめです',
    'ふたつめです',
  ])
})

it('gives words back that did not arrive because the bot was down, and takes them once it is up', async ({
  page,
  on,
  becomes,
  world,
}) => {
  await becomes('いろは')
  await on.sees(page.locator('header'), 'ボット稼働中')
  await world.kill()
  await on.sees(page.locator('header'), 'ボット停止中')
  await on.say('経理って？')
  await page.getByRole('alert').getByText('届きませんでした').waitFor()
  await picture(page, 'not-arrived')
  const field = on.line.getByLabel('LINEのメッセージ')
  expect(await field.inputValue()).toBe('経理って？')
  await world.restart()
  await on.sees(page.locator('header'), 'ボット稼働中')
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await field.press('Enter')
  await on.sees(on.line, '経理は、')

  expect(await field.inputValue()).toBe('')
})
