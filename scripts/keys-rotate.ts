import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/database-url.ts'
import { record } from '../src/desk/request.ts'
import { checkKeys, rotateKeys } from '../src/desk/rotate.ts'
import { createSeal } from '../src/seal.ts'
import './plainly.ts'

/** Seals every stored value anew with the first key of DATA_KEYS; afterwards the older keys can go. */
parseArgs()
const config = readConfig()
const store = await openDatabase(config.databaseUrl, { mustExist: true })
const seal = createSeal(config.keys)
await checkKeys(store, seal)
const { changed, unreadable } = await rotateKeys(store, seal)
await record({ db: store.db, now: Date.now() }, '', 'operator', 'rotated keys', `${changed} values`)
await store.close()
console.log(`${changed} values were sealed anew with key "${config.keys[0]?.id}"`)
if (unreadable > 0) {
  console.error(`${unreadable} values do not open with any key of DATA_KEYS: keep the old keys until you know why`)
  process.exitCode = 1
}
