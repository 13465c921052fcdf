import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database-url.ts'
import { dumpStore } from '../src/store/dump.ts'
import './plainly.ts'

const {
  positionals: [file],
} = parseArgs({ allowPositionals: true })
if (!file) {
  console.error('name the file: npm run backup -- backup.jsonl.gz')
  process.exitCode = 1
} else {
  const store = await openDatabase(readConfig().databaseUrl, { mustExist: true })
  const lines = new PassThrough()
  // under another name until it is whole
  const written = pipeline(lines, createGzip(), createWriteStream(`${file}.part`, { mode: 0o600 }))
  try {
    let rows = 0
    await dumpStore(store, Date.now(), async (line) => {
      if (Array.isArray(line)) rows++
      if (!lines.write(`${JSON.stringify(line)}\n`))
        await Promise.race([new Promise((resolve) => lines.once('drain', resolve)), written])
    })
    lines.end()
    await written
    renameSync(`${file}.part`, file)
    console.log(`${rows} rows in ${file}. Keep DATA_KEYS elsewhere: without them it cannot be read.`)
  } catch (error) {
    // where the disk is full it is in the way
    rmSync(`${file}.part`, { force: true })
    throw error
  } finally {
    await store.close()
  }
}
