import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type pg from 'pg'
import { changing, OPENING, type Opened } from './conversations.ts'
import { isStoreFault } from './fault.ts'
import type { Database } from './schema.ts'
import { add, type Bulk, type Share, setShare, shareOf } from './share.ts'
import { COUNTING } from './slots.ts'
import type { Db, Needs } from './store.ts'
import { setTrace } from './trace.ts'

export interface Job<T = unknown> {
  run(db: Db): Promise<T>
  readonly trace: string | undefined
  readonly needs: Needs
}

interface Waiting extends Job {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Pieces of work that share one transaction, at most: the first is not kept until the last is done. */
const BATCH = 32
/** While one batch waits for the disk, the next is worked on. */
const AT_ONCE = 2

/**
 * Lets pieces of work share transactions on PostgreSQL. One statement reads and
 * locks what all of them name, then each works in memory, then one statement
 * for each table writes what they leave: two round trips, however many they are.
 *
 * What does not fit runs `alone`, in a transaction of its own: work that asks
 * for anything else, and work whose conversation somebody has locked. So a batch
 * holds nothing but rows it got without waiting, and cannot be part of a
 * deadlock. (New people are the exception: their rows are made in one order.)
 */
export function createBatches(pool: pg.Pool, alone: (job: Job) => Promise<unknown>) {
  let queue: Waiting[] = []
  const running = new Set<Promise<void>>()
  let gathering: Promise<void> | undefined

  function start() {
    if (gathering || queue.length === 0 || running.size >= AT_ONCE) return
    gathering = gather().then(() => {
      gathering = undefined
      const one = run(take()).finally(() => {
        running.delete(one)
        start()
      })
      running.add(one)
      start()
    })
  }

  /** As long as a round of the event loop brings more work, another is waited for. */
  async function gather() {
    let before: number
    do {
      before = queue.length
      await new Promise(setImmediate)
    } while (queue.length > before && queue.length < BATCH)
  }

  /** The next of the queue, one for each conversation: its row is locked once, for one. */
  function take(): Waiting[] {
    const batch = new Map<unknown, Waiting>()
    queue = queue.filter((job) => {
      const key = job.needs.conversation ?? job
      if (batch.size >= BATCH || batch.has(key)) return true
      batch.set(key, job)
      return false
    })
    return [...batch.values()]
  }

  const runAlone = (job: Waiting) => void alone(job).then(job.resolve, job.reject)

  async function run(jobs: readonly Waiting[]): Promise<void> {
    let client: pg.PoolClient | undefined
    try {
      client = await pool.connect()
      const settle = await workTogether(client, jobs)
      client.release()
      for (const [job, how] of settle) how === 'alone' ? runAlone(job) : how()
    } catch (error) {
      client?.release(true)
      // what spoilt it for all may be one row; a store that is away is away for each of them
      const isAway = isStoreFault(error) && !isRollback(error)
      for (const job of jobs) isAway ? job.reject(error) : runAlone(job)
    }
  }

  return {
    add: <T>(job: Job<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        queue.push({ ...job, resolve: resolve as (value: unknown) => void, reject })
        start()
      }),
    /** Resolves once nothing is in hand. */
    async idle() {
      for (;;) {
        const inHand = gathering ? [gathering, ...running] : [...running]
        if (inHand.length === 0) return
        await Promise.race(inHand)
      }
    },
  }
}

/** PostgreSQL's class for what another attempt may not meet: serialization failure, deadlock. */
const isRollback = (error: unknown) => /^40/.test(String((error as { code?: unknown }).code))

type Settled = readonly [Waiting, 'alone' | (() => void)]

/** Does the work in one transaction; how each piece is to be settled once that is durable. */
async function workTogether(client: pg.PoolClient, jobs: readonly Waiting[]): Promise<Settled[]> {
  const settled: Settled[] = []
  const shareFor = await open(client, jobs)
  const db = refusing()
  const rows = new Map<Bulk, object[]>()
  for (const job of jobs) {
    const share = shareFor(job)
    if (!share) {
      settled.push([job, 'alone'])
      continue
    }
    setShare(db, share)
    setTrace(db, job.trace)
    const how = await job.run(db).then(
      (value) => () => job.resolve(value),
      (error) => {
        share.rows.clear()
        share.isChanged = false
        return () => job.reject(error)
      },
    )
    settled.push([job, share.needsMore ? 'alone' : how])
    if (share.needsMore) continue
    if (share.conversation && share.isChanged) add(rows, changing, [share.conversation])
    for (const [bulk, own] of share.rows) add(rows, bulk, own)
  }
  await close(
    client,
    rows,
    jobs.some((job) => job.needs.conversation !== undefined),
  )
  return settled
}

/** Reads and locks what the jobs name; tells each its share, and nothing where somebody holds its conversation. */
async function open(client: pg.PoolClient, jobs: readonly Waiting[]): Promise<(job: Waiting) => Share | undefined> {
  const turns = jobs.flatMap(({ needs }) => (needs.conversation === undefined ? [] : [needs]))
  if (turns.length === 0) return () => ({ ...NOTHING, rows: new Map() })
  const now = Math.min(...turns.map((one) => one.now))
  const [, seats, opened] = await together([
    client.query(BEGIN),
    client.query<{ slot_at: number; taken: number }>({ ...COUNTING, values: [now] }),
    client.query<Opened>({
      ...OPENING,
      values: [turns.map((one) => one.conversation), turns.map((one) => one.eventId), now],
    }),
  ] as const)
  const taken = new Map(seats.rows.map((row) => [row.slot_at, row.taken]))
  const rows = new Map<string, Opened>(opened.rows.map((row) => [row.id, row]))
  return ({ needs }) => {
    if (needs.conversation === undefined) return { ...NOTHING, rows: new Map() }
    const row = rows.get(needs.conversation)
    if (!row) return undefined
    const { came_before: cameBefore, is_awaited: isAwaited } = row
    const { eventId } = needs
    return { ...NOTHING, conversation: row, eventId, cameBefore, isAwaited, taken, rows: new Map() }
  }
}

const NOTHING = {
  conversation: undefined,
  isChanged: false,
  needsMore: false,
  eventId: undefined,
  cameBefore: false,
  isAwaited: false,
  taken: undefined,
}

/** Writes what is left to be written, and ends the transaction that was begun. */
async function close(client: pg.PoolClient, rows: ReadonlyMap<Bulk, readonly object[]>, isBegun: boolean) {
  // a statement by itself is a transaction
  const isOne = !isBegun && rows.size === 1
  await together([
    ...(isBegun || isOne || rows.size === 0 ? [] : [client.query(BEGIN)]),
    ...[...rows].map(async ([{ name, text, columns, made }, own]) => {
      const values = columns.map((column) => own.map((row) => row[column as never]))
      const { rows } = await client.query({ name, text, values })
      made?.(own, rows)
    }),
    ...(isOne || (!isBegun && rows.size === 0) ? [] : [client.query(COMMIT)]),
  ])
}

const BEGIN = { name: 'begin', text: 'begin' }
const COMMIT = { name: 'commit', text: 'commit' }

/** Statements sent one after the other without waiting; throws what the first that failed says, when all have ended. */
async function together<T extends readonly Promise<unknown>[]>(
  sent: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(sent)
  return await Promise.all(sent)
}

/** A database that refuses every query, and notes in the share of whoever asks that it wants more than a share. */
function refusing(): Db {
  class Refusing extends DummyDriver {
    override async acquireConnection(): Promise<never> {
      shareOf(db)!.needsMore = true
      throw new Error('asked for more than a shared transaction gives')
    }
  }
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new Refusing(),
      createIntrospector: (own) => new PostgresIntrospector(own),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return db
}
