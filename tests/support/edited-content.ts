import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadContent } from '../../src/content.ts'

export const SHIPPED = join(import.meta.dirname, '../../content')

/** A copy of the shipped content, for an editor's hands. */
export function copyContent() {
  const folder = mkdtempSync(join(tmpdir(), 'bot-content-'))
  cpSync(SHIPPED, folder, { recursive: true })
  return {
    folder,
    edit: (file: string, change: (text: string) => string) =>
      writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8'))),
    add(file: string, text: string | Buffer) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    },
    /** What loading says is wrong; empty when it loads. */
    problems() {
      try {
        loadContent(folder)
        return ''
      } catch (error) {
        return String(error)
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
