import { isMigrated } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/store.ts'

// a node that does nothing but start: ends with 0 if the store is ready for it
const store = await openStore(process.argv[2]!)
process.exitCode = (await isMigrated(store)) ? 0 : 1
await store.close()
