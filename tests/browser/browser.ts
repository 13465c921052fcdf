import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, chromium as driver, type Locator, type Page } from 'playwright-core'
import { unpackedChromium } from './chromium.ts'

/** Kept beside the tests' other output, not in git. */
const PICTURES = join(import.meta.dirname, '../../artifacts/screenshots')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A real Chromium that came with `npm ci`. */
export async function startBrowser(): Promise<Browser> {
  mkdirSync(PICTURES, { recursive: true })
  // the package's own arguments are for another place: one process, and pictures drawn by a software GPU
  const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none']
  return await driver.launch({ executablePath: await unpackedChromium(), args, headless: true })
}

export const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`) })

interface Finding {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly html: string }[]
}

/** What keeps people with a keyboard or a screen reader out, as axe sees it. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // not as a script of the page, which its policy forbids
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<{ violations: Finding[] }>('axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

/** The page as the people who use it see it. */
export function panes(page: Page) {
  const line = page.locator('#pane-line')
  const slack = page.locator('#pane-slack')
  const desk = page.locator('#pane-desk')
  const write = async (where: Locator, field: string, text: string) => {
    await where.getByLabel(field, { exact: true }).fill(text)
    await where.getByLabel(field, { exact: true }).press('Enter')
  }
  return {
    line,
    slack,
    desk,
    say: (text: string) => write(line, 'LINEのメッセージ', text),
    tap: (label: string) => line.getByRole('button', { name: label, exact: true }).last().click(),
    dm: (text: string) => write(slack, 'Zキャリアへのメッセージ', text),
    reply: (text: string) => write(desk, 'スレッドへの返信', text),
    press: (pane: Locator, label: string) => pane.getByRole('button', { name: label, exact: true }).last().click(),
    /** Waits until the words are there. */
    sees: (pane: Locator, text: string | RegExp) => pane.getByText(text).last().waitFor(),
  }
}
