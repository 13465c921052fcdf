import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { cpuBelow, MEASURED_CORE, otherCores, pin, type Running, start } from './bench/contender.ts'
import { type Measured, startPlatform } from './bench/platform.ts'
import { readProfile } from './bench/profile.ts'
import { idOf, seed } from './bench/seed.ts'
import { median, percentile } from './bench/statistics.ts'

/**
 * The product against a bare SDK bot, under the same load, in interleaved
 * rounds: on a machine that does other work, too, only what stands in the same
 * round can be compared. See the README, "How fast it is".
 */
const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string', default: '2.5' },
    only: { type: 'string' },
    folder: { type: 'string' },
    'of-a-core': { type: 'string' },
  },
})
const ROUNDS = Number(values.rounds ?? (values.full ? 7 : 5))
const SECONDS = Number(values.seconds)
const AT_ONCE = 64
/** So little of a core for each bot that the machine has enough for several of them, the database and the load. */
const OF_A_CORE = values['of-a-core'] === undefined ? undefined : Number(values['of-a-core'])
const ACTIVE = 5_000
const KEY = { id: 'bench', secret: Buffer.alloc(32, 7) }

interface Contender {
  readonly name: string
  readonly script: string
  readonly nodeOptions?: readonly string[]
  readonly engine: 'none' | 'sqlite' | 'postgres'
  readonly conversations: number
  readonly nodes?: number
}
const BARE: Contender = {
  name: 'bare SDK + Express',
  script: 'scripts/bench/echo-bot.ts',
  engine: 'none',
  conversations: 0,
}
/** As `npm start` starts it. */
const START = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.split(' ').slice(1) as string[]
const product = (engine: 'sqlite' | 'postgres', conversations: number, nodes = 1): Contender => ({
  name: `${engine === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, ${conversations === 0 ? 'empty' : conversations.toLocaleString('en')}${nodes > 1 ? `, ${nodes} nodes` : ''}`,
  script: START.at(-1)!,
  nodeOptions: START.slice(0, -1),
  engine,
  conversations,
  nodes,
})
const contenders = [
  BARE,
  product('sqlite', 0),
  product('sqlite', 100_000),
  ...(values.full ? [product('sqlite', 1_000_000)] : []),
  product('postgres', 0),
  ...(values.full ? [product('postgres', 100_000), product('postgres', 1_000_000)] : []),
  ...(values.full || OF_A_CORE !== undefined ? [product('postgres', 0, 2)] : []),
].filter((one) => one === BARE || !values.only || one.name.toLowerCase().includes(values.only.toLowerCase()))

const folder = mkdtempSync(join(values.folder ?? tmpdir(), 'bot-bench-'))
const platform = await startPlatform()
const postgres = contenders.some((one) => one.engine === 'postgres') ? await startPostgres() : undefined
pin(process.pid, otherCores)
try {
  await run()
} finally {
  await platform.close()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
}

interface Entry extends Contender {
  readonly running: readonly Running[]
  readonly crowd: ReturnType<typeof platform.crowd>
  readonly idleMb: number
  /** CPU µs for each turn: of the bots, of the database beside them, and of the load and the stand-in together. */
  readonly saturated: (Measured & { cpu: number; database: number; load: number })[]
  readonly paced: Measured[]
  readonly loadedMb: number[]
}

async function run() {
  const entries: Entry[] = []
  for (const [at, contender] of contenders.entries()) {
    const databaseUrl = await databaseFor(contender, at)
    console.error(`preparing: ${contender.name}`)
    if (databaseUrl) await seed(databaseUrl, KEY, contender.conversations)
    const running: Running[] = []
    for (let node = 0; node < (contender.nodes ?? 1); node++) running.push(await startOne(contender, databaseUrl, node))
    const ids = Array.from({ length: ACTIVE }, (_, person) =>
      idOf(Math.floor((person * Math.max(contender.conversations, ACTIVE)) / ACTIVE)),
    )
    const crowd = platform.crowd(
      running.map((one) => one.url),
      ids,
      at + 1,
    )
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const idleMb = Math.max(...running.map((one) => one.residentMb() ?? Number.NaN))
    entries.push({ ...contender, running, crowd, idleMb, saturated: [], paced: [], loadedMb: [] })
  }

  // the first turns compile the program; nobody is measured in them
  for (const entry of entries) await entry.crowd.saturate(Math.max(2, SECONDS), atOnce(entry))
  for (let round = 0; round < ROUNDS; round++) {
    console.error(`round ${round + 1} of ${ROUNDS}`)
    for (const entry of entries) {
      const before = spent(entry)
      const saturated = await entry.crowd.saturate(SECONDS, atOnce(entry))
      const after = spent(entry)
      const perTurn = (of: keyof typeof after) => ((after[of] - before[of]) * 1000) / saturated.turns
      entry.saturated.push({ ...saturated, cpu: perTurn('bots'), database: perTurn('database'), load: perTurn('load') })
      entry.loadedMb.push(Math.max(...entry.running.map((one) => one.residentMb() ?? Number.NaN)))
    }
    // less than a core can take no pace that a whole one of the bare bot is measured by
    if (OF_A_CORE !== undefined) continue
    const bareRate = rate(entries[0]!.saturated.at(-1)!)
    for (const entry of entries) entry.paced.push(await entry.crowd.pace(SECONDS, bareRate / 2))
  }
  const starts = OF_A_CORE === undefined ? await coldStarts(entries) : new Map<string, number[]>()
  for (const entry of entries) {
    await entry.crowd.close()
    for (const one of entry.running) await one.stop()
  }
  report(entries, starts)
  if (values.profile) for (const contender of contenders.slice(1, 2)) await profile(contender)
}

/** People at once. A bot with a part of a core would make more of them wait longer than a webhook may. */
function atOnce({ nodes = 1 }: Contender): number {
  return OF_A_CORE === undefined ? AT_ONCE : (AT_ONCE / 4) * nodes
}

/** CPU ms spent so far, by whom. */
function spent(entry: Entry) {
  const { user, system } = process.cpuUsage()
  return {
    bots: entry.running.reduce((sum, one) => sum + (one.cpuMs() ?? Number.NaN), 0),
    database: entry.engine === 'postgres' ? postgres!.cpuMs() : 0,
    load: (user + system) / 1000,
  }
}

function rate(measured: Measured): number {
  return measured.turns / measured.seconds
}

function startOne(contender: Contender, databaseUrl: string | undefined, node = 0, nodeOptions: string[] = []) {
  return start(
    contender.name,
    contender.script,
    {
      LINE_API_BASE_URL: platform.url,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl, DATA_KEYS: `${KEY.id}:${KEY.secret.toString('base64')}` } : {}),
    },
    {
      core: MEASURED_CORE + node,
      nodeOptions: [...(contender.nodeOptions ?? []), ...nodeOptions],
      ofACore: OF_A_CORE,
    },
  )
}

async function databaseFor({ engine }: Contender, at: number): Promise<string | undefined> {
  if (engine === 'sqlite') return `sqlite:${join(folder, `bench${at}.sqlite`)}`
  if (engine === 'postgres') return await postgres!.create()
}

/** From the spawn to the first 200 of `/readyz`, again and again in turn. */
async function coldStarts(entries: readonly Entry[]) {
  const starts = new Map<string, number[]>()
  for (let round = 0; round < 3; round++) {
    for (const entry of entries.filter(
      (one) => one === entries[0] || (one.engine === 'sqlite' && one.conversations === 0),
    )) {
      const started = await startOne(
        entry,
        entry.engine === 'sqlite' ? `sqlite:${join(folder, 'cold.sqlite')}` : undefined,
      )
      starts.set(entry.name, [...(starts.get(entry.name) ?? []), started.coldStartMs])
      await started.stop()
    }
  }
  return starts
}

async function profile(contender: Contender) {
  const databaseUrl = await databaseFor(contender, 90)
  const profiles = join(folder, 'profiles')
  mkdirSync(profiles)
  if (databaseUrl) await seed(databaseUrl, KEY, contender.conversations)
  const running = await startOne(contender, databaseUrl, 0, ['--cpu-prof', `--cpu-prof-dir=${profiles}`])
  const crowd = platform.crowd(
    [running.url],
    Array.from({ length: ACTIVE }, (_, person) => idOf(person)),
    99,
  )
  const { turns } = await crowd.saturate(SECONDS * 4, AT_ONCE)
  await crowd.close()
  await running.stop()
  console.log(`\n${contender.name}\n${readProfile(profiles, turns, running.coldStartMs)}`)
}

function report(entries: readonly Entry[], starts: ReadonlyMap<string, readonly number[]>) {
  const bare = entries[0]!
  const ratio = (entry: Entry, of: (entry: Entry, round: number) => number) =>
    median(entry.saturated.map((_, round) => of(entry, round) / of(bare, round)))
  const times = (value: number) => `${value.toFixed(2)} ×`
  const lines = entries.map((entry) => {
    const p = (list: 'webhook' | 'endToEnd', share: number) =>
      median(entry.paced.map((one) => percentile(one[list], share)))
    return [
      entry.name,
      median(entry.saturated.map(rate)).toFixed(0),
      times(ratio(entry, (one, round) => rate(one.saturated[round]!))),
      median(entry.saturated.map((one) => one.cpu)).toFixed(0),
      times(ratio(entry, (one, round) => one.saturated[round]!.cpu)),
      median(entry.saturated.map((one) => one.database)).toFixed(0),
      median(entry.saturated.map((one) => one.load)).toFixed(0),
      `${p('webhook', 0.5).toFixed(1)} / ${p('webhook', 0.99).toFixed(1)}`,
      `${p('endToEnd', 0.5).toFixed(1)} / ${p('endToEnd', 0.99).toFixed(1)}`,
      `${entry.idleMb.toFixed(0)} / ${Math.max(...entry.loadedMb).toFixed(0)}`,
      String([...entry.saturated, ...entry.paced].reduce((sum, one) => sum + one.failed, 0)),
    ]
  })
  const head = [
    'bot, stored conversations',
    'turns/s',
    'of bare',
    'CPU µs',
    'of bare',
    'database',
    'load',
    'webhook p50 / p99 ms',
    'answered p50 / p99 ms',
    'MB idle / loaded',
    'failed',
  ]
  const all = [head, ...lines]
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]!.length)))
  for (const line of all)
    console.log(
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
    )
  console.log(
    `\nturns/s and CPU: ${OF_A_CORE === undefined ? AT_ONCE : `${AT_ONCE / 4} for each bot`} people at once, ${OF_A_CORE ?? 'one'} core for each bot. Waiting: at half the turns/s of the bare bot. Medians of ${ROUNDS} interleaved rounds of ${SECONDS} s.`,
  )
  for (const engine of ['sqlite', 'postgres'] as const) {
    const sizes = entries.filter((one) => one.engine === engine && (one.nodes ?? 1) === 1)
    const [smallest, largest] = [sizes[0], sizes.at(-1)]
    if (smallest && largest && smallest !== largest) {
      const growth = median(largest.saturated.map((one, round) => one.cpu / smallest.saturated[round]!.cpu))
      console.log(
        `CPU per turn with ${largest.conversations.toLocaleString('en')} conversations on ${engine}: ${times(growth)} that of none.`,
      )
    }
  }
  const two = entries.find((one) => one.nodes === 2)
  const oneNode = entries.find((one) => one.engine === 'postgres' && one.conversations === 0 && one !== two)
  if (two && oneNode)
    console.log(
      `Two nodes on PostgreSQL: ${times(median(two.saturated.map((one, round) => rate(one) / rate(oneNode.saturated[round]!))))} one node.`,
    )
  for (const [name, times] of starts) console.log(`cold start, ${name}: ${median(times).toFixed(0)} ms`)
}

async function startPostgres() {
  const child: ChildProcess = spawn(process.execPath, ['tests/support/postgres-child.ts', '--durable'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (line) => resolve(String(line).trim()))
    child.once('exit', (code) => reject(new Error(`PostgreSQL did not start (exit ${code})`)))
  })
  return {
    async create() {
      const name = `bench_${randomBytes(4).toString('hex')}`
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      const made = new URL(url)
      made.pathname = `/${name}`
      return made.href
    },
    cpuMs: () => cpuBelow(child.pid!),
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.stdin!.end()
      }),
  }
}
