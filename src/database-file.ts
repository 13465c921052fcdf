import { closeSync, openSync, readSync } from 'node:fs'

/** https://www.sqlite.org/fileformat.html, 1.3 */
const HEAD = Buffer.from('SQLite format 3\0')

const KINDS: readonly { readonly begins: Buffer; readonly kind: string }[] = [
  { begins: Buffer.from([0x1f, 0x8b]), kind: 'a file packed with gzip, as a backup is (npm run restore takes one)' },
  { begins: Buffer.from('PK'), kind: 'a zip archive' },
  { begins: Buffer.from('PGDMP'), kind: 'a dump of PostgreSQL' },
]

/**
 * What a file that is no SQLite database looks like; undefined where there is a database, nothing yet, or nothing that
 * can be looked at. SQLite alone does not see to it: it takes a file of one byte for an empty database, and writes over it.
 */
export function looksLike(path: string): string | undefined {
  const head = headOf(path)
  if (!head || head.length === 0 || head.subarray(0, HEAD.length).equals(HEAD)) return undefined
  const known = KINDS.find(({ begins }) => head.subarray(0, begins.length).equals(begins))
  if (known) return known.kind
  // as a stream: the last letter may be cut in two
  const text = new TextDecoder().decode(head, { stream: true })
  return /[^\P{Cc}\s]|\ufffd/u.test(text) ? 'a file of another program' : 'a text'
}

function headOf(path: string): Buffer | undefined {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const head = Buffer.alloc(64)
    return head.subarray(0, readSync(file, head, 0, head.length, 0))
  } catch {
    // not there, not a file, not ours to read: opening it says so, with its own words
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
