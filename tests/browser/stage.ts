import { expect, test } from 'vitest'
import { startPlayground } from '../support/playground.ts'
import { panes, picture, startBrowser } from './browser.ts'

/** One browser and one bot for all stories; each has a page of its own, and takes a new person or goes on with what is there. */
export const it = test
  // biome-ignore lint/correctness/noEmptyPattern: what a fixture needs is read off the pattern
  .extend('world', { scope: 'file' }, async ({}, { onCleanup }) => {
    const playground = await startPlayground()
    onCleanup(() => playground.close())
    return Object.assign(playground.world, { contentFolder: playground.content })
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
  /** A call booked on LINE for tomorrow at six. */
  .extend('books', ({ on }) => async () => {
    await on.say('明日18時に090-8888-7777に電話ください、山田です')
    await on.tap('同意する')
    await on.tap('とくになし')
    await on.tap('この内容で申し込む')
    await on.sees(on.line, '受付番号は')
  })
