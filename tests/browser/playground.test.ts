import { describe } from 'vitest'
import { it } from './stage.ts'

describe('the playground in a browser', { timeout: 60_000 }, async () => {
  it.beforeAll(({ world, browser }) => void [world, browser], 90_000)
  // one file for the runner, so that all share one browser and one bot
  for (const stories of ['line', 'turning', 'desk', 'slack', 'misfortune', 'tools', 'access'])
    await import(`./stories/${stories}.ts`)
})
