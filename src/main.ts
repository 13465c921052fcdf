import { mkdirSync, writeFileSync } from 'node:fs'
import { deskLanes, openChannels } from './channels/index.ts'
import { readConfig } from './config.ts'
import { startEmulators } from './emulators/index.ts'
import { ProblemsError } from './errors.ts'
import { openApp } from './open.ts'

try {
  await main()
} catch (error) {
  // what an operator can mend is said plainly; anything else with its trace
  console.error(error instanceof ProblemsError ? error.message : error)
  process.exit(1)
}

async function main() {
  const asked = readConfig()
  const emulators = asked.emulated ? await startEmulators(asked.port) : undefined
  const config = { ...asked, ...emulators?.config }
  const app = await openApp({
    databaseUrl: config.databaseUrl,
    keys: config.keys,
    logLevel: config.logLevel,
    channels: openChannels(config),
    lanes: deskLanes(config),
  })
  const port = await app.listen(config.port)
  if (emulators) noteEmulators(emulators.line.url)
  console.log(greeting(port, emulators?.notes))

  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, async () => {
      if (isStopping) return
      isStopping = true
      await app.close()
      await emulators?.close()
      process.exit(0)
    })
  }
}

/** Lets `npm run chat` find the running stand-in for LINE. */
function noteEmulators(lineUrl: string) {
  mkdirSync('data', { recursive: true })
  writeFileSync('data/emulators.json', JSON.stringify({ line: lineUrl }))
}

function greeting(port: number, notes: readonly string[] | undefined): string {
  const lines = [`Ready on http://localhost:${port} (webhooks: /webhooks/line, /webhooks/slack).`]
  if (notes)
    lines.push(
      ...notes,
      'Try it: open a second terminal and run  npm run chat  (it talks to this server, as a person on LINE).',
    )
  return lines.join('\n')
}
