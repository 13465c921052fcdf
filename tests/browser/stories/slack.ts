import { picture } from '../browser.ts'
import { it } from '../stage.ts'

it('answers in a channel’s thread, settles buttons in place, takes the command, checks the form, and has a Home tab', async ({
  page,
  on,
}) => {
  await on.press(on.slack, 'しごと相談')
  await on.slack
    .getByLabel('しごと相談へのメッセージ', { exact: true })
    .fill('@Zキャリア 営業の仕事内容を教えてください')
  await page.keyboard.press('Enter')
  await on.slack.getByRole('button', { name: '1件の返信' }).click()
  await on.slack.getByLabel('スレッドの内容').getByText('契約').waitFor()
  await picture(page, 'slack-thread')
  await on.press(on.slack, 'Zキャリア')
  await on.press(on.slack, '適性チェックをはじめる')
  await on.sees(on.slack, '1/15')
  await on.press(on.slack, 'とてもあてはまる')
  await on.sees(on.slack, '→ とてもあてはまる')
  await picture(page, 'slack')
  await on.press(on.slack, '/career')
  await on.sees(on.slack, '2/15')
  await on.slack.getByRole('button', { name: 'アドバイザーに相談', exact: true }).first().click()
  const form = page.getByRole('dialog', { name: 'アドバイザーに相談' })
  await form.getByRole('checkbox').check()
  await form.getByRole('radio', { name: '電話' }).check()
  await form.getByLabel('お名前').fill('たくみ')
  await form.getByLabel(/電話番号/).fill('123')
  await form.locator('button[type=submit]').click()
  await form
    .getByText(/電話番号を/)
    .last()
    .waitFor()
  await picture(page, 'slack-form')
  await form.getByRole('button', { name: 'モーダルを閉じる' }).click()
  await form.waitFor({ state: 'detached' })
  await on.press(on.slack, 'ホーム')
  await on.slack.getByRole('region', { name: 'ホームの内容' }).waitFor()
  await picture(page, 'slack-home')
})
