import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { freePort } from '../../tests/support/free-port.ts'
import { SECRET } from './platform.ts'

export interface Running {
  readonly name: string
  readonly url: string
  readonly coldStartMs: number
  /** CPU time used so far, in ms, where the system tells. */
  cpuMs(): number | undefined
  residentMb(): number | undefined
  stop(): Promise<void>
}

/** Keeps processes apart where the machine has the cores and `taskset`: the one measured gets core 0 to itself. */
const canPin = (() => {
  if (cpus().length < 2) return false
  try {
    execFileSync('taskset', ['-p', String(process.pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

export const MEASURED_CORE = 0
export const otherCores = `1-${Math.max(1, cpus().length - 1)}`

export function pin(pid: number, cores: string): void {
  if (canPin) execFileSync('taskset', ['-acp', cores, String(pid)], { stdio: 'ignore' })
}

/** Starts a bot in a process of its own and waits until it is ready. */
export async function start(
  name: string,
  script: string,
  env: Record<string, string>,
  options: { core?: number; nodeOptions?: readonly string[]; ofACore?: number | undefined } = {},
): Promise<Running> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const node = [process.execPath, ...(options.nodeOptions ?? []), script]
  const isPinned = canPin && options.ofACore === undefined
  const command = isPinned ? ['taskset', '-c', String(options.core ?? MEASURED_CORE), ...node] : node
  const begun = performance.now()
  const child = spawn(command[0]!, command.slice(1), {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      LINE_CHANNEL_SECRET: SECRET,
      LINE_CHANNEL_ACCESS_TOKEN: 'bench-token',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // a benchmark that fails leaves nothing running
  process.once('exit', () => child.kill('SIGKILL'))
  let words = ''
  child.stderr?.on('data', (chunk) => {
    words = (words + chunk).slice(-4_000)
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await ready(url, child, () => words)
  const coldStartMs = performance.now() - begun
  const unlimit = options.ofACore === undefined ? undefined : limit(child.pid!, options.ofACore)
  return {
    name,
    url,
    coldStartMs,
    cpuMs: () => cpuOf(child.pid!),
    residentMb: () => residentOf(child.pid!),
    async stop() {
      child.kill('SIGTERM')
      await exited
      unlimit?.()
    },
  }
}

/** Gives a process so much of a core, by a control group; undoes it when the process has ended. */
function limit(pid: number, ofACore: number): () => void {
  const isFirst = existsSync('/sys/fs/cgroup/cpu/cpu.shares')
  const group = `/sys/fs/cgroup/${isFirst ? 'cpu/' : ''}bench-${pid}`
  const quota = Math.round(PERIOD * ofACore)
  mkdirSync(group)
  if (isFirst) {
    writeFileSync(`${group}/cpu.cfs_period_us`, String(PERIOD))
    writeFileSync(`${group}/cpu.cfs_quota_us`, String(quota))
  } else writeFileSync(`${group}/cpu.max`, `${quota} ${PERIOD}`)
  writeFileSync(`${group}/cgroup.procs`, String(pid))
  return () => rmdirSync(group)
}

/** Short, so that a process that has used up its part waits for milliseconds. */
const PERIOD = 20_000

async function ready(url: string, child: ChildProcess, words: () => string): Promise<void> {
  for (let tries = 0; tries < 6_000; tries++) {
    if (child.exitCode !== null) throw new Error(`${url} ended at its start:\n${words()}`)
    const isReady = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  child.kill('SIGKILL')
  throw new Error(`${url} did not become ready within a minute:\n${words()}`)
}

function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
}

/** Linux counts in hundredths of a second (proc(5), "utime"). */
function cpuOf(pid: number): number | undefined {
  try {
    const fields = statOf(pid)
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return undefined
  }
}

/** CPU ms of all that a process has started, and those in turn: PostgreSQL is a process for each connection. */
export function cpuBelow(pid: number): number {
  let children: number[]
  try {
    children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid)
      .map(Number)
  } catch {
    return Number.NaN
  }
  return children.reduce((sum, child) => sum + (cpuOf(child) ?? 0) + cpuBelow(child), 0)
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(statOf(pid)[1])
  } catch {
    return undefined
  }
}

function residentOf(pid: number): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return undefined
  }
}
