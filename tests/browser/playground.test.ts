import { randomBytes } from 'node:crypto'
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import { openPlayground, type Playground } from '../../src/playground/index.ts'
import { panes, picture, seriousFindings, startBrowser } from './browser.ts'

/** Tuesday, 24 November 2026, three in the afternoon in Japan: the desk is open. */
const TUESDAY = Date.parse('2026-11-24T15:00:00+09:00')

/** One browser and one bot for all: each test takes a new person, or goes on with the page. */
describe('the playground in a browser', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bot-browser-'))
  const started = Date.now()
  let playground: Playground
  let browser: Browser
  let page: Page
  let on: ReturnType<typeof panes>
  let broken: string[]

  beforeAll(async () => {
    cpSync('content', join(folder, 'content'), { recursive: true })
    playground = await openPlayground({
      port: 0,
      serves: 'page',
      databaseUrl: `sqlite:${folder}/bot.sqlite`,
      keys: [{ id: 'k1', secret: randomBytes(32) }],
      logLevel: 'silent',
      contentFolder: join(folder, 'content'),
      realTime: () => TUESDAY + Date.now() - started,
    })
    browser = await startBrowser()
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await playground?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    await page?.close()
    // a form that a failed test left open would stand before the next
    for (const { id } of playground.world.emulators.slack.people()) playground.world.emulators.slack.closeModal(id)
    broken = []
    page = await browser.newPage({ viewport: { width: 1400, height: 1500 } })
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => broken.push(error.message))
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) broken.push(line.text())
    })
    await page.goto(`http://127.0.0.1:${playground.world.port}/`)
    on = panes(page)
    onTestFailed(async ({ task }) => {
      await picture(page, `failed-${task.name.slice(0, 20)}`)
    })
    return () => expect(broken).toEqual([])
  })

  /** Somebody new on LINE, from adding the account on. */
  async function becomes(name: string) {
    page.once('dialog', (dialog) => dialog.accept(name))
    await on.press(on.line, '人を増やす')
    await on.sees(on.line, 'はじめまして')
  }

  it('greets who adds the account, answers a question, and takes the quick replies away', async () => {
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

  it('walks through the questionnaire, with a question in the middle, to a result card', async () => {
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

  it('books on LINE, is claimed in Slack, carries words both ways, checks a form, is completed, and asks how it was', async () => {
    await becomes('みさき')
    await on.say('明日18時に090-8888-7777に電話ください、山田です')
    await on.tap('同意する')
    await on.tap('とくになし')
    await on.tap('この内容で申し込む')
    await on.sees(on.line, '受付番号は')
    await on.sees(on.desk, '+819088887777')
    await on.desk.getByLabel('この相談員として').selectOption('森')
    await on.press(on.desk, 'ホーム')
    await on.press(on.desk, '担当待ち(1)')
    await on.sees(on.desk, '担当者がまだいません')
    await picture(page, 'queue')
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
    await form.getByLabel('希望の日').fill('2026-01-05')
    await form.getByLabel('希望の時刻').fill('11:00')
    await form.locator('button[type=submit]').click()
    await form.getByText('過ぎている').waitFor()
    await picture(page, 'form-errors')
    await form.getByRole('button', { name: 'モーダルを閉じる' }).click()
    await form.waitFor({ state: 'detached' })
    await on.press(on.desk, '完了')
    await on.press(on.desk, '話せた')
    await on.sees(on.line, '相談はいかがでしたか')
    await on.tap('よかった')

    await on.sees(on.desk, 'よかった')
    await picture(page, 'completed')
  })

  it('answers in a channel’s thread, settles buttons in place, takes the command, checks the form, and has a Home tab', async () => {
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

  it('sends stickers and pictures, takes words back, picks a date in a sheet, blocks and comes back', async () => {
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
    await on.tap('電話')
    await on.say('なおです')
    await on.sees(on.line, '電話番号を教えて')
    await on.say('090-1234-5678')
    await on.tap('日時を選ぶ')
    await picture(page, 'date-sheet')
    await on.press(on.line, '決定')
    await on.sees(on.line, 'どんなことを話したいですか')
    await on.press(on.line, 'ブロック')
    await on.sees(on.line, 'ブロック中です')
    await on.press(on.line, 'ブロック解除')

    await on.line.getByLabel('LINEのメッセージ').waitFor()
    await on.sees(on.line, /おかえり|はじめまして/)
  })

  it('shows what went over the wire, with the limits it uses', async () => {
    await becomes('そら')
    await on.line.getByRole('button', { name: '送られたJSONと上限' }).first().click()
    const wire = page.getByRole('dialog', { name: '送られたJSON' })

    expect(await wire.getByLabel('JSON', { exact: true }).innerText()).toContain('"type": "text"')
    expect(await wire.getByRole('table').innerText()).toMatch(/文章.*\/ 5,000/)
    await wire.getByRole('button', { name: '閉じる' }).click()
  })

  it('shows editors where a question goes, the chart with the talk’s place, and a mistake as soon as it is saved', async () => {
    await becomes('ゆめ')
    const editor = page.locator('#pane-editor')
    await editor.getByLabel('質問', { exact: true }).fill('経理の仕事について詳しく知りたいです')
    await on.press(editor, '調べる')
    await on.sees(editor, 'back.jobs.accounting')
    await on.press(editor, '見る')
    await editor.locator('.drawing svg').waitFor()
    await on.say('診断をはじめる')
    await on.sees(editor, 'fit.asking')
    appendFileSync(join(folder, 'content/messages.yaml'), '\nbroken: [')
    await on.sees(editor, /messages\.yaml:\d+: is not valid YAML/)
    await editor.scrollIntoViewIfNeeded()
    await picture(page, 'editor')
    expect(await seriousFindings(page)).toEqual([])
  })

  it('moves the clock to the next reminder', async () => {
    await becomes('りく')
    await on.say('明日18時に090-8888-7777に電話ください、山田です')
    await on.tap('同意する')
    await on.tap('とくになし')
    await on.tap('この内容で申し込む')
    await on.sees(on.line, '受付番号は')
    const tools = page.locator('#pane-tools')
    await on.press(tools, '1日進める')

    await on.sees(on.line, '明日18:00')
    await picture(page, 'tools')
  })

  it('keeps nobody out, on a desktop and on a phone', async () => {
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
})
