import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PAGE = join(import.meta.dirname, 'page')
const found = (name: string) => fileURLToPath(import.meta.resolve(name))
/** Where a machine has no Japanese letters or no emoji of its own. */
const FONTS: Readonly<Record<string, string>> = {
  font: dirname(found('@fontsource-variable/noto-sans-jp/index.css')),
  emoji: dirname(found('@fontsource/noto-emoji/index.css')),
}

/** Packages the page imports as they are: there is no build step. */
const VENDOR: Readonly<Record<string, string>> = {
  'preact.mjs': found('preact'),
  'hooks.mjs': found('preact/hooks'),
  // once 3 MB: asked for only where the chart is shown
  'mermaid.js': found('@mermaid-js/tiny'),
  'htm.mjs': join(dirname(found('htm')), 'htm.mjs'),
}
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

export interface PageFile {
  readonly type: string
  readonly body: Buffer
  /** What a page may load; nothing from elsewhere but pictures in messages. */
  readonly policy?: string
}

/** A file of the page by its path below `/playground/`; undefined for anything that is not part of it. */
export async function pageFile(path: string): Promise<PageFile | undefined> {
  const file = whereIs(path === '' ? 'index.html' : path)
  const type = TYPES[path === '' ? 'html' : path.slice(path.lastIndexOf('.') + 1)]
  if (!file || !type) return undefined
  try {
    const body = await readFile(file)
    return { type, body, ...(file.endsWith('.html') ? { policy: policyOf(body.toString('utf8')) } : {}) }
  } catch {
    return undefined
  }
}

/** Scripts are files of ours; the one that stands in the page itself, the import map, is named by its hash. */
function policyOf(html: string): string {
  const [, map = ''] = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html) ?? []
  const hash = createHash('sha256').update(map).digest('base64')
  return `default-src 'self'; script-src 'self' 'sha256-${hash}'; style-src 'self' 'unsafe-inline'; img-src 'self' https: data:; base-uri 'none'; frame-ancestors 'none'`
}

function whereIs(path: string): string | undefined {
  if (/^[a-z0-9-]+\.(html|css|js|svg)$/.test(path)) return join(PAGE, path)
  const [, font, name = ''] = /^vendor\/(?:(font|emoji)\/)?((?:files\/)?[\w.-]+)$/.exec(path) ?? []
  if (font) return name.includes('..') ? undefined : join(FONTS[font]!, name)
  return VENDOR[name]
}
