import { createReadStream, existsSync, rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createGunzip } from 'node:zlib'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database-url.ts'
import { ProblemsError } from '../src/errors.ts'
import type { BackupLine } from '../src/store/dump.ts'
import { undumpStore } from '../src/store/undump.ts'
import './plainly.ts'

const {
  positionals: [file],
} = parseArgs({ allowPositionals: true })
if (!file) {
  console.error('name the backup: DATABASE_URL=sqlite:./data/new.sqlite npm run restore -- backup.jsonl.gz')
  process.exitCode = 1
} else {
  try {
    const { databaseUrl } = readConfig()
    // before anything is made for it
    const given = lines(file)
    await given.next()
    await given.return(undefined)
    console.log(
      `${await restore(file, databaseUrl)} rows are back. Start the bot with the DATA_KEYS of the time of the backup.`,
    )
  } catch (error) {
    if (error instanceof ProblemsError) throw error
    console.error(
      `${file} is not restored: ${isBroken(error) ? 'it is no backup, or only a part of one' : words(error)}`,
    )
    process.exitCode = 1
  }
}

/** A database that was made for a backup goes again with it: empty, it would pass for the bot's at the next start. */
async function restore(file: string, databaseUrl: string): Promise<number> {
  const path = databaseUrl.replace(/^sqlite:/, '')
  const isNew = databaseUrl.startsWith('sqlite:') && !existsSync(path)
  const store = await openDatabase(databaseUrl)
  try {
    return await undumpStore(store, lines(file)).finally(() => store.close())
  } catch (error) {
    if (isNew) for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    throw error
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What unzips to nothing, or to no JSON: another file, or one whose end is missing. */
function isBroken(error: unknown): boolean {
  return error instanceof SyntaxError || String((error as NodeJS.ErrnoException).code).startsWith('Z_')
}

async function* lines(path: string): AsyncGenerator<BackupLine> {
  let rest = ''
  for await (const piece of createReadStream(path).compose(createGunzip()).setEncoding('utf8')) {
    const whole = `${rest}${piece}`.split('\n')
    rest = whole.pop() ?? ''
    for (const line of whole) yield JSON.parse(line)
  }
}
