import { expect } from 'vitest'
import { picture } from '../browser.ts'
import { it } from '../stage.ts'

it('greets who adds the account, answers a question, and takes the quick replies away', async ({ page, on }) => {
  await on.press(on.line, '友だち追加')
  await on.sees(on.line, 'はじめまして')
  await on.say('経理って？')
  await on.sees(on.line, '経理は、')
  const quick = on.line.getByRole('group', { name: 'クイックリプライ' })
  await picture(page, 'first-chat')
  const offered = await quick.getByRole('button').first().innerText()
  await on.tap(offered)

  await on.line.locator('.line-row.person').filter({ hasText: offered }).waitFor()
  await on.press(on.line, 'PC LINE')
  expect(await quick.count()).toBe(0)
})

it('walks through the questionnaire, with a question in the middle, to a result card', async ({
  page,
  on,
  becomes,
}) => {
  await becomes('はるか')
  await on.say('診断をはじめる')
  await on.sees(on.line, '1/15')
  await on.tap('とてもあてはまる')
  await on.sees(on.line, '2/15')
  await on.say('残業ってどれくらいありますか？')
  await on.sees(on.line, '残業')
  await expect.poll(() => on.line.getByText('2/15').count(), { timeout: 20_000 }).toBeGreaterThan(1)
  const card = on.line.locator('.flex-bubble')
  const bubbles = on.line.locator('.line-row.bot')
  for (let answered = 0; (await card.count()) === 0 && answered < 30; answered++) {
    const before = await bubbles.count()
    await on.line
      .getByRole('group', { name: 'クイックリプライ' })
      .getByRole('button')
      .nth(answered % 2)
      .click()
    await expect.poll(() => bubbles.count(), { timeout: 20_000 }).toBeGreaterThan(before)
  }
  await picture(page, 'result')

  expect(await card.innerText()).toMatch(/フロント|バック|ミドル/)
})

it('sends stickers and pictures, takes words back, picks a date in a sheet, blocks and comes back', async ({
  page,
  on,
  becomes,
}) => {
  await becomes('なお')
  await on.press(on.line, 'スタンプを送る')
  await on.press(on.line, 'スタンプ ありがとう')
  await on.line.locator('.line-row.person .sticker').waitFor()
  await on.press(on.line, '写真などを送る')
  await on.press(on.line, '写真')
  await on.line.locator('.line-row.person .line-media').waitFor()
  await on.say('まちがえました')
  await on.press(on.line, '送信取消')
  await on.sees(on.line, '送信を取り消しました')
  await on.say('アドバイザーに電話で相談したい')
  await on.tap('同意する')
  await on.say('なおです')
  await on.sees(on.line, '電話番号を教えて')
  await on.say('090-1234-5678')
  await on.tap('日時を選ぶ')
  await picture(page, 'date-sheet')
  await on.press(on.line, '決定')
  await on.sees(on.line, 'どんなことを話したいですか')
  await on.press(on.line, 'ブロック')
  await on.sees(on.line, 'ブロック中です')
  expect(await on.line.getByRole('group', { name: 'クイックリプライ' }).count()).toBe(0)
  await on.press(on.line, 'ブロック解除')

  await on.line.getByLabel('LINEのメッセージ').waitFor()
  await on.sees(on.line, /おかえり|はじめまして/)
})

it('shows what went over the wire, with the limits it uses', async ({ page, on, becomes }) => {
  await becomes('そら')
  await on.line.getByRole('button', { name: '送られたJSONと上限' }).first().click()
  const wire = page.getByRole('dialog', { name: '送られたJSON' })

  expect(await wire.getByLabel('JSON', { exact: true }).innerText()).toContain('"type": "text"')
  expect(await wire.getByRole('table').innerText()).toMatch(/文章.*\/ 5,000/)
  await wire.getByRole('button', { name: '閉じる' }).click()
})

it('has a menu below the talk that changes with it, but not on a computer', async ({ page, on, becomes }) => {
  await becomes('あおい')
  const bar = (name: RegExp) => on.line.getByRole('button', { name })
  await bar(/^メニュー/).click()
  await picture(page, 'menu')
  await on.press(on.line, '人に相談する')
  await on.sees(on.line, '同意する')
  await bar(/^申し込みメニュー/).waitFor()
  await on.press(on.line, 'やめる')
  await bar(/^メニュー/).waitFor()
  await on.press(on.line, 'PC LINE')

  expect(await bar(/メニュー/).count()).toBe(0)
})

it('keeps the end of the talk in sight when letters and pictures come late, and leaves a reader where they are', async ({
  on,
  becomes,
}) => {
  await becomes('つむぎ')
  await on.say('経理って？')
  await on.sees(on.line, '経理は、')
  const talk = on.line.getByLabel('LINEのトーク')
  const toEnd = () => talk.evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight)
  const grow = () =>
    on.line
      .locator('.line-bubble')
      .first()
      .evaluate((bubble) => (bubble.style.paddingTop = '90px'))
  await grow()
  await expect.poll(toEnd, { timeout: 20_000 }).toBeLessThan(2)

  await talk.hover()
  await talk.page().mouse.wheel(0, -200)
  await expect.poll(toEnd, { timeout: 20_000 }).toBeGreaterThan(100)
  const top = await talk.evaluate((list) => list.scrollTop)
  await on.tap('専門スキルが身につく')
  await on.sees(on.line, '専門性の高いもの')

  expect(await talk.evaluate((list) => list.scrollTop)).toBe(top)
})
