import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'

const manifest = fileURLToPath(new URL('../package.json', import.meta.resolve('@sparticuz/chromium')))
const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }

/**
 * Where the browser is, unpacked once for each version of it. Left to itself
 * the package takes whatever stands at its place, also what another run is
 * still writing: so each run unpacks into a folder of its own, and the first
 * one that is done gives its folder the name all look for.
 */
export async function unpackedChromium(home = join(tmpdir(), `chromium-${version}`)): Promise<string> {
  if (!existsSync(home)) {
    const own = mkdtempSync(`${home}-`)
    const before = process.env.TMPDIR
    process.env.TMPDIR = own
    try {
      await chromium.executablePath()
    } finally {
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
    }
    try {
      renameSync(own, home)
    } catch (error) {
      rmSync(own, { recursive: true, force: true })
      if (!existsSync(home)) throw error
    }
  }
  return join(home, 'chromium')
}
