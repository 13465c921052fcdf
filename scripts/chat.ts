import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { createConsoleChannel } from '../src/channels/console/index.ts'
import { readConfig } from '../src/config.ts'
import { ProblemsError } from '../src/errors.ts'
import { localKey } from '../src/keys.ts'
import { openApp } from '../src/open.ts'
import { createScriptedChat } from '../src/scripted/chat.ts'
import { findServer, talkToServer } from '../src/scripted/server.ts'
import { talk } from '../src/scripted/terminal.ts'
import './plainly.ts'

const { values } = parseArgs({
  options: {
    jsonl: { type: 'boolean', default: false },
    db: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(`Talk to the bot in the terminal, without LINE or Slack.

  npm run chat                           a talk; /2 presses the second button, /quit ends
  npm run -s chat -- --jsonl             one JSON object a line in, one out (see the README)
  --db FILE                              keep the talk in a SQLite file; without it nothing is kept`)
  process.exit(0)
}

const running = values.jsonl || values.db ? undefined : await findServer()
if (running) {
  await talkToServer(running)
  process.exit(0)
}

try {
  const databaseUrl = values.db ? `sqlite:${values.db}` : 'sqlite::memory:'
  const config = readConfig({
    ...process.env,
    LINE_CHANNEL_SECRET: '',
    LINE_CHANNEL_ACCESS_TOKEN: '',
    SLACK_BOT_TOKEN: '',
    SLACK_SIGNING_SECRET: '',
    SLACK_ADVISOR_CHANNEL: '',
    DATABASE_URL: databaseUrl,
  })
  const clock = { now: Date.now() as number, isMoved: false }
  const app = await openApp({
    databaseUrl,
    keys: process.env.DATA_KEYS ? config.keys : [localKey(databaseUrl)],
    logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
    channels: ['line', 'slack', 'console'].map((name) => () => createConsoleChannel(name)),
    now: () => (clock.isMoved ? clock.now : Date.now()),
  })
  const chat = createScriptedChat(app, clock)
  if (values.jsonl) {
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() !== '') process.stdout.write(`${JSON.stringify(await chat.take(line))}\n`)
    }
  } else await talk(chat)
  await app.close()
} catch (error) {
  console.error(error instanceof ProblemsError ? error.message : error)
  process.exitCode = 1
}
