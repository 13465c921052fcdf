import { describe } from 'vitest'
import { it } from './stage.ts'

// one file for the runner, so that all stories share one browser and one bot
describe('the playground in a browser', { timeout: 60_000 }, async () => {
  it.beforeAll(({ world, browser }) => void [world, browser], 90_000)
  await import('./stories/line.ts')
  await import('./stories/turning.ts')
  await import('./stories/desk.ts')
  await import('./stories/slack.ts')
  await import('./stories/misfortune.ts')
  await import('./stories/tools.ts')
  await import('./stories/access.ts')
})
