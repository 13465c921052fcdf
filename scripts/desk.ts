import { parseArgs } from 'node:util'
import { deskLanes } from '../src/channels/index.ts'
import { readConfig } from '../src/config.ts'
import { requestCard } from '../src/desk/card.ts'
import { soughtIn } from '../src/desk/find.ts'
import { filterNamed } from '../src/desk/queue.ts'
import { openRequest, record } from '../src/desk/request.ts'
import { openApp } from '../src/open.ts'
import { findCallback, historyOf } from '../src/store/callbacks.ts'
import { resultsOf } from '../src/store/records.ts'
import { openRelay, relaysOf } from '../src/store/relay.ts'
import { dateOf, momentOf, timeOf } from '../src/time.ts'
import './plainly.ts'

const USAGE = `The advisors' desk in the terminal.

  npm run desk                                       the queue
  npm run desk -- list --as 佐藤 --only mine          all, waiting, mine, today or late
  npm run desk -- find 090-1234-5678 --as 佐藤       by telephone number, its last digits, or the request's number
  npm run desk -- show K7QAM4                        one request, with its talk and its history
  npm run desk -- claim K7QAM4 --as 佐藤
  npm run desk -- release K7QAM4 --as 佐藤
  npm run desk -- propose K7QAM4 --as 佐藤 --at "2026-12-01 15:00"
  npm run desk -- say K7QAM4 --as 佐藤 "こんにちは"    to the person's chat
  npm run desk -- end K7QAM4 --as 佐藤                the chat, not the request
  npm run desk -- complete K7QAM4 --as 佐藤 --outcome talked|unreachable|withdrawn
  npm run desk -- reopen K7QAM4 --as 佐藤             takes a completion back, and tells the person`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string' },
    only: { type: 'string', default: 'all' },
    at: { type: 'string', default: '' },
    outcome: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const ACTS = ['claim', 'release', 'complete', 'reopen', 'say', 'propose', 'end']
const OUTCOMES = ['talked', 'unreachable', 'withdrawn'] as const
const [what = 'list', reference = '', words = ''] = positionals
const proposed = momentIn(values.at)
const outcome = OUTCOMES.find((one) => one === values.outcome)
if (values.help || !['list', 'find', 'show', ...ACTS].includes(what)) {
  console.log(USAGE)
  process.exit(values.help ? 0 : 1)
}
if (what === 'list' && filterNamed(values.only) !== values.only) {
  console.error(`--only: "${values.only}" is none of all, waiting, mine, today, late`)
  process.exit(1)
}
const sought = what === 'find' ? soughtIn(positionals.slice(1).join(' ')) : undefined
if (what === 'find' && !sought) {
  console.error('Find what: npm run desk -- find 090-1234-5678')
  process.exit(1)
}
if (what === 'say' && words.trim() === '') {
  console.error(`Say what: npm run desk -- say ${reference || '<reference>'} --as 佐藤 "こんにちは"`)
  process.exit(1)
}
// each says something else to the person
if (what === 'complete' && !outcome) {
  const given = values.outcome === undefined ? 'is missing' : `"${values.outcome}" is none`
  console.error(`--outcome: ${given}: say how it ended, ${OUTCOMES.join(', ')}`)
  process.exit(1)
}
if (what === 'propose' && proposed === undefined) {
  console.error(`--at: "${values.at}" is no time such as "2026-12-01 15:00"`)
  process.exit(1)
}
if (ACTS.includes(what) && !values.as) {
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
  mustExist: true,
  lanes: deskLanes(config),
})
const work = (db: typeof app.store.db) => ({ db, content: app.knowledge.content, seal: app.seal, now: Date.now() })
const advisor = `terminal:${values.as ?? 'unknown'}`
const act = { reference, advisor, name: values.as ?? '' }

if (what === 'list') {
  const queue = await app.store.write((db) => app.advisors.queue(work(db), advisor, filterNamed(values.only)))
  console.log(queue.text)
} else if (sought) {
  console.log((await app.store.write((db) => app.advisors.find(work(db), advisor, sought))).text)
} else if (what === 'show') {
  process.exitCode = (await show()) ? 0 : 1
} else {
  const done = await app.store.write((db) => perform(work(db)))
  console.log(done.ok ? 'done' : done.why)
  if (!done.ok) process.exitCode = 1
}
await app.close()

function momentIn(words: string): number | undefined {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})[ T]((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(words) ?? []
  const moment = date && time ? momentOf(date, time) : Number.NaN
  return Number.isNaN(moment) || dateOf(moment) !== date ? undefined : moment
}

async function show(): Promise<boolean> {
  const row = await findCallback(app.store.db, reference)
  if (!row) {
    console.error(`there is no request "${reference}": npm run desk lists them`)
    return false
  }
  await app.store.write((db) => record(work(db), reference, advisor, 'saw'))
  const fit = (await resultsOf(app.store.db, row.conversation, 10)).find((one) => one.id === row.fit_result)
  const card = requestCard(app.knowledge.content, Date.now(), openRequest(app.seal, row), fit)
  console.log('text' in card ? card.text : '')
  for (const said of await relaysOf(app.store.db, reference)) {
    const text = openRelay(app.seal, said)
    const who = said.direction === 'to_person' ? `${row.claimed_name ?? ''}→ ` : ''
    if (text) console.log(`  ${dateOf(said.at)} ${timeOf(said.at)}  ${who}${text}`)
  }
  for (const { at, what, actor, detail } of await historyOf(app.store.db, reference))
    console.log(`  ${dateOf(at)} ${timeOf(at)}  ${what}  ${actor}${detail ? `  ${detail}` : ''}`)
  return true
}

async function perform(desk: ReturnType<typeof work>) {
  switch (what) {
    case 'claim':
      return await app.advisors.claim(desk, act)
    case 'release':
      return await app.advisors.release(desk, act)
    case 'reopen':
      return await app.advisors.reopen(desk, act)
    case 'say':
      return await app.advisors.write(desk, act, words, undefined)
    case 'end':
      return await app.advisors.end(desk, act)
    case 'propose':
      return await app.advisors.propose(desk, act, proposed!)
    default:
      return await app.advisors.complete(desk, act, outcome!)
  }
}
