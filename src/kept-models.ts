import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { KeepModel } from './understanding/faq/index.ts'

/**
 * Keeps what was learned from the content in a file, so that only the first
 * start after a change of content or code learns. A folder that cannot be
 * written to, or a file that cannot be read, costs a second and nothing else.
 */
export function keepModels(folder = 'data/learned'): KeepModel {
  return <Model>(learnedFrom: string, train: () => Model) => {
    const key = createHash('sha256')
      .update(`${learnedFrom} ${codeVersion()} ${process.versions.icu}`)
      .digest('hex')
      .slice(0, 16)
    const file = join(folder, `${key}.bin`)
    const kept = load<Model>(file)
    if (kept) return kept
    const trained = train()
    save(folder, file, trained)
    return trained
  }
}

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

/** Older models go: each content has its own. */
function save(folder: string, file: string, trained: unknown): void {
  try {
    mkdirSync(folder, { recursive: true })
    const model = serialize(trained)
    const digest = createHash('sha256').update(model).digest()
    writeFileSync(`${file}.${process.pid}`, Buffer.concat([digest, model]))
    renameSync(`${file}.${process.pid}`, file)
    const others = readdirSync(folder).filter((name) => name.endsWith('.bin') && join(folder, name) !== file)
    for (const name of others.slice(KEPT)) rmSync(join(folder, name), { force: true })
  } catch {
    // nothing is lost: the next start learns again
  }
}
const KEPT = 16
