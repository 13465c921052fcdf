import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { readAs } from './read-as.ts'
import { readYaml } from './yaml.ts'

const unreadable = (error: unknown) =>
  (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? 'ありません。ボットに必要なので、もとの名前で戻してください。'
    : `読めません(${(error as NodeJS.ErrnoException).code})。ほかのプログラムで開いていないか、見てください。`

/** Reads an editors' folder; what is wrong is collected, naming file, line or key, and the remedy. */
export function openContentFolder(folder: string) {
  const problems: string[] = []
  const fingerprint = createHash('sha256')

  const read = (file: string): string => {
    const text = readFileSync(join(folder, file), 'utf8')
    fingerprint.update(`${file}\0${text}\0`)
    if (text.includes('\uFFFD'))
      problems.push(`${folder}/${file}: 文字コードが UTF-8 ではありません。UTF-8 を選んで保存しなおしてください。`)
    return text
  }

  /** The data of a YAML file; undefined when it cannot be read. */
  const yaml = (file: string): unknown => {
    try {
      const found = readYaml(read(file))
      if ('data' in found) return found.data
      problems.push(`${folder}/${file}:${found.line}: ${found.problem}`)
    } catch (error) {
      problems.push(`${folder}/${file}: ${unreadable(error)}`)
    }
    return undefined
  }

  const checked = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
    const data = yaml(file)
    if (data === undefined) return undefined
    const read = readAs(schema, data)
    if ('data' in read) return read.data
    problems.push(...read.misfits.map(({ key, words }) => `${folder}/${file}: ${key}: ${words}`))
    return undefined
  }

  /** The files below a folder, by path. Editors on Windows see no ending, and save `x.md.txt`: that is a problem. */
  const list = (below: string, ending: '.md' | '.yaml'): string[] => {
    try {
      const files = readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' })
        .filter((file) => basename(file) !== 'README.md')
        .sort()
        .map((file) => `${below}/${file}`)
      problems.push(
        ...files
          .filter((file) => /\.(txt|md|markdown|ya?ml|rtf|docx?)$/i.test(file) && !file.endsWith(ending))
          .map((file) => `${folder}/${file}: 読まれていません。ファイル名の終わりを「${ending}」にしてください。`),
      )
      return files.filter((file) => file.endsWith(ending))
    } catch (error) {
      problems.push(`${folder}/${below}: ${unreadable(error)}`)
      return []
    }
  }

  return {
    folder,
    problems,
    read,
    yaml,
    checked,
    list,
    has: (file: string) => existsSync(join(folder, file)),
    /** Names of the folders inside a folder; none when it does not exist. */
    folders: (below: string): string[] =>
      existsSync(join(folder, below))
        ? readdirSync(join(folder, below), { withFileTypes: true })
            .filter((entry) => entry.isDirectory())
            .map((entry) => entry.name)
            .sort()
        : [],
    /** Of all that was read. */
    version: () => fingerprint.copy().digest('hex').slice(0, 12),
  }
}
export type ContentFolder = ReturnType<typeof openContentFolder>
