import { expect } from 'vitest'
import { picture } from '../browser.ts'
import { it } from '../stage.ts'

it('books on LINE, is claimed in Slack, carries words both ways, checks a form, is completed, asks how it was, and is opened again', async ({
  page,
  on,
  becomes,
  books,
}) => {
  await becomes('みさき')
  await books()
  await on.sees(on.desk, '090-8888-7777')
  await on.desk.getByLabel('この相談員として').selectOption('森')
  await on.press(on.desk, 'ホーム')
  await on.press(on.desk, '担当待ち(1)')
  await on.sees(on.desk, '担当者がまだいません')
  await picture(page, 'queue')
  await on.desk.getByLabel('ホームの内容').getByRole('link').click()
  await on.desk.getByLabel('スレッドの内容').getByText('090-8888-7777').first().waitFor()
  await on.desk.getByLabel('この相談員として').selectOption('佐藤')
  await on.press(on.desk, '担当する')
  await on.sees(on.line, '担当が決まりました：佐藤')
  await on.desk.getByRole('button', { name: '件の返信' }).last().click()
  await on.reply('はじめまして、佐藤です。明日お電話しますね')
  await on.sees(on.line, '明日お電話しますね')
  await on.say('よろしくお願いします')
  await on.sees(on.desk, 'よろしくお願いします')
  await picture(page, 'relay')
  await on.press(on.desk, '時間を提案')
  const form = page.getByRole('dialog', { name: '時間を提案' })
  await form.locator('button[type=submit]').click()
  await form.getByText('必須フィールド').first().waitFor()
  await form.getByLabel('提案する日').fill('2026-01-05')
  await form.getByLabel('提案する時刻').fill('11:00')
  await form.locator('button[type=submit]').click()
  await form.getByText('もう過ぎています').waitFor()
  await picture(page, 'form-errors')
  await form.getByRole('button', { name: 'モーダルを閉じる' }).click()
  await form.waitFor({ state: 'detached' })
  await on.press(on.desk, '完了')
  await on.press(on.desk, '話せた')
  await on.sees(on.line, '相談はいかがでしたか')
  await on.tap('よかった')

  await on.sees(on.desk, 'よかった')
  await picture(page, 'completed')
  page.once('dialog', (dialog) => dialog.accept())
  await on.press(on.desk, '完了を取り消す')
  await on.sees(on.line, '記録のまちがいでした')
})

it('offers what an advisor changes as a correction, and says what cannot be taken back', async ({
  page,
  on,
  becomes,
}) => {
  await becomes('ことは')
  await on.say('明日17時に090-8888-6666に電話ください、佐々木です')
  for (const label of ['同意する', 'とくになし', 'この内容で申し込む']) await on.tap(label)
  const card = on.desk.getByRole('article').filter({ hasText: '090-8888-6666' })
  await on.press(card, '担当する')
  await on.sees(on.line, '担当が決まりました')
  await card.getByRole('button', { name: '返信' }).click()
  const thread = on.desk.getByLabel('スレッドの内容')
  const words = (text: string) => thread.getByRole('article').filter({ hasText: text }).last()
  await on.reply('明日13時にお電話します')
  await on.sees(on.line, '明日13時にお電話します')
  page.once('dialog', (dialog) => dialog.accept('明日17時にお電話します'))
  await on.press(words('明日13時に'), '編集')
  await on.sees(thread, '(編集済み)')
  await on.press(thread, '訂正として送る')
  await on.sees(on.line, '(訂正) 明日17時にお電話します')
  await on.sees(thread, '訂正として送りました')
  await picture(page, 'corrected')
  await on.press(words('明日17時に'), '削除')
  await on.sees(thread, '本人の画面からは消せません')

  expect(await thread.getByText('明日17時にお電話します').count()).toBe(0)
})
