import { parseArgs } from 'node:util'
import { deskLanes } from '../src/channels/index.ts'
import { readConfig } from '../src/config.ts'
import { openRequest } from '../src/desk/booking.ts'
import { requestCard } from '../src/desk/card.ts'
import { openApp } from '../src/open.ts'
import { addHistory, findCallback, historyOf, openCallbacks } from '../src/store/callbacks.ts'
import { resultsOf } from '../src/store/records.ts'

const USAGE = `The advisors' desk in the terminal.

  npm run desk                                       the queue
  npm run desk -- show K7QAM4                        one request, with its history
  npm run desk -- claim K7QAM4 --as 佐藤
  npm run desk -- release K7QAM4 --as 佐藤
  npm run desk -- complete K7QAM4 --as 佐藤 --outcome talked|unreachable|withdrawn
  npm run desk -- say K7QAM4 --as 佐藤 "こんにちは"    to the person's chat`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string' },
    outcome: { type: 'string', default: 'talked' },
    help: { type: 'boolean', default: false },
  },
})
const [what = 'list', reference = '', words = ''] = positionals
if (values.help || !['list', 'show', 'claim', 'release', 'complete', 'say'].includes(what)) {
  console.log(USAGE)
  process.exit(values.help ? 0 : 1)
}
if (['claim', 'release', 'complete', 'say'].includes(what) && !values.as) {
  console.error(`Say who you are: npm run desk -- ${what} ${reference || '<reference>'} --as 佐藤`)
  process.exit(1)
}

const config = readConfig()
// no channel is opened: what is queued here is sent by the running server
const app = await openApp({
  databaseUrl: config.databaseUrl,
  keys: config.keys,
  logLevel: 'error',
  sends: false,
  lanes: deskLanes(config),
})
const work = (db: typeof app.store.db) => ({ db, content: app.knowledge.content, seal: app.seal, now: Date.now() })
const act = { reference, advisor: `terminal:${values.as}`, name: values.as ?? '' }

if (what === 'list') {
  const requests = (await openCallbacks(app.store.db)).map((row) => openRequest(app.seal, row))
  for (const message of app.advisors.queueMessages(work(app.store.db), requests))
    console.log('text' in message ? message.text : '')
} else if (what === 'show') {
  const row = await findCallback(app.store.db, reference)
  if (!row) throw new Error(`there is no request ${reference}`)
  await app.store.write((db) =>
    addHistory(db, { reference, at: Date.now(), actor: `terminal:${values.as ?? 'unknown'}`, what: 'seen' }),
  )
  const fit = (await resultsOf(app.store.db, row.conversation, 10)).find((one) => one.id === row.fit_result)
  const card = requestCard(app.knowledge.content, Date.now(), openRequest(app.seal, row), fit)
  console.log('text' in card ? card.text : '')
  for (const entry of await historyOf(app.store.db, reference)) {
    console.log(
      `  ${new Date(entry.at).toISOString()}  ${entry.what}  ${entry.actor}${entry.detail ? `  ${entry.detail}` : ''}`,
    )
  }
} else {
  const done = await app.store.write(async (db) => {
    switch (what) {
      case 'claim':
        return await app.advisors.claim(work(db), act)
      case 'release':
        return await app.advisors.release(work(db), act)
      case 'say':
        return await app.advisors.write(work(db), act, words, undefined)
      default:
        return await app.advisors.complete(work(db), act, values.outcome as 'talked')
    }
  })
  console.log(done.ok ? 'done' : done.why)
  if (!done.ok) process.exitCode = 1
}
await app.close()
