import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { fingerprint } from './fingerprint.ts'
import type { KeptReadings } from './understanding/faq/readings.ts'
import type { Keep } from './understanding/keep.ts'

/**
 * Keeps what was learned from the content in files, so that only the first
 * start after a change of content or code learns; and what was read for it, so
 * that after a change of content only what is new is read. A folder that cannot be
 * written to, or a file that cannot be read, costs a second and nothing else.
 */
export function keepModels(folder = 'data/learned'): Keep {
  const code = codeVersion()
  const fileOf = (madeFrom: readonly unknown[], ending: string) =>
    join(folder, `${fingerprint([...madeFrom, code, process.versions.icu]).slice(0, 16)}${ending}`)
  return {
    model<Model>(learnedFrom: readonly unknown[], train: () => Model) {
      const file = fileOf(learnedFrom, MODEL)
      const kept = load<Model>(file)
      if (kept) return kept
      const trained = train()
      save(folder, file, MODEL, trained)
      return trained
    },
    readings: (readBy) => load<KeptReadings>(fileOf(readBy, READINGS)),
    keepReadings: (readBy, readings) => save(folder, fileOf(readBy, READINGS), READINGS, readings),
  }
}

const MODEL = '.bin'
const READINGS = '.readings'
/** The models of a handful of contents; what was read for them is kept for the last one. */
const KEPT: Readonly<Record<string, number>> = { [MODEL]: 32, [READINGS]: 0 }

/** Changes with every line of the code that learns. */
function codeVersion(): string {
  const sources = join(import.meta.dirname, 'understanding')
  const code = createHash('sha256')
  for (const file of readdirSync(sources, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.ts')) code.update(readFileSync(join(sources, file)))
  }
  return code.digest('hex')
}

function load<Model>(file: string): Model | undefined {
  try {
    const bytes = readFileSync(file)
    const [digest, model] = [bytes.subarray(0, 32), bytes.subarray(32)]
    // a file cut short by a crash is no model
    return createHash('sha256').update(model).digest().equals(digest) ? (deserialize(model) as Model) : undefined
  } catch {
    return undefined
  }
}

/** The oldest of the same kind go. */
function save(folder: string, file: string, ending: string, made: unknown): void {
  try {
    mkdirSync(folder, { recursive: true })
    const bytes = serialize(made)
    const digest = createHash('sha256').update(bytes).digest()
    writeFileSync(`${file}.${process.pid}`, Buffer.concat([digest, bytes]))
    renameSync(`${file}.${process.pid}`, file)
    const others = readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((other) => other.endsWith(ending) && other !== file)
      .map((other) => ({ other, written: statSync(other).mtimeMs }))
      .sort((one, next) => next.written - one.written)
    for (const { other } of others.slice(KEPT[ending])) rmSync(other, { force: true })
  } catch {
    // nothing is lost: the next start learns again
  }
}
