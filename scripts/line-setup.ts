import { parseArgs } from 'node:util'
import { setUpLine } from '../src/channels/line/setup/index.ts'
import { menuSvg, pictureOf } from '../src/channels/line/setup/picture.ts'
import { readConfig } from '../src/config.ts'
import { loadContent } from '../src/content.ts'
import { openDatabase } from '../src/database-url.ts'
import { ProblemsError } from '../src/errors.ts'
import { createSeal } from '../src/seal.ts'
import { peopleWithMenus } from '../src/turn/menu-people.ts'
import './plainly.ts'
import { publicAddress } from './public-address.ts'

const { values } = parseArgs({ options: { url: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } })

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function main() {
  const url = publicAddress(values.url, 'LINE', 'line:setup')
  const config = readConfig()
  if (!config.line)
    throw new ProblemsError('LINE is not set up here:', ['set LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN'])
  const store = await openDatabase(config.databaseUrl, { mustExist: true })
  try {
    const { problems, changes } = await setUpLine({
      ...config.line,
      url,
      menus: loadContent().menus,
      people: await peopleWithMenus(store.db, createSeal(config.keys), 'line'),
      isDryRun: values['dry-run'],
      draw: { svg: menuSvg, png: pictureOf },
      say: console.log,
    })
    console.log(`${changes} changes ${values['dry-run'] ? 'to be made' : 'made'}, ${problems.length} problems`)
    if (problems.length > 0) process.exitCode = 1
  } finally {
    await store.close()
  }
}
