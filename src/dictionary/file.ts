import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { COLUMNS, type Columns, type Lexemes } from '../understanding/japanese/lexemes.ts'

const NAMES = Object.keys(COLUMNS) as (keyof Columns)[]

const VERSION = 1
const LINE_END = 10

interface Head extends Pick<Lexemes, 'inflections' | 'unknown'> {
  readonly lengths: readonly number[]
}

/** The version, the length of the rest; then, compressed and with a checksum, a line of JSON and the columns. */
export function packLexemes(lexemes: Lexemes): Buffer {
  const { inflections, unknown } = lexemes
  const head: Head = { lengths: NAMES.map((name) => lexemes[name].length), inflections, unknown }
  const line = Buffer.from(JSON.stringify(head))
  const end = Buffer.alloc(4 - (line.length % 4), ' ')
  end[end.length - 1] = LINE_END
  const columns = NAMES.map((name) => lexemes[name]).map(
    (one) => new Uint8Array(one.buffer, one.byteOffset, one.byteLength),
  )
  const whole = Buffer.concat([line, end, ...columns])
  const params = { [constants.ZSTD_c_compressionLevel]: 22, [constants.ZSTD_c_checksumFlag]: 1 }
  return Buffer.concat([
    new Uint8Array(Uint32Array.of(VERSION, whole.length).buffer),
    zstdCompressSync(whole, { params }),
  ])
}

/** @throws when the file is broken, or of another version. */
export function unpackLexemes(file: Buffer): Lexemes {
  const version = file.readUInt32LE()
  if (version !== VERSION) throw new Error(`it has version ${version}, and ${VERSION} is needed`)
  // in one piece, of which the columns are parts
  const whole = zstdDecompressSync(file.subarray(8), { chunkSize: file.readUInt32LE(4) + 1 })
  const begin = whole.indexOf(LINE_END) + 1
  const { lengths, inflections, unknown } = JSON.parse(whole.toString('utf8', 0, begin)) as Head
  let at = whole.byteOffset + begin
  const columns = NAMES.map((name, index) => {
    const column = new COLUMNS[name](whole.buffer, at, lengths[index]!)
    at += column.byteLength
    return [name, column]
  })
  return { ...(Object.fromEntries(columns) as Columns), inflections, unknown }
}

/** A compressed file ends with it. */
export const checksumOf = (file: Buffer): string => file.toString('hex', file.length - 4)
