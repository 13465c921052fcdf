import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPlayground } from '../../src/playground/index.ts'
import { panes, picture, startBrowser } from './browser.ts'

/** Tuesday, 24 November 2026, three in the afternoon in Japan: the desk is open. */
const TUESDAY = Date.parse('2026-11-24T15:00:00+09:00')

/** One browser and one bot for all stories; each has a page of its own, and takes a new person or goes on with what is there. */
export const it = test
  // biome-ignore lint/correctness/noEmptyPattern: what a fixture needs is read off the pattern
  .extend('world', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'bot-browser-'))
    const content = join(folder, 'content')
    cpSync('content', content, { recursive: true })
    const started = Date.now()
    const playground = await openPlayground({
      port: 0,
      serves: 'page',
      databaseUrl: `sqlite:${folder}/bot.sqlite`,
      keys: [{ id: 'k1', secret: randomBytes(32) }],
      logLevel: 'silent',
      contentFolder: content,
      realTime: () => TUESDAY + Date.now() - started,
    })
    onCleanup(async () => {
      await playground.close()
      rmSync(folder, { recursive: true, force: true })
    })
    return Object.assign(playground.world, { contentFolder: content })
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await startBrowser()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('page', async ({ browser, world, onTestFinished }) => {
    // a form that a failed story left open would stand before the next
    for (const { id } of world.emulators.slack.people()) world.emulators.slack.closeModal(id)
    const broken: string[] = []
    const page = await browser.newPage({ viewport: { width: 1400, height: 1500 } })
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => broken.push(error.message))
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) broken.push(line.text())
    })
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await picture(page, `failed-${task.name.slice(0, 20)}`)
      await page.close()
      expect(broken).toEqual([])
    })
    await page.goto(`http://127.0.0.1:${world.port}/`)
    return page
  })
  .extend('on', ({ page }) => panes(page))
  /** Somebody new on LINE, from adding the account on. */
  .extend('becomes', ({ page, on }) => async (name: string) => {
    page.once('dialog', (dialog) => dialog.accept(name))
    await on.press(on.line, '人を増やす')
    await on.sees(on.line, 'はじめまして')
  })
